package dealflow.deal.outbox;

import dealflow.contract.event.Topics;
import dealflow.contract.outbox.OutboxMetrics;
import dealflow.contract.outbox.OutboxRelay;
import dealflow.contract.outbox.PublishedTopic;
import dealflow.contract.outbox.PublishedTopics;
import dealflow.contract.outbox.SentRows;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Publishes the outbox for as long as the service runs. */
@ApplicationScoped
@Startup
class EventRelay {

    private static final Map<String, String> FOR_EVER = Map.of("retention.ms", "-1", "cleanup.policy", "delete");
    private static final Map<String, String> NEWEST = Map.of("cleanup.policy", "compact");
    static final List<PublishedTopic> TOPICS = List.of(
            new PublishedTopic(Outbox.DEALS, Topics.DEALS, Topics.DEAL_PARTITIONS, FOR_EVER),
            new PublishedTopic(Outbox.PIPELINES, Topics.PIPELINES, 1, NEWEST),
            new PublishedTopic(Outbox.FIELDS, Topics.FIELDS, 1, NEWEST),
            new PublishedTopic(Outbox.TEAMS, Topics.TEAMS, 1, NEWEST),
            new PublishedTopic(Outbox.EXCHANGE_RATES, Topics.EXCHANGE_RATES, 1, NEWEST));

    private final OutboxRelay relay;
    private final boolean enabled;

    /**
     * @param enabled false where Debezium publishes in its place
     * @param create false where topics are made by others, and this service may not
     */
    EventRelay(
            AgroalDataSource database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "dealflow.relay.enabled", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "dealflow.topics.create", defaultValue = "true") boolean create,
            @ConfigProperty(name = "dealflow.topics.replication-factor") Optional<Short> replicationFactor,
            MeterRegistry metrics) {
        this.enabled = enabled;
        relay = relay(database, new PublishedTopics(kafka, TOPICS, create, replicationFactor));
        new OutboxMetrics(relay, database).bindTo(metrics);
        // Told as 0 from the start: of one that begins with its first event, no alert sees an increase.
        metrics.counter("dealflow.deals.left.out");
    }

    static OutboxRelay relay(AgroalDataSource database, PublishedTopics topics) {
        return new OutboxRelay(database, topics, CloudEvent.SOURCE, SentRows.KEPT);
    }

    @PostConstruct
    void start() {
        if (enabled) {
            relay.start();
        }
    }

    boolean enabled() {
        return enabled;
    }

    void wake() {
        relay.wake();
    }

    void wake(@Observes EventsCommitted events) {
        wake();
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        if (enabled) {
            relay.close();
        }
    }
}
