package dealflow.funnel.refusal;

/** As many watch already as can be served, or as one caller may. */
public final class TooManyStreamsException extends RuntimeException {

    public TooManyStreamsException(String message) {
        super(message);
    }
}
