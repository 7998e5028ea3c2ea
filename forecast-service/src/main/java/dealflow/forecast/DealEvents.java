package dealflow.forecast;

import dealflow.contract.projection.DealEventConsumer;
import dealflow.contract.projection.ParkedDeals;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Runs the consumer of the deal events for as long as the service runs, and shows how it is. */
@ApplicationScoped
class DealEvents {

    private final DealEventConsumer consumer;
    private final Thread thread;
    private final ParkedDeals parked;

    DealEvents(DataSource database, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        consumer = new DealEventConsumer(kafka, "forecast-service", database, new ForecastProjection());
        thread = new Thread(consumer, "deal-events");
        parked = new ParkedDeals(database, new ForecastProjection());
    }

    void start(@Observes StartupEvent event, MeterRegistry metrics) {
        thread.start();
        metrics.gauge("dealflow.parked.deals", this, DealEvents::parkedCount);
    }

    void stop(@Observes ShutdownEvent event) {
        consumer.close();
    }

    @Produces
    @Singleton
    ParkedDeals parkedDeals() {
        return parked;
    }

    /** Not in liveness: a restart would not bring back what the consumer waits for, and stop the answers too. */
    @Produces
    @Readiness
    @Singleton
    HealthCheck reading() {
        return () -> HealthCheckResponse.named("deal events are read")
                .status(thread.isAlive())
                .build();
    }

    private double parkedCount() {
        try {
            return parked.count();
        } catch (SQLException e) {
            return Double.NaN;
        }
    }
}
