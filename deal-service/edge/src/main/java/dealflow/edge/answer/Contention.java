package dealflow.edge.answer;

import java.sql.SQLException;
import java.util.Set;

/** Tells a transaction that the database has ended for another one's sake, and that may go well next time. */
final class Contention {

    /** Deadlock, and serialization failure. */
    private static final Set<String> STATES = Set.of("40P01", "40001");

    private Contention() {}

    static boolean isBehind(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && STATES.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
