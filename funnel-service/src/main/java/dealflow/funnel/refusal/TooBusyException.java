package dealflow.funnel.refusal;

/** A caller asks for more at a time than it may. */
public final class TooBusyException extends RuntimeException {
    public TooBusyException(String message) {
        super(message);
    }
}
