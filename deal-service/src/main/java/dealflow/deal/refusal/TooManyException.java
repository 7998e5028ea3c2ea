package dealflow.deal.refusal;

/** There is room for no more of something; later there may be. */
public final class TooManyException extends RuntimeException {

    public TooManyException(String message) {
        super(message);
    }
}
