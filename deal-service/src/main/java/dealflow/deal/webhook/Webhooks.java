package dealflow.deal.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import dealflow.deal.Revision;
import dealflow.deal.database.TimeOrderedIds;
import dealflow.deal.feed.EventFilter;
import dealflow.deal.outbox.CloudEvent;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.StaleVersionException;
import dealflow.deal.refusal.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The webhooks on record. */
@ApplicationScoped
public class Webhooks {

    private static final String SELECT =
            """
            SELECT webhook.*, webhook_delivery.*,
                (SELECT coalesce(max(feed.position), 0) FROM feed) > webhook_delivery.position AS waiting
            FROM webhook JOIN webhook_delivery ON webhook_id = id
            """;

    @Inject
    DataSource database;

    @Inject
    WebhooksConfig config;

    @Inject
    WebhookSender sender;

    @Inject
    WebhookEncryption keys;

    @Inject
    Pipelines known;

    @Inject
    Clock clock;

    /**
     * What people say about a webhook.
     *
     * @param status null for active
     */
    @Schema(name = "WebhookFields")
    public record Fields(
            String url, String description, List<String> types, List<String> pipelines, Webhook.Status status) {

        Fields checked(WebhooksConfig config) {
            WebhookUrl.checked(url, config.reach());
            if (description != null && Texts.length(description) > 200) {
                throw new InvalidFieldException("description", "must have at most 200 characters");
            }
            EventFilter.checkTypes("types", Objects.requireNonNullElse(types, List.of()));
            if (pipelines != null && pipelines.stream().anyMatch(Objects::isNull)) {
                throw new InvalidFieldException("pipelines", "must have a key of a pipeline in each place");
            }
            return new Fields(
                    url,
                    description,
                    Objects.requireNonNullElse(types, List.of()),
                    Objects.requireNonNullElse(pipelines, List.of()),
                    Objects.requireNonNullElse(status, Webhook.Status.ACTIVE));
        }
    }

    /** A misspelt pipeline would never send anything, and look right. */
    private Fields existing(Fields fields) {
        for (var pipeline : fields.pipelines()) {
            if (known.latest(pipeline).isEmpty()) {
                throw new InvalidFieldException(
                        "pipelines", "'%s' is no pipeline; GET /pipelines lists them".formatted(pipeline));
            }
        }
        return fields;
    }

    /** A webhook and its secret, which is shown when it is made and never again. */
    public record WithSecret(Webhook webhook, String secret) {}

