package dealflow.deal.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dealflow.deal.feed.FeedCursor;
import dealflow.deal.idempotency.KeptForRepetition;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A webhook as the API shows it.
 *
 * @param cursor up to where in the feed everything is delivered
 * @param waiting whether there is more to deliver
 * @param types empty for all but those of the forecast
 * @param owners events of deals that are theirs, or were before the event; empty for all
 * @param teams the same
 * @param fields values of the company's own fields, each {@code KEY:VALUE}; empty for all
 * @param view the key of the view that it follows; null for all deals
 * @param pausedAt since when nothing is sent; null unless it is paused
 * @param secret only in the answers to its creation and to a rotation
 */
@Schema(
        requiredProperties = {
            "id",
            "url",
            "types",
            "pipelines",
            "owners",
            "teams",
            "fields",
            "status",
            "cursor",
            "createdAt",
            "createdBy"
        })
public record WebhookAnswer(
        UUID id,
        String url,
        @Nullable String description,
        List<String> types,
        List<String> pipelines,
        List<String> owners,
        List<String> teams,
        List<String> fields,
        @Nullable String view,
        Webhook.Status status,
        @Nullable Instant pausedAt,
        @Nullable String pausedBecause,
        String cursor,
        boolean waiting,
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant lastAttemptAt,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        String createdBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret)
        implements KeptForRepetition {

    /** Without the secret, which is shown once and lies nowhere in clear. */
    @Override
    public WebhookAnswer kept() {
        return new WebhookAnswer(
                id,
                url,
                description,
                types,
                pipelines,
                owners,
                teams,
                fields,
                view,
                status,
                pausedAt,
                pausedBecause,
                cursor,
                waiting,
                failures,
                failingSince,
                lastAttemptAt,
                lastStatus,
                lastError,
                nextAttemptAt,
                createdAt,
                createdBy,
                null);
    }

    static WebhookAnswer of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookAnswer of(Webhooks.WithSecret made) {
        return of(made.webhook(), made.secret());
    }

    private static WebhookAnswer of(Webhook webhook, String secret) {
        var delivery = webhook.delivery();
        return new WebhookAnswer(
                webhook.id(),
                webhook.url(),
                webhook.description(),
                webhook.types(),
                webhook.pipelines(),
                webhook.owners(),
                webhook.teams(),
                webhook.fields(),
                webhook.view(),
                delivery.status(),
                delivery.pausedAt(),
                delivery.pausedBecause(),
                FeedCursor.of(delivery.position()),
                delivery.waiting(),
                delivery.failures(),
                delivery.failingSince(),
                delivery.lastAttemptAt(),
                delivery.lastStatus(),
                delivery.lastError(),
                delivery.nextAttemptAt(),
                webhook.createdAt(),
                webhook.createdBy(),
                secret);
    }
}
