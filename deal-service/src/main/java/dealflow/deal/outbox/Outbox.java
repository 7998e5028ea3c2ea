package dealflow.deal.outbox;

import dealflow.contract.ContractJson;
import dealflow.contract.DealEvent;
import dealflow.contract.EventType;
import dealflow.contract.Pipeline;
import dealflow.contract.UnreadableEventException;
import dealflow.deal.refusal.InvalidFieldException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The events of the current transaction: written with the change that they tell of, published after it. */
@ApplicationScoped
public class Outbox {

    static final String DEALS = "deals";
    static final String PIPELINES = "pipelines";

    /** The type of the event that a pipeline has a new version. */
    public static final String PIPELINE_DEFINED = "dealflow.pipeline.defined.v1";

    /** Buckets are hashes of the aggregate, so that each deal's events are in one. */
    static final int BUCKETS = 16;

    /** In bytes; Kafka takes messages of a mebibyte, and one that it does not take would hold all others of its bucket. */
    private static final int LARGEST_PAYLOAD = 900_000;

    private static final Logger LOG = Logger.getLogger(Outbox.class);

    @Inject
    DataSource database;

    @Inject
    TransactionSynchronizationRegistry transactions;

    @Inject
    OutboxRelay relay;

    @Inject
    MeterRegistry metrics;

    @Inject
    Event<EventsCommitted> committed;

    public void append(DealEvent event) {
        append(List.of(event));
    }

    /** Appends events, those of one deal in the order of their sequence. */
    public void append(List<DealEvent> events) {
        var rows = new ArrayList<Row>(events.size());
        for (var event : events) {
            rows.add(new Row(
                    DEALS,
                    event.dealId().toString(),
                    event.sequence(),
                    event.type().wireName(),
                    ContractJson.write(event),
                    event.occurredAt(),
                    Seen.of(event)));
        }
        insert(rows);
    }

    public void append(Pipeline pipeline, Instant at) {
        insert(List.of(new Row(
                PIPELINES,
                pipeline.key(),
                pipeline.version(),
                PIPELINE_DEFINED,
                ContractJson.write(pipeline),
                at,
                Seen.UNTOLD)));
    }

    private record Row(
            String aggregateType,
            String aggregateId,
            long version,
            String type,
            byte[] payload,
            Instant occurredAt,
            Seen seen) {}

    /** By whom an event may be seen: whose the deal is after it and, if that changed, was before. All null where the feed looks. */
    private record Seen(String pipeline, String owner, String previousOwner, String team, String previousTeam) {

        static final Seen UNTOLD = new Seen(null, null, null, null, null);

        static Seen of(DealEvent event) {
            var deal = event.deal();
            return deal == null
                    ? UNTOLD
                    : new Seen(
                            deal.pipeline(), deal.owner(), before(event, "owner"), deal.team(), before(event, "team"));
        }

        private static String before(DealEvent event, String field) {
            return event.previous() == null
                    ? null
                    : event.previous().path(field).textValue();
        }
    }