    /** Makes a webhook that is sent what comes behind a place in the feed. */
    @Transactional
    public WithSecret create(Fields fields, long after, String actor) {
        var checked = existing(fields.checked(config));
        var secret = WebhookSecret.random();
        var id = TimeOrderedIds.next(clock.instant().toEpochMilli());
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        WITH room AS (SELECT WHERE (SELECT count(*) FROM webhook) < ?),
                        created AS (
                            INSERT INTO webhook (id, version, url, description, types, pipelines, secret, created_at, created_by)
                            SELECT ?, 1, ?, ?, ?, ?, ?, ?, ? FROM room RETURNING id)
                        INSERT INTO webhook_delivery (webhook_id, status, position) SELECT id, ?, ? FROM created
                        """)) {
            statement.setInt(1, config.most());
            statement.setObject(2, id);
            write(statement, 3, checked);
            statement.setBytes(7, keys.seal(id, secret));
            statement.setObject(8, time(clock.instant()));
            statement.setString(9, actor);
            statement.setString(10, checked.status().name());
            statement.setLong(11, after);
            if (statement.executeUpdate() == 0) {
                throw new ConflictException(
                        "There are %d webhooks, and there may be no more: delete one that is not used"
                                .formatted(config.most()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The webhook could not be written", e);
        }
        return new WithSecret(get(id), secret.text());
    }

    private static void write(PreparedStatement statement, int from, Fields fields) throws SQLException {
        statement.setString(from, fields.url());
        statement.setString(from + 1, fields.description());
        statement.setArray(
                from + 2,
                statement.getConnection().createArrayOf("text", fields.types().toArray()));
        statement.setArray(
                from + 3,
                statement
                        .getConnection()
                        .createArrayOf("text", fields.pipelines().toArray()));
    }

    /** All of them, oldest first. */
    public List<Webhook> list() {
        return query(SELECT + " ORDER BY id", null);
    }

    /** @throws NotFoundException if there is none */
    public Webhook get(UUID id) {
        return query(SELECT + " WHERE id = ?", id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("webhook", id));
    }

    /**
     * Changes a webhook; one that is active again begins anew to count its failures.
     *
     * @param expectedVersion null for any
     */
    @Transactional
    public Webhook change(UUID id, Long expectedVersion, Revision<Fields> revision) throws JsonProcessingException {
        lock(id, expectedVersion);
        var now = get(id);
        var fields = new Fields(
                now.url(),
                now.description(),
                now.types(),
                now.pipelines(),
                now.delivery().status());
        var checked = existing(revision.of(fields).checked(config));
        try (var connection = database.getConnection();
                var definition = connection.prepareStatement(
                        "UPDATE webhook SET url = ?, description = ?, types = ?, pipelines = ?, version = version + 1"
                                + " WHERE id = ?");
                var delivery = connection.prepareStatement(
                        """
                        UPDATE webhook_delivery SET status = ?, paused_because = NULL, failures = 0, failing_since = NULL,
                            due_at = now(), leased_by = NULL, leased_until = NULL
                        WHERE webhook_id = ?
                        """)) {
            write(definition, 1, checked);
            definition.setObject(5, id);
            definition.executeUpdate();
            delivery.setString(1, checked.status().name());
            delivery.setObject(2, id);
            delivery.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The webhook could not be written", e);
        }
        return get(id);
    }

    @Transactional
    public void delete(UUID id, Long expectedVersion) {
        lock(id, expectedVersion);
        update("DELETE FROM webhook WHERE id = ?", id);
    }

    /** Gives it a new secret; the old one signs beside it for a while, so that nothing is refused meanwhile. */
    @Transactional
    public WithSecret rotate(UUID id, Long expectedVersion) {
        lock(id, expectedVersion);
        var secret = WebhookSecret.random();
        update(
                "UPDATE webhook SET previous_secret = secret, previous_until = ?, secret = ?, version = version + 1"
                        + " WHERE id = ?",
                time(clock.instant().plus(config.rotation())),
                keys.seal(id, secret),
                id);
        return new WithSecret(get(id), secret.text());
    }

    /** Sends again what comes behind a place in the feed. */
    @Transactional
    public Webhook replay(UUID id, long after) {
        get(id);
        update(
                """
                UPDATE webhook_delivery SET position = ?, ahead = '{}', due_at = now(), leased_by = NULL, leased_until = NULL
                WHERE webhook_id = ?
                """,
                after,
                id);
        return get(id);
    }

    /** Sends it an event that means nothing, now and once. */
    public WebhookAttempt ping(UUID id) {
        var webhook = get(id);
        var now = clock.instant();
        var name = "ping-" + TimeOrderedIds.next(now.toEpochMilli());
        var ping = CloudEvent.of(name, 1, "dealflow.webhook.ping.v1", now, "{\"webhook\":\"%s\"}".formatted(id));
        return sender.send(webhook.url(), secrets(id), ping);
    }

    /** The secrets that sign its messages now. */
    List<WebhookSecret> secrets(UUID id) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        SELECT secret, CASE WHEN previous_until > ? THEN previous_secret END FROM webhook WHERE id = ?
                        """)) {
            statement.setObject(1, time(clock.instant()));
            statement.setObject(2, id);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new NotFoundException("webhook", id);
                }
                return Stream.of(row.getBytes(1), row.getBytes(2))
                        .filter(Objects::nonNull)
                        .map(stored -> keys.open(id, stored))
                        .toList();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The webhook could not be read", e);
        }
    }

    private void lock(UUID id, Long expectedVersion) {
        var version = query(SELECT + " WHERE id = ? FOR UPDATE OF webhook", id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("webhook", id))
                .version();
        if (expectedVersion != null && expectedVersion != version) {
            throw new StaleVersionException(expectedVersion, version);
        }
    }

    private void update(String sql, Object... parameters) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The webhook could not be written", e);
        }
    }

    private List<Webhook> query(String sql, UUID id) {
        var webhooks = new ArrayList<Webhook>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            if (id != null) {
                statement.setObject(1, id);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    webhooks.add(read(rows));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The webhooks could not be read", e);
        }
        return webhooks;
    }

    static Webhook read(ResultSet row) throws SQLException {
        var failures = row.getInt("failures");
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                row.getString("url"),
                row.getString("description"),
                List.of((String[]) row.getArray("types").getArray()),
                List.of((String[]) row.getArray("pipelines").getArray()),
                instant(row, "created_at"),
                row.getString("created_by"),
                new Webhook.Delivery(
                        Webhook.Status.valueOf(row.getString("status")),
                        row.getString("paused_because"),
                        row.getLong("position"),
                        row.getBoolean("waiting"),
                        failures,
                        instant(row, "failing_since"),
                        instant(row, "last_attempt_at"),
                        row.getObject("last_status", Integer.class),
                        row.getString("last_error"),
                        failures > 0 ? instant(row, "due_at") : null));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
