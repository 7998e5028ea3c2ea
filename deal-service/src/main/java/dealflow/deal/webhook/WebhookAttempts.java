package dealflow.deal.webhook;

import dealflow.deal.database.TimeOrderedIds;
import dealflow.deal.feed.Feed;
import dealflow.deal.feed.FeedPage;
import dealflow.deal.filter.Views;
import dealflow.deal.outbox.CloudEvent;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.edge.lifecycle.EndsWithService;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** What came of the messages of the last weeks. */
@ApplicationScoped
class WebhookAttempts {

    /** Of each webhook in one statement; what is more waits for the next. */
    private static final int DELETED_AT_ONCE = 10_000;

    @Inject
    Jdbi database;

    @Inject
    Feed feed;

    @Inject
    WebhookSender sender;

    @Inject
    Webhooks webhooks;

    @Inject
    Views views;

    @Inject
    WebhooksConfig config;

    @Inject
    Clock clock;

    /** An event that was sent, and what came of it. */
    record Sent(FeedPage.Placed placed, WebhookAttempt attempt) {

        private CloudEvent event() {
            return placed.event();
        }
    }

    /** A webhook that was deleted meanwhile has none. */
    List<UUID> keep(UUID webhook, List<Sent> sent, boolean resent) {
        if (sent.isEmpty()) {
            return List.of();
        }
        var ids = sent.stream()
                .map(each -> TimeOrderedIds.next(each.attempt().at().toEpochMilli()))
                .toList();
        database.useHandle(handle -> {
            var batch = handle.prepareBatch(
                    """
                    INSERT INTO webhook_attempt (webhook_id, id, position, event_id, event_type, subject, attempt, resent, attempted_at,
                        took_millis, answer_status, error, answer)
                    SELECT webhook.id, :id, :position, :event, :type, :subject,
                        1 + (SELECT count(*) FROM webhook_attempt WHERE webhook_id = :webhook AND event_id = :event),
                        :resent, :at, :took, :status, :error, :answer
                    FROM webhook WHERE webhook.id = :webhook
                    """);
            for (var i = 0; i < sent.size(); i++) {
                var attempt = sent.get(i).attempt();
                var event = sent.get(i).event();
                batch.bind("webhook", webhook)
                        .bind("id", ids.get(i))
                        .bind("position", sent.get(i).placed().position())
                        .bind("event", event.id())
                        .bind("type", event.type())
                        .bind("subject", event.subject())
                        .bind("resent", resent)
                        .bind("at", attempt.at())
                        .bind("took", attempt.took().toMillis())
                        .bind("status", attempt.status())
                        .bind("error", attempt.error())
                        .bind("answer", attempt.answer())
                        .add();
            }
            batch.execute();
        });
        return ids;
    }

    /**
     * Of a webhook, the latest first.
     *
     * @param before only those behind this one on the way back; null for the latest
     * @param event only of this event; null for all
     * @param delivered null for all
     */
    List<AttemptRecord> list(UUID webhook, UUID before, String event, Boolean delivered, int limit) {
        return database.withHandle(handle -> handle.createQuery(
                        """
                        SELECT * FROM webhook_attempt WHERE webhook_id = :webhook
                        AND (:before::uuid IS NULL OR id < :before::uuid)
                        AND (:event::text IS NULL OR event_id = :event::text)
                        AND (:delivered::boolean IS NULL OR (error IS NULL) = :delivered::boolean)
                        ORDER BY id DESC LIMIT :limit
                        """)
                .bind("webhook", webhook)
                .bind("before", before)
                .bind("event", event)
                .bind("delivered", delivered)
                .bind("limit", limit)
                .map(WebhookAttempts::read)
                .list());
    }

    /** Sends the event of a delivery once more, now, whatever else waits; the deal's other events stay where they are. */
    AttemptRecord resend(UUID webhook, UUID delivery) {
        var position = positionOf(webhook, delivery).orElseThrow(() -> new NotFoundException("delivery", delivery));
        var event = one(webhook, delivery).orElseThrow().event();
        var to = webhooks.get(webhook);
        var placed = feed.read(position - 1, to.filter(views), 1).events().stream()
                .filter(found -> found.event().id().equals(event))
                .findFirst();
        if (placed.isEmpty()) {
            throw new ConflictException(
                    "The event %s is not one that the webhook is sent now: see its filters".formatted(event));
        }
        var attempt =
                sender.send(to.url(), webhooks.secrets(webhook), placed.get().event());
        var kept = keep(webhook, List.of(new Sent(placed.get(), attempt)), true);
        return one(webhook, kept.get(0)).orElseThrow(() -> new NotFoundException("webhook", webhook));
    }

    private Optional<AttemptRecord> one(UUID webhook, UUID id) {
        return database.withHandle(
                handle -> handle.createQuery("SELECT * FROM webhook_attempt WHERE webhook_id = :webhook AND id = :id")
                        .bind("webhook", webhook)
                        .bind("id", id)
                        .map(WebhookAttempts::read)
                        .findOne());
    }

    private Optional<Long> positionOf(UUID webhook, UUID id) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT position FROM webhook_attempt WHERE webhook_id = :webhook AND id = :id")
                .bind("webhook", webhook)
                .bind("id", id)
                .mapTo(Long.class)
                .findOne());
    }

    private static AttemptRecord read(RowView row) {
        var event = row.getColumn("event_id", String.class);
        var error = row.getColumn("error", String.class);
        return new AttemptRecord(
                row.getColumn("id", UUID.class),
                event,
                row.getColumn("event_type", String.class),
                row.getColumn("subject", String.class),
                Long.parseLong(event.substring(event.lastIndexOf('-') + 1)),
                row.getColumn("attempt", Integer.class),
                row.getColumn("resent", Boolean.class),
                row.getColumn("attempted_at", Instant.class),
                row.getColumn("took_millis", Long.class),
                error == null,
                row.getColumn("answer_status", Integer.class),
                error,
                row.getColumn("answer", String.class));
    }

    @EndsWithService
    @Scheduled(every = "10m", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOldOnes() {
        var oldest = TimeOrderedIds.first(
                clock.instant().minus(config.deliveriesKeptFor()).toEpochMilli());
        for (var webhook : webhooks.list()) {
            while (forget(webhook.id(), oldest) == DELETED_AT_ONCE) {
                // There are more.
            }
        }
    }

    private int forget(UUID webhook, UUID oldest) {
        return database.withHandle(handle -> handle.createUpdate(
                        """
                        DELETE FROM webhook_attempt WHERE webhook_id = :webhook AND id IN (
                            SELECT id FROM webhook_attempt WHERE webhook_id = :webhook AND id < :oldest ORDER BY id LIMIT :most)
                        """)
                .bind("webhook", webhook)
                .bind("oldest", oldest)
                .bind("most", DELETED_AT_ONCE)
                .execute());
    }
}
