package dealflow.consumer;

import dealflow.contract.lifecycle.ConsumerMetrics;
import dealflow.contract.lifecycle.Projector;
import dealflow.contract.lifecycle.Rebuilds;
import dealflow.contract.projection.ParkedDeals;
import dealflow.contract.projection.Projection;
import dealflow.contract.projection.UnreadableDeals;
import dealflow.edge.lifecycle.MigrationMode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;

/** Keeps the service's projection up with the events for as long as the service runs, and shows how it is. */
@ApplicationScoped
public class DealEvents {

    /** Before all that read the tables which it creates. */
    public static final int FIRST = 1;

    private final DataSource database;
    private final Projector projector;
    private final UnreadableDeals unreadable = new UnreadableDeals();
    private final ParkedDeals parked;
    private final Rebuilds rebuilds;

    DealEvents(
            DataSource database,
            Flyway flyway,
            Projection projection,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "dealflow.consumer-group") String group,
            @ConfigProperty(name = "dealflow.consumer-threads") int threads) {
        this.database = database;
        projector = new Projector(kafka, group, database, flyway, projection, threads);
        parked = new ParkedDeals(database, projection, unreadable);
        rebuilds = new Rebuilds(database);
    }

    void start(
            @Observes @Priority(FIRST) StartupEvent event,
            @ConfigProperty(name = "dealflow.migrate") MigrationMode mode,
            MeterRegistry metrics,
            DataSource database) {
        mode.run(projector::migrate);
        projector.start();
        new ConsumerMetrics(projector.consumer(), parked, rebuilds, database).bindTo(metrics);
    }

    void stop(@Observes ShutdownEvent event) {
        projector.close();
    }

    @Produces
    @Singleton
    ParkedDeals parkedDeals() {
        return parked;
    }

    @Produces
    @Singleton
    UnreadableDeals unreadableDeals() {
        return unreadable;
    }

    @Produces
    @Singleton
    Rebuilds rebuilds() {
        return rebuilds;
    }

    /** Not in liveness: a restart would not bring back what the reader waits for, and stop the answers too. */
    @Produces
    @Readiness
    @Singleton
    HealthCheck reading() {
        return () -> {
            var consumer = projector.consumer();
            var check = HealthCheckResponse.named("deal events are read").status(consumer.begun());
            consumer.problem().ifPresent(problem -> check.withData("problem", problem));
            return check.build();
        };
    }
}
