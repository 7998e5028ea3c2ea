package dealflow.forecast;

import dealflow.contract.projection.DealEventConsumer;
import dealflow.contract.projection.ParkedDeals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs the consumer of the deal events for as long as the service runs. */
@ApplicationScoped
class DealEvents {

    private final DealEventConsumer consumer;
    private final DataSource database;

    DealEvents(DataSource database, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.database = database;
        this.consumer = new DealEventConsumer(
                Map.of("bootstrap.servers", brokers), "forecast-service", database, new ForecastProjection());
    }

    void start(@Observes StartupEvent event) {
        new Thread(consumer, "deal-events").start();
    }

    void stop(@Observes ShutdownEvent event) {
        consumer.close();
    }

    @Produces
    @Singleton
    ParkedDeals parkedDeals() {
        return new ParkedDeals(database, new ForecastProjection());
    }
}
