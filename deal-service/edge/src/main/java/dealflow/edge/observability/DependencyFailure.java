package dealflow.edge.observability;

import java.io.IOException;
import java.sql.SQLException;

/** Tells what is wrong elsewhere, such as a database that does not answer, from faults of our own. */
final class DependencyFailure {

    /** SQL states of a connection that could not be had or was lost, and of a server that ends or starts. */
    private static final String CONNECTION = "08";

    private static final String OPERATOR = "57P";

    private DependencyFailure() {}

    /** The first thing of the kind that a failure comes from, or null: where in the code it was noticed says nothing. */
    static Throwable behind(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof SQLException sql && isOfConnection(sql)) {
                return cause;
            }
        }
        return null;
    }

    /** One without a state comes from the pool, which had no connection in time. */
    private static boolean isOfConnection(SQLException e) {
        var state = e.getSQLState();
        return state == null || state.startsWith(CONNECTION) || state.startsWith(OPERATOR);
    }
}
