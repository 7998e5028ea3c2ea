package dealflow.deal.outbox;

import dealflow.contract.event.DealEvent;
import dealflow.contract.event.EventType;
import dealflow.contract.json.ContractJson;
import dealflow.contract.json.UnreadableEventException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The events of the {@link Outbox}, read again deal by deal: the outbox keeps them all. */
@ApplicationScoped
public class RecordedEvents {

    private static final Logger LOG = Logger.getLogger(RecordedEvents.class);

    @Inject
    Jdbi database;

    @Inject
    MeterRegistry metrics;

    /** One line of a deal's history: the event's type and its JSON. */
    public record Recorded(long version, String type, String payload, Instant occurredAt) {}

    /** A deal's events above a version, in order. */
    public List<Recorded> history(UUID deal, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT version, type, payload, occurred_at FROM outbox
                        WHERE aggregateid = :deal AND version > :after ORDER BY version LIMIT :limit
                        """)
                .bind("deal", deal.toString())
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Recorded.class))
                .list());
    }

    /** The stages that a deal has been in, event by event, under the keys that they had then. */
    public List<String> stagesOf(UUID deal) {
        return lives(List.of(deal)).stream()
                .flatMap(List::stream)
                .filter(event -> event.deal() != null)
                .map(event -> event.deal().stage())
                .toList();
    }

    /**
     * All events of each of some deals, deal by deal in the order of their ids.
     *
     * @throws UnreadableEventException if one of them cannot be read
     */
    public Collection<List<DealEvent>> lives(List<UUID> deals) {
        return told(deals).values().stream().map(RecordedEvents::read).toList();
    }

    /** The same without the deals of which an event cannot be read; they are counted and logged. */
    public Collection<List<DealEvent>> readableLives(List<UUID> deals) {
        var lives = new ArrayList<List<DealEvent>>();
        told(deals).forEach((deal, events) -> {
            try {
                lives.add(read(events));
            } catch (RuntimeException e) {
                leftOut(deal, e);
            }
        });
        return lives;
    }

    /** Counts and logs a deal that is left out because it cannot be read. */
    public void leftOut(String deal, RuntimeException problem) {
        metrics.counter("dealflow.deals.left.out").increment();
        LOG.errorf("Deal %s is left out: %s", deal, problem);
    }

    private record Told(String deal, String type, String payload) {}

    private static List<DealEvent> read(List<Told> events) {
        return events.stream()
                .map(event -> ContractJson.readEvent(
                        EventType.of(event.type()).orElseThrow(),
                        event.payload().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private Map<String, List<Told>> told(List<UUID> deals) {
        var events = new LinkedHashMap<String, List<Told>>();
        database.useHandle(handle -> handle.createQuery(
                        """
                        SELECT aggregateid, type, payload FROM outbox
                        WHERE aggregateid = ANY (:deals) ORDER BY aggregateid, version
                        """)
                .bind("deals", deals.stream().map(UUID::toString).toArray(String[]::new))
                .map((row, context) ->
                        new Told(row.getString("aggregateid"), row.getString("type"), row.getString("payload")))
                .forEach(event -> events.computeIfAbsent(event.deal(), id -> new ArrayList<>())
                        .add(event)));
        return events;
    }
}
