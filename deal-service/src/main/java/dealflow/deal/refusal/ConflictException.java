package dealflow.deal.refusal;

/** A change that does not fit what is there now. */
public final class ConflictException extends RuntimeException {

    public ConflictException(String message) {
        super(message);
    }
}
