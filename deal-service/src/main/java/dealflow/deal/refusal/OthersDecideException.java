package dealflow.deal.refusal;

/** Something that is not the caller's to decide. */
public final class OthersDecideException extends RuntimeException {

    public OthersDecideException(String message) {
        super(message);
    }
}
