package dealflow.forecast.refusal;

/** A caller has a computation under way already. */
public final class CallerBusyException extends RuntimeException {

    public CallerBusyException() {
        super("One answer of yours is being computed, and a caller may have no more under way", null, false, false);
    }
}
