package dealflow.deal.webhook;

import java.time.Duration;

/**
 * What came of sending one message.
 *
 * @param status of HTTP; null if there was no answer
 * @param error null if it was taken
 * @param retryAfter what the endpoint asked for; null if nothing
 */
public record WebhookAttempt(Integer status, String error, Duration retryAfter) {

    private static final int GONE = 410;

    static WebhookAttempt answered(int status, Duration retryAfter) {
        return new WebhookAttempt(status, status / 100 == 2 ? null : "It answered " + status, retryAfter);
    }

    static WebhookAttempt failed(String error) {
        return new WebhookAttempt(null, error, null);
    }

    public boolean delivered() {
        return error == null;
    }

    /** The endpoint says that it wants no more, ever. */
    boolean gone() {
        return status != null && status == GONE;
    }
}
