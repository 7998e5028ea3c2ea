package dealflow.forecast.refusal;

/** An answer could not be computed before its deadline; it may be known soon. */
public final class NotInTimeException extends RuntimeException {

    public NotInTimeException() {
        // Thrown in the middle of a computation, whose stack is of no use.
        super("The answer could not be computed in time", null, false, false);
    }
}