    private static void set(
            PreparedStatement statement, int index, String type, List<Row> rows, Function<Row, Object> value)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, rows.stream().map(value).toArray()));
    }

    private void insert(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        for (var row : rows) {
            if (row.payload().length > LARGEST_PAYLOAD) {
                throw new InvalidFieldException(
                        "",
                        "%s has grown too large: told in %d bytes of JSON, it must be told in at most %d; shorten its texts"
                                .formatted(row.aggregateId(), row.payload().length, LARGEST_PAYLOAD));
            }
        }
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        WITH told AS MATERIALIZED (
                            SELECT nextval(pg_get_serial_sequence('outbox', 'id')) AS id, row.*
                            FROM (SELECT *
                                FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::bytea[], ?::timestamptz[],
                                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                                    WITH ORDINALITY
                                    AS row (aggregatetype, aggregateid, version, type, payload, occurred_at,
                                        pipeline, owner, previous_owner, team, previous_team, place)
                                ORDER BY place) AS row),
                        -- Nothing is returned from here: who writes an event may not see it, for the deal is handed over.
                        appended AS (
                            INSERT INTO outbox (id, aggregatetype, aggregateid, version, type, payload, occurred_at,
                                pipeline, owners, teams, traceparent)
                            OVERRIDING SYSTEM VALUE
                            SELECT id, aggregatetype, aggregateid, version, type, convert_from(payload, 'UTF8'), occurred_at, pipeline,
                                CASE WHEN owner IS NOT NULL THEN array_remove(ARRAY[owner, previous_owner], NULL) END,
                                CASE WHEN owner IS NOT NULL THEN array_remove(ARRAY[team, previous_team], NULL) END,
                                ?::text FROM told)
                        INSERT INTO outbox_unpublished (bucket, outbox_id)
                        SELECT hashtext(aggregateid) & %d, id FROM told WHERE ?
                        """
                                .formatted(BUCKETS - 1))) {
            set(statement, 1, "text", rows, Row::aggregateType);
            set(statement, 2, "text", rows, Row::aggregateId);
            set(statement, 3, "bigint", rows, Row::version);
            set(statement, 4, "text", rows, Row::type);
            // As bytes, since an array of texts is written with each quotation mark escaped.
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "bytea", rows.stream().map(Row::payload).toArray(byte[][]::new)));
            set(statement, 6, "timestamptz", rows, row -> row.occurredAt().toString());
            set(statement, 7, "text", rows, row -> row.seen().pipeline());
            set(statement, 8, "text", rows, row -> row.seen().owner());
            set(statement, 9, "text", rows, row -> row.seen().previousOwner());
            set(statement, 10, "text", rows, row -> row.seen().team());
            set(statement, 11, "text", rows, row -> row.seen().previousTeam());
            statement.setString(12, Traceparent.current());
            statement.setBoolean(13, relay.enabled());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The events could not be written", e);
        }
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    rows.forEach(row -> metrics.counter("dealflow.events.recorded", "type", row.type())
                            .increment());
                    committed.fire(new EventsCommitted());
                }
            }
        });
    }

    /** One line of a deal's history: the event's type and its JSON. */
    public record Recorded(long version, String type, String payload, Instant occurredAt) {}

    /** A deal's events above a version, in order. */
    public List<Recorded> history(UUID deal, long after, int limit) {
        var events = new ArrayList<Recorded>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        SELECT version, type, payload, occurred_at FROM outbox
                        WHERE aggregateid = ? AND version > ? ORDER BY version LIMIT ?
                        """)) {
            statement.setString(1, deal.toString());
            statement.setLong(2, after);
            statement.setInt(3, limit);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(new Recorded(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getObject(4, OffsetDateTime.class)
                                    .withOffsetSameInstant(ZoneOffset.UTC)
                                    .toInstant()));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The history could not be read", e);
        }
        return events;
    }

    /** The stages that a deal has been in, under the keys that they had then. */
    public List<String> stagesOf(UUID deal) {
        return lives(List.of(deal)).stream()
                .flatMap(List::stream)
                .filter(event -> event.deal() != null)
                .map(event -> event.deal().stage())
                .distinct()
                .toList();
    }

    /**
     * All events of each of some deals, deal by deal in the order of their ids.
     *
     * @throws UnreadableEventException if one of them cannot be read
     */
    public Collection<List<DealEvent>> lives(List<UUID> deals) {
        return recorded(deals).values().stream().map(Outbox::read).toList();
    }

    /** The same without the deals of which an event cannot be read; they are counted and logged. */
    public Collection<List<DealEvent>> readableLives(List<UUID> deals) {
        var lives = new ArrayList<List<DealEvent>>();
        recorded(deals).forEach((deal, events) -> {
            try {
                lives.add(read(events));
            } catch (RuntimeException e) {
                leftOut(deal, e);
            }
        });
        return lives;
    }

    /** Counts and logs a deal that is left out because it cannot be read. */
    public void leftOut(String deal, RuntimeException problem) {
        metrics.counter("dealflow.deals.left.out").increment();
        LOG.errorf("Deal %s is left out: %s", deal, problem);
    }

    private static List<DealEvent> read(List<Recorded> events) {
        return events.stream()
                .map(event -> ContractJson.readEvent(
                        EventType.of(event.type()).orElseThrow(),
                        event.payload().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private Map<String, List<Recorded>> recorded(List<UUID> deals) {
        var events = new LinkedHashMap<String, List<Recorded>>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        SELECT aggregateid, version, type, payload FROM outbox
                        WHERE aggregateid = ANY (?) ORDER BY aggregateid, version
                        """)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", deals.stream().map(UUID::toString).toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
                            .add(new Recorded(rows.getLong(2), rows.getString(3), rows.getString(4), null));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The events could not be read", e);
        }
        return events;
    }
}
