package dealflow.forecast.http;

/** An Idempotency-Key that came with another body before. */
final class KeyTakenException extends RuntimeException {

    KeyTakenException() {
        super("This Idempotency-Key was used with another body; send a new key");
    }
}
