package dealflow.deal.outbox;

import dealflow.contract.event.DealEvent;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.json.ContractJson;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.outbox.OutboxRelay;
import dealflow.contract.outbox.Traceparent;
import dealflow.contract.payment.ExchangeRateOfDay;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.refusal.InvalidFieldException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** The events of the current transaction: written with the change that they tell of, published after it. */
@ApplicationScoped
public class Outbox {

    static final String DEALS = "deals";
    static final String PIPELINES = "pipelines";
    static final String FIELDS = "fields";
    static final String TEAMS = "teams";
    static final String EXCHANGE_RATES = "exchange-rates";

    /** The type of the event that a pipeline has a new version. */
    public static final String PIPELINE_DEFINED = "dealflow.pipeline.defined.v1";

    /** The type of the event that one of the company's own fields has a new version. */
    public static final String FIELD_DEFINED = "dealflow.field.defined.v1";

    /** The type of the event that a team has a new version. */
    public static final String TEAM_DEFINED = "dealflow.team.defined.v1";

    /** The type of the event that the exchange rate of a day is set. */
    public static final String EXCHANGE_RATE_SET = "dealflow.exchange-rate.set.v1";

    /** In bytes; Kafka takes messages of a mebibyte, and one that it does not take would hold all others of its bucket. */
    private static final int LARGEST_PAYLOAD = 900_000;

    @Inject
    DataSource database;

    @Inject
    TransactionSynchronizationRegistry transactions;

    @Inject
    EventRelay relay;

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
        tell(PIPELINES, pipeline.key(), pipeline.version(), PIPELINE_DEFINED, ContractJson.write(pipeline), at);
    }

    /** Under a key that no pipeline has. */
    public void append(FieldDefinition field, Instant at) {
        tell(FIELDS, FIELDS + "/" + field.key(), field.version(), FIELD_DEFINED, ContractJson.write(field), at);
    }

    /** Likewise. */
    public void append(TeamDefinition team, Instant at) {
        tell(TEAMS, TEAMS + "/" + team.key(), team.version(), TEAM_DEFINED, ContractJson.write(team), at);
    }

    /** Likewise. */
    public void append(ExchangeRateOfDay rate, Instant at) {
        tell(EXCHANGE_RATES, rate.key(), rate.version(), EXCHANGE_RATE_SET, ContractJson.write(rate), at);
    }

    /** What is about no deal, and for everybody. */
    private void tell(String kind, String key, long version, String type, byte[] payload, Instant at) {
        insert(List.of(new Row(kind, key, version, type, payload, at, Seen.UNTOLD)));
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
                                .formatted(OutboxRelay.BUCKETS - 1))) {
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
}
