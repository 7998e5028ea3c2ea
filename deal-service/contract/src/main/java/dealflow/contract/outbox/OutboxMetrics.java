package dealflow.contract.outbox;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How much waits to be published, and for how long; NaN while the database is away. */
public final class OutboxMetrics implements MeterBinder {

    /** Counting further would cost more than it tells. */
    public static final int MANY = 1_000_000;

    private static final String WAITING =
            "SELECT count(*) FROM (SELECT FROM outbox_unpublished LIMIT %d) AS waiting".formatted(MANY);

    /** The oldest of each bucket, by its index. */
    private static final String AGE =
            """
            SELECT coalesce(extract(epoch FROM now() - min(since)), 0) FROM generate_series(0, %d) AS buckets (number)
            CROSS JOIN LATERAL (
                SELECT since FROM outbox_unpublished WHERE bucket = number ORDER BY outbox_id LIMIT 1) AS oldest
            """
                    .formatted(OutboxRelay.BUCKETS - 1);

    private final OutboxRelay relay;
    private final DataSource database;

    public OutboxMetrics(OutboxRelay relay, DataSource database) {
        this.relay = relay;
        this.database = database;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        // Told as 0 from the start: of one that begins with its first event, no alert sees an increase.
        FunctionCounter.builder("dealflow.events.refused", relay, OutboxRelay::refused)
                .description("Events that Kafka will never take, since this replica started")
                .register(registry);
        Gauge.builder("dealflow.outbox.unpublished", () -> asked(WAITING))
                .description("Events that wait to be published; counted up to " + MANY)
                .register(registry);
        Gauge.builder("dealflow.outbox.age.seconds", () -> asked(AGE))
                .description("For how long the oldest of them has waited")
                .register(registry);
    }

    private double asked(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        } catch (SQLException e) {
            return Double.NaN;
        }
    }
}
