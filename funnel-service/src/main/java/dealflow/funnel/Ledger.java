package dealflow.funnel;

import dealflow.contract.ContractJson;
import dealflow.contract.DealEvent;
import dealflow.contract.Direction;
import dealflow.contract.EventType;
import dealflow.contract.Pipeline;
import dealflow.contract.Status;
import dealflow.contract.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** What every deal was at every moment, as the events tell it. */
@ApplicationScoped
public class Ledger implements Projection {

    @Inject
    DataSource database;

    @Override
    public void apply(Connection transaction, List<DealEvent> events) throws SQLException {
        var deleted = events.stream()
                .filter(event -> event.type() == EventType.DELETED)
                .map(DealEvent::dealId)
                .toList();
        insert(
                transaction,
                events.stream()
                        .filter(event -> event.deal() != null && !deleted.contains(event.dealId()))
                        .toList());
        if (!deleted.isEmpty()) {
            try (var statement = transaction.prepareStatement("DELETE FROM deal_state WHERE deal_id = ANY (?)")) {
                statement.setArray(1, transaction.createArrayOf("uuid", deleted.toArray()));
                statement.executeUpdate();
            }
        }
    }

    private static void insert(Connection transaction, List<DealEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(
                """
                INSERT INTO deal_state (deal_id, sequence, pipeline, at, direction, status, stage, owner, team,
                                        product, source, region, amount, reason)
                SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                                     ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[],
                                     ?::text[])
                """)) {
            var column = new Columns(transaction, statement, events);
            column.set("uuid", DealEvent::dealId);
            column.set("bigint", DealEvent::sequence);
            column.set("text", event -> event.deal().pipeline());
            column.set("timestamptz", event -> event.occurredAt().toString());
            column.set(
                    "text",
                    event -> event.change() == null || event.change().direction() == null
                            ? null
                            : event.change().direction().name());
            column.set("text", event -> event.deal().status().name());
            column.set("text", event -> event.deal().stage());
            column.set("text", event -> event.deal().owner());
            column.set("text", event -> event.deal().team());
            column.set("text", event -> event.deal().product());
            column.set("text", event -> event.deal().source());
            column.set("text", event -> event.deal().region());
            column.set(
                    "numeric",
                    event -> event.deal().reportingAmount() == null
                            ? null
                            : event.deal().reportingAmount().amount());
            column.set(
                    "text",
                    event -> event.change() == null ? null : event.change().reason());
            statement.executeUpdate();
        }
    }

    /** Sets one array parameter after the other. */
    private static final class Columns {
        private final Connection transaction;
        private final PreparedStatement statement;
        private final List<DealEvent> events;
        private int next = 1;

        private Columns(Connection transaction, PreparedStatement statement, List<DealEvent> events) {
            this.transaction = transaction;
            this.statement = statement;
            this.events = events;
        }

        private void set(String type, Function<DealEvent, Object> value) throws SQLException {
            statement.setArray(
                    next++,
                    transaction.createArrayOf(type, events.stream().map(value).toArray()));
        }
    }

    @Override
    public void define(Connection transaction, Pipeline pipeline) throws SQLException {
        try (var statement = transaction.prepareStatement(
                """
                INSERT INTO pipeline (key, version, definition) VALUES (?, ?, ?::jsonb)
                ON CONFLICT (key) DO UPDATE SET version = excluded.version, definition = excluded.definition
                WHERE pipeline.version < excluded.version
                """)) {
            statement.setString(1, pipeline.key());
            statement.setInt(2, pipeline.version());
            statement.setString(3, new String(ContractJson.write(pipeline), StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }

    /** The lives of a pipeline's deals as they were at a moment, that moment included. */
    List<Life> lives(String pipeline, Instant asOf) {
        var lives = new ArrayList<Life>();
        query(
                """
                SELECT deal_id, at, direction, status, stage, owner, team, product, source, region, amount, reason
                FROM deal_state WHERE pipeline = ? AND at <= ? ORDER BY deal_id, sequence
                """,
                statement -> {
                    statement.setString(1, pipeline);
                    statement.setObject(2, asOf.atOffset(ZoneOffset.UTC));
                    statement.setFetchSize(10_000);
                    try (var rows = statement.executeQuery()) {
                        UUID deal = null;
                        while (rows.next()) {
                            var next = rows.getObject(1, UUID.class);
                            if (!next.equals(deal)) {
                                lives.add(new Life(next, new ArrayList<>()));
                                deal = next;
                            }
                            lives.get(lives.size() - 1).states().add(state(rows));
                        }
                    }
                });
        return lives;
    }

    private static DealState state(ResultSet rows) throws SQLException {
        var direction = rows.getString(3);
        return new DealState(
                rows.getObject(2, OffsetDateTime.class).toInstant(),
                direction == null ? null : Direction.valueOf(direction),
                Status.valueOf(rows.getString(4)),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                rows.getString(10),
                decimals(rows.getBigDecimal(11)),
                rows.getString(12));
    }

    /** The column keeps four decimals; two are shown, or more where a currency has more. */
    private static BigDecimal decimals(BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        var shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(2, shortest.scale()), RoundingMode.UNNECESSARY);
    }

    /** The current definition of a pipeline, if it is known here. */
    Optional<Pipeline> pipeline(String key) {
        return pipelines().stream()
                .filter(pipeline -> pipeline.key().equals(key))
                .findFirst();
    }

    /** All current definitions, by key. */
    List<Pipeline> pipelines() {
        var pipelines = new ArrayList<Pipeline>();
        query("SELECT definition FROM pipeline ORDER BY key", statement -> {
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    pipelines.add(ContractJson.readPipeline(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
                }
            }
        });
        return pipelines;
    }

    /** Up to when everything that the deal service recorded is in; null while nothing is known. */
    Instant dataFreshAsOf() {
        var fresh = new Instant[1];
        query("SELECT min(fresh_as_of) FROM partition_freshness", statement -> {
            try (var rows = statement.executeQuery()) {
                rows.next();
                var time = rows.getObject(1, OffsetDateTime.class);
                fresh[0] = time == null ? null : time.toInstant();
            }
        });
        return fresh[0];
    }

    private interface Reading {
        void read(PreparedStatement statement) throws SQLException;
    }

    private void query(String sql, Reading reading) {
        try (var connection = database.getConnection()) {
            // A cursor, so that a long history is not held twice.
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement(sql)) {
                reading.read(statement);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The ledger could not be read", e);
        }
    }
}
