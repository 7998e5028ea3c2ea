package dealflow.deal.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import dealflow.deal.Revision;
import dealflow.deal.database.TimeOrderedIds;
import dealflow.deal.feed.EventFilter;
import dealflow.deal.field.FieldDefinitions;
import dealflow.deal.filter.Views;
import dealflow.deal.outbox.CloudEvent;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.StaleVersionException;
import dealflow.deal.refusal.Texts;
import dealflow.edge.access.Caller;
import dealflow.edge.query.FilterParameters;
import dealflow.edge.query.InvalidParameterException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

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
    Jdbi database;

    @Inject
    WebhooksConfig config;

    @Inject
    WebhookSender sender;

    @Inject
    WebhookEncryption encryption;

    @Inject
    Pipelines known;

    @Inject
    FieldDefinitions own;

    @Inject
    Views views;

    @Inject
    Clock clock;

    /**
     * What people say about a webhook.
     *
     * @param view the key of the view that it follows; null for all deals
     * @param status null for active
     */
    @Schema(name = "WebhookFields")
    public record Fields(
            String url,
            String description,
            List<String> types,
            List<String> pipelines,
            List<String> owners,
            List<String> teams,
            List<String> fields,
            String view,
            Webhook.Status status) {

        Fields choosing(List<String> others) {
            return new Fields(url, description, types, pipelines, owners, teams, others, view, status);
        }

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
                    values("owners", owners),
                    values("teams", teams),
                    values("fields", fields),
                    view,
                    Objects.requireNonNullElse(status, Webhook.Status.ACTIVE));
        }
    }

    /** As many as a list's parameter may have. */
    private static List<String> values(String field, List<String> values) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > FilterParameters.MOST_VALUES) {
            throw new InvalidFieldException(field, "must be at most %d".formatted(FilterParameters.MOST_VALUES));
        }
        if (values.stream().anyMatch(value -> value == null || value.isBlank())) {
            throw new InvalidFieldException(field, "must have a name in each place");
        }
        return values;
    }

    /** A misspelt pipeline would never send anything, and look right. */
    private Fields existing(Fields fields, String viewBefore, Caller caller) {
        EventFilter.checkMayRead(fields.types(), caller);
        for (var pipeline : fields.pipelines()) {
            if (known.latest(pipeline).isEmpty()) {
                throw new InvalidFieldException(
                        "pipelines", "'%s' is no pipeline; GET /pipelines lists them".formatted(pipeline));
            }
        }
        if (fields.view() != null && !fields.view().equals(viewBefore)) {
            try {
                views.followed(fields.view(), caller);
            } catch (InvalidParameterException e) {
                throw new InvalidFieldException("view", e.getMessage());
            }
        }
        try {
            return fields.choosing(own.filter("fields", fields.fields()).texts("fields"));
        } catch (InvalidParameterException e) {
            throw new InvalidFieldException("fields", e.getMessage());
        }
    }

    /** A webhook and its secret, which is shown when it is made and never again. */
    public record WithSecret(Webhook webhook, String secret) {}

    /** Makes a webhook that is sent what comes behind a place in the feed. */
    @Transactional
    public WithSecret create(Fields fields, long after, Caller caller) {
        var checked = existing(fields.checked(config), null, caller);
        var secret = WebhookSecret.random();
        var id = TimeOrderedIds.next(clock.instant().toEpochMilli());
        var created = database.withHandle(handle -> handle.createUpdate(
                        """
                        WITH room AS (SELECT WHERE (SELECT count(*) FROM webhook) < :most),
                        created AS (
                            INSERT INTO webhook (id, version, url, description, types, pipelines, owners, teams, fields, view, secret,
                                created_at, created_by)
                            SELECT :id, 1, :url, :description, :types, :pipelines, :owners, :teams, :fields, :view, :secret, :now, :actor FROM room RETURNING id)
                        INSERT INTO webhook_delivery (webhook_id, status, position) SELECT id, :status, :after FROM created
                        """)
                .bindMethods(checked)
                .bind("most", config.most())
                .bind("id", id)
                .bind("secret", encryption.seal(id, secret))
                .bind("now", clock.instant())
                .bind("actor", caller.name())
                .bind("after", after)
                .execute());
        if (created == 0) {
            throw new ConflictException("There are %d webhooks, and there may be no more: delete one that is not used"
                    .formatted(config.most()));
        }
        return new WithSecret(get(id), secret.text());
    }

    /** All of them, oldest first. */
    public List<Webhook> list() {
        return database.withHandle(handle ->
                handle.createQuery(SELECT + " ORDER BY id").map(Webhooks::read).list());
    }

    /** @throws NotFoundException if there is none */
    public Webhook get(UUID id) {
        return get(id, "");
    }

    private Webhook get(UUID id, String lock) {
        return database.withHandle(handle -> handle.createQuery(SELECT + " WHERE id = :id" + lock)
                        .bind("id", id)
                        .map(Webhooks::read)
                        .findOne())
                .orElseThrow(() -> new NotFoundException("webhook", id));
    }

    /**
     * Changes a webhook; one that is active again begins anew to count its failures.
     *
     * @param expectedVersion null for any
     */
    @Transactional
    public Webhook change(UUID id, Long expectedVersion, Revision<Fields> revision, Caller caller)
            throws JsonProcessingException {
        lock(id, expectedVersion);
        var now = get(id);
        var fields = new Fields(
                now.url(),
                now.description(),
                now.types(),
                now.pipelines(),
                now.owners(),
                now.teams(),
                now.fields(),
                now.view(),
                now.delivery().status());
        var checked = existing(revision.of(fields).checked(config), now.view(), caller);
        database.useHandle(handle -> {
            handle.createUpdate(
                            """
                            UPDATE webhook SET url = :url, description = :description, types = :types, pipelines = :pipelines,
                                owners = :owners, teams = :teams, fields = :fields, view = :view, version = version + 1
                            WHERE id = :id
                            """)
                    .bindMethods(checked)
                    .bind("id", id)
                    .execute();
            handle.createUpdate(
                            """
                            UPDATE webhook_delivery SET status = :status, paused_because = NULL,
                                paused_at = CASE WHEN :status = 'PAUSED' THEN coalesce(paused_at, now()) END, failures = 0, failing_since = NULL,
                                due_at = now(), leased_by = NULL, leased_until = NULL
                            WHERE webhook_id = :id
                            """)
                    .bind("status", checked.status())
                    .bind("id", id)
                    .execute();
        });
        return get(id);
    }

    @Transactional
    public void delete(UUID id, Long expectedVersion) {
        lock(id, expectedVersion);
        update("DELETE FROM webhook WHERE id = :id", Map.of("id", id));
    }

    /** Gives it a new secret; the old one signs beside it for a while, so that nothing is refused meanwhile. */
    @Transactional
    public WithSecret rotate(UUID id, Long expectedVersion) {
        lock(id, expectedVersion);
        var secret = WebhookSecret.random();
        update(
                """
                UPDATE webhook SET previous_secret = secret, previous_until = :until, secret = :secret, version = version + 1
                WHERE id = :id
                """,
                Map.of(
                        "until",
                        clock.instant().plus(config.rotation()),
                        "secret",
                        encryption.seal(id, secret),
                        "id",
                        id));
        return new WithSecret(get(id), secret.text());
    }

    /** Sends again what comes behind a place in the feed. */
    @Transactional
    public Webhook replay(UUID id, long after) {
        get(id);
        update(
                """
                UPDATE webhook_delivery SET position = :after, ahead = '{}', due_at = now(), leased_by = NULL, leased_until = NULL
                WHERE webhook_id = :id
                """,
                Map.of("after", after, "id", id));
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
        return database.withHandle(handle -> handle.createQuery(
                                """
                                SELECT secret, CASE WHEN previous_until > :now THEN previous_secret END AS previous
                                FROM webhook WHERE id = :id
                                """)
                        .bind("now", clock.instant())
                        .bind("id", id)
                        .map(row -> Stream.of(
                                        row.getColumn("secret", byte[].class), row.getColumn("previous", byte[].class))
                                .filter(Objects::nonNull)
                                .map(stored -> encryption.open(id, stored))
                                .toList())
                        .findOne())
                .orElseThrow(() -> new NotFoundException("webhook", id));
    }

    private void lock(UUID id, Long expectedVersion) {
        var version = get(id, " FOR UPDATE OF webhook").version();
        if (expectedVersion != null && expectedVersion != version) {
            throw new StaleVersionException(expectedVersion, version);
        }
    }

    private void update(String sql, Map<String, ?> values) {
        database.useHandle(handle -> handle.createUpdate(sql).bindMap(values).execute());
    }

    static Webhook read(RowView row) {
        var failures = row.getColumn("failures", Integer.class);
        return new Webhook(
                row.getColumn("id", UUID.class),
                row.getColumn("version", Long.class),
                row.getColumn("url", String.class),
                row.getColumn("description", String.class),
                List.of(row.getColumn("types", String[].class)),
                List.of(row.getColumn("pipelines", String[].class)),
                List.of(row.getColumn("owners", String[].class)),
                List.of(row.getColumn("teams", String[].class)),
                List.of(row.getColumn("fields", String[].class)),
                row.getColumn("view", String.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class),
                new Webhook.Delivery(
                        row.getColumn("status", Webhook.Status.class),
                        row.getColumn("paused_at", Instant.class),
                        row.getColumn("paused_because", String.class),
                        row.getColumn("position", Long.class),
                        row.getColumn("waiting", Boolean.class),
                        failures,
                        row.getColumn("failing_since", Instant.class),
                        row.getColumn("last_attempt_at", Instant.class),
                        row.getColumn("last_status", Integer.class),
                        row.getColumn("last_error", String.class),
                        failures > 0 ? row.getColumn("due_at", Instant.class) : null));
    }
}
