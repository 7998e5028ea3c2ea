package dealflow.deal.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** What tells operations that somebody's receiver has been given up. */
@ApplicationScoped
class WebhookMeters {

    @Inject
    Jdbi database;

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        Gauge.builder("dealflow.webhooks.paused.now", this::paused)
                .description("Webhooks that the service itself has paused, until somebody lets them go on")
                .register(metrics);
    }

    private double paused() {
        try {
            return database.withHandle(handle -> handle.createQuery(
                            "SELECT count(*) FROM webhook_delivery WHERE status = 'PAUSED' AND paused_because IS NOT NULL")
                    .mapTo(Double.class)
                    .one());
        } catch (JdbiException e) {
            return Double.NaN;
        }
    }
}
