package dealflow.contract.projection;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Transactions on the projection.
 *
 * @param schema where its tables are; null for where the connections look by themselves
 */
record Transactions(DataSource database, String schema) {

    interface Work<T> {
        T in(Connection transaction) throws SQLException;
    }

    /** All of the work, or none of it if it throws. */
    <T> T call(Work<T> work) throws SQLException {
        try (var transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                try (var statement = transaction.createStatement()) {
                    // A process that is paused in the middle would keep its partitions from all others.
                    statement.execute("SET LOCAL idle_in_transaction_session_timeout = '30s'"
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
