package dealflow.funnel;

/** The service has just started and does not know all deals yet. */
public final class NotLoadedException extends RuntimeException {

    NotLoadedException(long rows) {
        super("The service has just started: %d rows of the ledger are loaded, and there are more".formatted(rows));
    }
}
