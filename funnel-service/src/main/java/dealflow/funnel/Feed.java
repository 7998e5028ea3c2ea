package dealflow.funnel;

import dealflow.contract.projection.DealEventConsumer;
import dealflow.contract.projection.ParkedDeals;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the ledger up with the events for as long as the service runs. */
@ApplicationScoped
@Startup
class Feed {

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @ConfigProperty(name = "dealflow.consumer-group", defaultValue = "funnel-service")
    String group;

    @Inject
    AgroalDataSource database;

    @Inject
    Ledger ledger;

    @Inject
    MeterRegistry metrics;

    private DealEventConsumer consumer;

    @PostConstruct
    void start() {
        consumer = new DealEventConsumer(kafka, group, database, ledger);
        new Thread(consumer, "deal-events").start();
        metrics.gauge("dealflow.parked.deals", this, Feed::parked);
    }

    private double parked() {
        try {
            return parkedDeals().count();
        } catch (SQLException e) {
            return Double.NaN;
        }
    }

    @Produces
    ParkedDeals parkedDeals() {
        return new ParkedDeals(database, ledger);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        consumer.close();
    }
}
