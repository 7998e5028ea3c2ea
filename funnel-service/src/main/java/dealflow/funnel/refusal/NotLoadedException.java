package dealflow.funnel.refusal;

/** The service has just started and does not know all deals yet. */
public final class NotLoadedException extends RuntimeException {

    public NotLoadedException(long rows) {
        super("The service has just started: %d rows of the ledger are loaded, and there are more".formatted(rows));
    }
}
