package dealflow.consumer;

/** A cursor that no list has given. */
final class UnknownCursorException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownCursorException() {
        super("is not one that this list gave as 'next'");
    }
}
