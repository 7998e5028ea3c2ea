package dealflow.deal.refusal;

/** A request whose Idempotency-Key belongs to one that has not been answered yet. */
public class StillRunningException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StillRunningException(String key) {
        super("A request with the Idempotency-Key '%s' is still running: repeat this one a little later"
                .formatted(key));
    }
}
