package dealflow.deal.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.jdbi.v3.core.Jdbi;

/**
 * Lets the database keep the plans of what a transaction does from here on: it touches rows by their keys, and planning that each
 * time costs more than doing it. Plans by key only, so that none made while a table was small reads the whole of it.
 */
@ApplicationScoped
public class KeptPlans {

    /** For a connection that is told so. */
    static final String MODE = "auto";

    static final String WHOLE_TABLES = "off";

    @Inject
    Jdbi database;

    @Inject
    TransactionSynchronizationRegistry transaction;

    private enum State {
        WANTED,
        /** The transaction has its connection, which makes plans anew. */
        TOO_LATE
    }

    /** A transaction that has no connection yet is told with it, and not in a statement of its own. */
    public void keep() {
        if (transaction.getResource(KeptPlans.class) == State.TOO_LATE) {
            database.useHandle(handle -> handle.execute(
                    "SELECT set_config('plan_cache_mode', ?, true), set_config('enable_seqscan', ?, true)",
                    MODE,
                    WHOLE_TABLES));
        }
        transaction.putResource(KeptPlans.class, State.WANTED);
    }

    /** Whether the transaction that takes a connection now wants it; outside of one nobody does. */
    boolean wanted() {
        if (transaction.getTransactionKey() == null) {
            return false;
        }
        if (transaction.getResource(KeptPlans.class) == State.WANTED) {
            return true;
        }
        transaction.putResource(KeptPlans.class, State.TOO_LATE);
        return false;
    }
}
