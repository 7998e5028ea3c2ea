package dealflow.deal.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Which replica delivers to which webhook. A replica leases one for a while; only who holds the lease writes what came of it,
 * so a replica that died or slept is overtaken and changes nothing.
 */
@ApplicationScoped
class WebhookLeases {

    /** Longer than a round of deliveries takes. */
    static final Duration LEASE = Duration.ofSeconds(90);

    @Inject
    DataSource database;

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
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        UPDATE webhook_delivery SET leased_by = ?, leased_until = now() + ? * interval '1 millisecond'
                        FROM webhook
                        WHERE webhook.id = webhook_id AND webhook_id = (
                            SELECT webhook_id FROM webhook_delivery
                            WHERE status = 'ACTIVE' AND due_at <= now() AND (leased_until IS NULL OR leased_until < now())
                            AND position < (SELECT coalesce(max(feed.position), 0) FROM feed)
                            ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING webhook.*, webhook_delivery.*, true AS waiting,
                            coalesce(extract(epoch FROM now() - failing_since), 0)::bigint AS failing_for
                        """)) {
            statement.setObject(1, lease);
            statement.setLong(2, LEASE.toMillis());
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                var ahead = new TreeSet<>(List.of((Long[]) row.getArray("ahead").getArray()));
                var failingFor = Duration.ofSeconds(row.getLong("failing_for"));
                return Optional.of(new Leased(Webhooks.read(row), ahead, failingFor, lease));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The webhooks could not be read", e);
        }
    }

    /** Ends a lease; nothing is written if it was lost, or the webhook was changed or replayed meanwhile. */
    void end(Leased leased, Outcome outcome) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        UPDATE webhook_delivery SET position = ?, ahead = ?,
                            status = CASE WHEN ?::text IS NULL THEN status ELSE 'PAUSED' END, paused_because = ?,
                            failures = CASE WHEN ?::bigint IS NULL THEN 0 WHEN ? THEN 1 ELSE failures + 1 END,
                            failing_since = CASE WHEN ?::bigint IS NULL THEN NULL ELSE coalesce(failing_since, now()) END,
                            due_at = now() + coalesce(?::bigint, 0) * interval '1 millisecond',
                            last_attempt_at = CASE WHEN ? THEN now() ELSE last_attempt_at END,
                            last_status = CASE WHEN ? THEN ? ELSE last_status END,
                            last_error = CASE WHEN ? THEN ? ELSE last_error END,
                            leased_by = NULL, leased_until = NULL
                        WHERE webhook_id = ? AND leased_by = ?
                        """)) {
            var pause = outcome.pause() == null ? null : outcome.pause().toMillis();
            var latest = outcome.latest();
            statement.setLong(1, outcome.position());
            statement.setArray(
                    2, connection.createArrayOf("bigint", outcome.ahead().toArray()));
            statement.setString(3, outcome.paused());
            statement.setString(4, outcome.paused());
            statement.setObject(5, pause, Types.BIGINT);
            statement.setBoolean(6, outcome.progress());
            statement.setObject(7, pause, Types.BIGINT);
            statement.setObject(8, pause, Types.BIGINT);
            statement.setBoolean(9, latest != null);
            statement.setBoolean(10, latest != null);
            statement.setObject(11, latest == null ? null : latest.status(), Types.INTEGER);
            statement.setBoolean(12, latest != null);
            statement.setString(13, latest == null ? null : latest.error());
            statement.setObject(14, leased.webhook().id());
            statement.setObject(15, leased.lease());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The delivery could not be written", e);
        }
    }
}
