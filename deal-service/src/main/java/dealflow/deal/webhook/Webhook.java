package dealflow.deal.webhook;

import dealflow.deal.feed.EventFilter;
import dealflow.deal.field.FieldFilter;
import dealflow.deal.filter.Views;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An endpoint of another system that is sent the events.
 *
 * @param version for the ETag; deliveries do not change it
 * @param types of the events that it wants; empty for all but those of the forecast
 * @param pipelines whose events it wants; empty for all
 * @param owners of the deals whose events it wants, after the event or before it; empty for all
 * @param teams the same
 * @param fields values of the company's own fields, each {@code KEY:VALUE}; empty for all
 * @param view the key of the view that it follows: as it is when something is sent; null for all deals
 */
public record Webhook(
        UUID id,
        long version,
        String url,
        String description,
        List<String> types,
        List<String> pipelines,
        List<String> owners,
        List<String> teams,
        List<String> fields,
        String view,
        Instant createdAt,
        String createdBy,
        Delivery delivery) {

    EventFilter filter(Views views) {
        return new EventFilter(
                types, pipelines, owners, teams, FieldFilter.json(fields), view == null ? null : views.followed(view));
    }

    /** Whether events are sent. */
    @Schema(name = "WebhookStatus")
    public enum Status {
        ACTIVE,
        PAUSED
    }

    /**
     * How far the deliveries have come.
     *
     * @param pausedAt null unless it is paused
     * @param pausedBecause null unless the service itself has paused it
     * @param position everything in the feed up to here is delivered
     * @param waiting whether there is more in the feed
     * @param failures one after another, until now
     * @param lastStatus of HTTP, at the latest attempt; null if there was no answer
     * @param lastError what was wrong with the latest attempt; null if nothing
     * @param nextAttemptAt null unless it waits after a failure
     */
    public record Delivery(
            Status status,
            Instant pausedAt,
            String pausedBecause,
            long position,
            boolean waiting,
            int failures,
            Instant failingSince,
            Instant lastAttemptAt,
            Integer lastStatus,
            String lastError,
            Instant nextAttemptAt) {}
}
