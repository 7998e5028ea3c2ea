package dealflow.funnel.refusal;

/** An answer was not ready in time. */
public final class TookTooLongException extends RuntimeException {
    public TookTooLongException() {
        super(
                "The answer took too long: ask about fewer deals, a shorter window or longer intervals, or try again later");
    }
}
