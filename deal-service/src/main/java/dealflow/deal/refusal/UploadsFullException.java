package dealflow.deal.refusal;

/** A caller sends as many files at once as one may. */
public final class UploadsFullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UploadsFullException(int most) {
        super("You are sending %d files already, which is as many as one caller may: send this one after them"
                .formatted(most));
    }
}
