package dealflow.forecast.outbox;

import dealflow.contract.event.Topics;
import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.json.ContractJson;
import dealflow.contract.outbox.OutboxRelay;
import dealflow.contract.outbox.PublishedTopic;
import dealflow.contract.outbox.Traceparent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The events of a transaction: they are told if it commits, and not if it does not. */
@ApplicationScoped
public class Outbox {

    static final PublishedTopic FORECASTS = new PublishedTopic(
            "forecasts", Topics.FORECASTS, 1, Map.of("cleanup.policy", "delete", "retention.ms", "2592000000"));

    /**
     * Gives events their places among those of a pipeline, and writes them. Until the transaction ends, others wait that have something
     * to tell of the same pipeline.
     */
    /** What is written of a pipeline from here on waits for this transaction to end. */
    public void lock(Handle transaction, String pipeline) {
        last(transaction, pipeline, 0);
    }

    public void append(Handle transaction, String pipeline, List<ForecastEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        var sequence = last(transaction, pipeline, events.size()) - events.size();
        for (var event : events) {
            sequence++;
            insert(transaction, event.at(pipeline, sequence));
        }
    }

    private static long last(Handle transaction, String pipeline, int more) {
        return transaction
                .createQuery(
                        """
                        INSERT INTO event_sequence AS place (pipeline, last) VALUES (:pipeline, :more)
                        ON CONFLICT (pipeline) DO UPDATE SET last = place.last + :more RETURNING last
                        """)
                .bind("pipeline", pipeline)
                .bind("more", more)
                .mapTo(Long.class)
                .one();
    }

    private static void insert(Handle transaction, ForecastEvent event) {
        transaction
                .createUpdate(
                        """
                        WITH told AS (
                            INSERT INTO outbox (aggregatetype, aggregateid, version, type, payload, occurred_at, traceparent)
                            VALUES (:kind, :pipeline, :sequence, :type, :payload, :occurredAt, :traceparent::text) RETURNING id)
                        INSERT INTO outbox_unpublished (bucket, outbox_id) SELECT hashtext(:pipeline) & :mask, id FROM told
                        """)
                .bind("kind", FORECASTS.aggregateType())
                .bind("pipeline", event.pipeline())
                .bind("sequence", event.sequence())
                .bind("type", event.type().wireName())
                .bind("payload", new String(ContractJson.write(event), StandardCharsets.UTF_8))
                .bind("occurredAt", event.occurredAt())
                .bind("traceparent", Traceparent.current())
                .bind("mask", OutboxRelay.BUCKETS - 1)
                .execute();
    }
}
