package dealflow.deal.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How much waits to be published, and for how long; NaN while the database is away. */
@ApplicationScoped
class OutboxMeters {

    @Inject
    DataSource database;

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
        try {
            return republication.waiting();
        } catch (IllegalStateException e) {
            return Double.NaN;
        }
    }

    /** The oldest of each bucket, by its index. */
    private double age() {
        return ask(
                """
                SELECT coalesce(extract(epoch FROM now() - min(since)), 0) FROM generate_series(0, %d) AS buckets (number)
                CROSS JOIN LATERAL (
                    SELECT since FROM outbox_unpublished WHERE bucket = number ORDER BY outbox_id LIMIT 1) AS oldest
                """
                        .formatted(Outbox.BUCKETS - 1));
    }

    private double ask(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql);
                var row = statement.executeQuery()) {
            row.next();
            return row.getDouble(1);
        } catch (SQLException e) {
            return Double.NaN;
        }
    }
}
