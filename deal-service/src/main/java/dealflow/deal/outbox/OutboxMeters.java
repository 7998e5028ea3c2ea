package dealflow.deal.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** How much waits to be published, and for how long; NaN while the database is away. */
@ApplicationScoped
class OutboxMeters {

    @Inject
    Jdbi database;

    @Inject
    Republication republication;

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        // Told as 0 from the start: of one that begins with its first event, no alert sees an increase.
        metrics.counter("dealflow.events.refused");
        metrics.counter("dealflow.deals.left.out");
        Gauge.builder("dealflow.outbox.unpublished", this::unpublished)
                .description("Events that wait to be published; counted up to " + Republication.MANY)
                .register(metrics);
        Gauge.builder("dealflow.outbox.age.seconds", this::age)
                .description("For how long the oldest of them has waited")
                .register(metrics);
    }

    private double unpublished() {
        return orUnknown(republication::waiting);
    }

    /** The oldest of each bucket, by its index. */
    private double age() {
        return orUnknown(() -> database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT coalesce(extract(epoch FROM now() - min(since)), 0) FROM generate_series(0, :last) AS buckets (number)
                        CROSS JOIN LATERAL (
                            SELECT since FROM outbox_unpublished WHERE bucket = number ORDER BY outbox_id LIMIT 1) AS oldest
                        """)
                .bind("last", Outbox.BUCKETS - 1)
                .mapTo(Double.class)
                .one()));
    }

    private static double orUnknown(Supplier<? extends Number> asked) {
        try {
            return asked.get().doubleValue();
        } catch (JdbiException e) {
            return Double.NaN;
        }
    }
}
