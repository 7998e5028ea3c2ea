package dealflow.deal.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/**
 * Which replica delivers to which webhook. A replica leases one for a while; only who holds the lease writes what came of it,
 * so a replica that died or slept is overtaken and changes nothing.
 */
@ApplicationScoped
class WebhookLeases {

    /** Longer than a round of deliveries takes. */
    static final Duration LEASE = Duration.ofSeconds(90);

    @Inject
    Jdbi database;

    /**
     * A webhook to deliver to.
     *
     * @param ahead places behind its position that are delivered already
     * @param failingFor how long there has been no success; zero if there was one
     */
    record Leased(Webhook webhook, Set<Long> ahead, Duration failingFor, UUID lease) {}

    /**
     * What came of a round.
     *
     * @param latest the attempt to show; null if there was none
     * @param progress whether anything was delivered
     * @param pause before the next round; null if none failed
     * @param paused why no more is sent; null if more is
     */
    record Outcome(
            long position, Set<Long> ahead, WebhookAttempt latest, boolean progress, Duration pause, String paused) {}

    /** A webhook that is due, if there is one that nobody has. */
    Optional<Leased> lease() {
        var lease = UUID.randomUUID();
        return database.withHandle(handle -> handle.createQuery(
                        """
                        UPDATE webhook_delivery SET leased_by = :lease, leased_until = now() + :millis * interval '1 millisecond'
                        FROM webhook
                        WHERE webhook.id = webhook_id AND webhook_id = (
                            SELECT webhook_id FROM webhook_delivery
                            WHERE status = 'ACTIVE' AND due_at <= now() AND (leased_until IS NULL OR leased_until < now())
                            AND position < (SELECT coalesce(max(feed.position), 0) FROM feed)
                            ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING webhook.*, webhook_delivery.*, true AS waiting,
                            coalesce(extract(epoch FROM now() - failing_since), 0)::bigint AS failing_for
                        """)
                .bind("lease", lease)
                .bind("millis", LEASE.toMillis())
                .map(row -> leased(row, lease))
                .findOne());
    }

    private static Leased leased(RowView row, UUID lease) {
        return new Leased(
                Webhooks.read(row),
                new TreeSet<>(List.of(row.getColumn("ahead", Long[].class))),
                Duration.ofSeconds(row.getColumn("failing_for", Long.class)),
                lease);
    }

    /** Ends a lease; nothing is written if it was lost, or the webhook was changed or replayed meanwhile. */
    void end(Leased leased, Outcome outcome) {
        var latest = outcome.latest();
        database.useHandle(handle -> handle.createUpdate(
                        """
                        UPDATE webhook_delivery SET position = :position, ahead = :ahead,
                            status = CASE WHEN :paused::text IS NULL THEN status ELSE 'PAUSED' END, paused_because = :paused,
                            paused_at = CASE WHEN :paused::text IS NULL THEN paused_at ELSE now() END,
                            failures = CASE WHEN :pause::bigint IS NULL THEN 0 WHEN :progress THEN 1 ELSE failures + 1 END,
                            failing_since = CASE WHEN :pause::bigint IS NULL THEN NULL ELSE coalesce(failing_since, now()) END,
                            due_at = now() + coalesce(:pause::bigint, 0) * interval '1 millisecond',
                            last_attempt_at = CASE WHEN :attempted THEN now() ELSE last_attempt_at END,
                            last_status = CASE WHEN :attempted THEN :status ELSE last_status END,
                            last_error = CASE WHEN :attempted THEN :error ELSE last_error END,
                            leased_by = NULL, leased_until = NULL
                        WHERE webhook_id = :webhook AND leased_by = :lease
                        """)
                .bind("position", outcome.position())
                .bind("ahead", outcome.ahead().toArray(Long[]::new))
                .bind("paused", outcome.paused())
                .bind("pause", outcome.pause() == null ? null : outcome.pause().toMillis())
                .bind("progress", outcome.progress())
                .bind("attempted", latest != null)
                .bind("status", latest == null ? null : latest.status())
                .bind("error", latest == null ? null : latest.error())
                .bind("webhook", leased.webhook().id())
                .bind("lease", leased.lease())
                .execute());
    }
}
