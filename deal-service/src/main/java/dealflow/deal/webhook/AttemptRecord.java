package dealflow.deal.webhook;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message that was sent to a webhook, and what came of it.
 *
 * @param event the event's id, which the message bore as {@code webhook-id}
 * @param subject the deal's id, the pipeline's key, or {@code forecasts/} and that
 * @param sequence of the deal's events, or the pipeline's version
 * @param attempt 1 for the first time that this event was sent to this webhook
 * @param resent whether somebody asked for it
 * @param delivered whether it was taken: any answer 2xx
 * @param tookMillis until the answer, or until there was none
 * @param status of HTTP; null if there was no answer
 * @param error what was wrong; null if nothing
 * @param answer the beginning of the answer's body, in one line; null if it had none
 */
@Schema(
        name = "WebhookDelivery",
        requiredProperties = {"id", "event", "type", "subject", "attemptedAt"})
public record AttemptRecord(
        UUID id,
        String event,
        @Schema(ref = "EventType") String type,
        String subject,
        long sequence,
        int attempt,
        boolean resent,
        Instant attemptedAt,
        long tookMillis,
        boolean delivered,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String answer) {}
