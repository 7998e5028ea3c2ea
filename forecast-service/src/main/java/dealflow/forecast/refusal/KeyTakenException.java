package dealflow.forecast.refusal;

/** An Idempotency-Key that came with another body before. */
public final class KeyTakenException extends RuntimeException {

    public KeyTakenException() {
        super("This Idempotency-Key was used with another body; send a new key");
    }
}
