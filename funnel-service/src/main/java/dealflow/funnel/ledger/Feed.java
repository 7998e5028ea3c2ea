package dealflow.funnel.ledger;

import dealflow.contract.projection.ConsumerMetrics;
import dealflow.contract.projection.ParkedDeals;
import dealflow.contract.projection.Projector;
import dealflow.contract.projection.Rebuilds;
import dealflow.contract.projection.UnreadableDeals;
import dealflow.edge.lifecycle.Migrate;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;

/** Keeps the ledger up with the events for as long as the service runs, and shows how it is. */
@ApplicationScoped
class Feed {

    /** Before all that read the tables which it creates. */
    static final int FIRST = 1;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @ConfigProperty(name = "dealflow.consumer-group")
    String group;

    @ConfigProperty(name = "dealflow.consumer-threads")
    int threads;

    @Inject
    AgroalDataSource database;

    @Inject
    Flyway flyway;

    @Inject
    Ledger ledger;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "dealflow.migrate")
    Migrate migrate;

    private final UnreadableDeals unreadable = new UnreadableDeals();
    private Projector projector;

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        projector = new Projector(kafka, group, database, flyway, ledger, threads);
        migrate.run(projector::migrate);
        projector.start();
        new ConsumerMetrics(projector.consumer(), parkedDeals(), rebuilds(), database).bindTo(metrics);
    }

    @Produces
    ParkedDeals parkedDeals() {
        return new ParkedDeals(database, ledger, unreadable);
    }

    @Produces
    UnreadableDeals unreadableDeals() {
        return unreadable;
    }

    @Produces
    Rebuilds rebuilds() {
        return new Rebuilds(database);
    }

    /** Not in liveness: a restart would not bring back what the reader waits for, and stop the answers too. */
    @Produces
    @Readiness
    HealthCheck reading() {
        return () -> {
            var consumer = projector.consumer();
            var check = HealthCheckResponse.named("deal events are read").status(consumer.begun());
            consumer.problem().ifPresent(problem -> check.withData("problem", problem));
            return check.build();
        };
    }

    void stop(@Observes ShutdownEvent shutdown) {
        projector.close();
    }
}
