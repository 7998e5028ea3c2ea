package dealflow.contract.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Transactions on the projection.
 *
 * @param schema where its tables are; null for where the connections look by themselves
 * @param idle how long PostgreSQL waits for the next statement of one
 * @param longest how long one may take in all
 */
public record Transactions(DataSource database, String schema, Duration idle, Duration longest) {

    public Transactions(DataSource database, String schema) {
        this(database, schema, Duration.ofSeconds(30), Duration.ofSeconds(90));
    }

    public interface Work<T> {
        T in(Connection transaction) throws SQLException;
    }

    /** All of the work, or none of it if it throws. */
    public <T> T call(Work<T> work) throws SQLException {
        try (var transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                try (var statement = transaction.createStatement()) {
                    // A process that is paused in the middle would keep its partitions from all others. While it sends
                    // a batch, PostgreSQL does not call that idle: only the whole transaction's time ends it.
                    statement.execute(
                            "SET LOCAL idle_in_transaction_session_timeout = %d; SET LOCAL transaction_timeout = %d"
                                            .formatted(idle.toMillis(), longest.toMillis())
                                    + (schema == null ? "" : "; SET LOCAL search_path TO " + schema + ", public"));
                }
                var done = work.in(transaction);
                transaction.commit();
                return done;
            } catch (SQLException | RuntimeException | Error e) {
                try {
                    transaction.rollback();
                } catch (SQLException also) {
                    e.addSuppressed(also);
                }
                throw e;
            }
        }
    }
}
