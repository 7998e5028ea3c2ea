package dealflow.forecast.outbox;

import dealflow.consumer.DealEvents;
import dealflow.contract.outbox.OutboxMetrics;
import dealflow.contract.outbox.OutboxRelay;
import dealflow.contract.outbox.PublishedTopics;
import dealflow.contract.outbox.SentRows;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Publishes the outbox for as long as the service runs. */
@ApplicationScoped
class EventRelay {

    static final String SOURCE = "/dealflow/forecast-service";

    private final DataSource database;
    private final OutboxRelay relay;

    /** @param create false where topics are made by others, and this service may not */
    EventRelay(
            DataSource database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "dealflow.topics.create", defaultValue = "true") boolean create,
            @ConfigProperty(name = "dealflow.topics.replication-factor") Optional<Short> replicationFactor) {
        this.database = database;
        relay = relay(database, new PublishedTopics(kafka, List.of(Outbox.FORECASTS), create, replicationFactor));
    }

    static OutboxRelay relay(DataSource database, PublishedTopics topics) {
        return new OutboxRelay(database, topics, SOURCE, SentRows.DELETED);
    }

    /** When the tables are there. */
    void start(@Observes @Priority(DealEvents.FIRST + 1) StartupEvent event, MeterRegistry metrics) {
        relay.start();
        new OutboxMetrics(relay, database).bindTo(metrics);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        relay.close();
    }
}
