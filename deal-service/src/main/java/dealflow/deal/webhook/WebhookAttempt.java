package dealflow.deal.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * What came of sending one message.
 *
 * @param at when it was sent
 * @param took until the answer, or until there was none
 * @param status of HTTP; null if there was no answer
 * @param error null if it was taken
 * @param retryAfter what the endpoint asked for; null if nothing
 * @param answer the beginning of the answer's body, safe to show; null if it had none
 */
public record WebhookAttempt(
        Instant at, Duration took, Integer status, String error, Duration retryAfter, String answer) {

    private static final int GONE = 410;

    static WebhookAttempt answered(Instant at, Duration took, int status, Duration retryAfter, String answer) {
        return new WebhookAttempt(
                at, took, status, status / 100 == 2 ? null : "It answered " + status, retryAfter, answer);
    }

    static WebhookAttempt failed(Instant at, Duration took, String error) {
        return new WebhookAttempt(at, took, null, error, null, null);
    }

    public boolean delivered() {
        return error == null;
    }

    /** The endpoint says that it wants no more, ever. */
    boolean gone() {
        return status != null && status == GONE;
    }
}
