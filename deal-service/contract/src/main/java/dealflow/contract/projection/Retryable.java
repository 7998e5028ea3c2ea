package dealflow.contract.projection;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells a database that is away or busy, where trying again helps, from an event that will never fit. */
public final class Retryable {

    /**
     * Classes of PostgreSQL error codes: connection, state of the transaction (it was idle too long), rollback
     * (deadlock, serialization), resources, operator intervention, system.
     */
    private static final Set<String> CLASSES = Set.of("08", "25", "40", "53", "57", "58");

    private Retryable() {}

    public static boolean is(Throwable problem) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5
                    && CLASSES.contains(sql.getSQLState().substring(0, 2))) {
                return true;
            }
        }
        return false;
    }
}
