package dealflow.funnel.ledger;

import dealflow.contract.deal.ProductMix;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.EventType;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.json.ContractJson;
import dealflow.contract.json.UnreadableEventException;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.payment.ExchangeRateOfDay;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.projection.DimensionFields;
import dealflow.contract.projection.ExchangeRates;
import dealflow.contract.projection.KnownTeams;
import dealflow.contract.projection.OwnValues;
import dealflow.contract.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What every deal was at every moment, as the events tell it. */
@ApplicationScoped
public class Ledger implements Projection {

    private static final Logger LOG = Logger.getLogger(Ledger.class);
    private static final Set<String> LEFT_OUT = ConcurrentHashMap.newKeySet();

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
                                        product, source, region, amount, reason, snoozed_until, product_amounts, fields)
                SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                                     ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[],
                                     ?::text[], ?::date[], ?::text[], ?::jsonb[])
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
            column.set("text", event -> ProductMix.of(event.deal()).text());
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
            column.set(
                    "date",
                    event -> event.deal().snoozedUntil() == null
                            ? null
                            : event.deal().snoozedUntil().toString());
            column.set("text", event -> ProductMix.of(event.deal()).amountsText());
            column.set("jsonb", event -> OwnValues.json(event.deal().fields()));
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

    @Override
    public void define(Connection transaction, FieldDefinition field) throws SQLException {
        DimensionFields.define(transaction, field);
    }

    @Override
    public void define(Connection transaction, TeamDefinition team) throws SQLException {
        KnownTeams.define(transaction, team);
    }

    @Override
    public void define(Connection transaction, ExchangeRateOfDay rate) throws SQLException {
        ExchangeRates.define(transaction, rate);
    }

    /** All current definitions, by key; one that cannot be read is not known, and the others are. */
    static List<Pipeline> pipelines(Connection snapshot) throws SQLException {
        var pipelines = new ArrayList<Pipeline>();
        try (var statement = snapshot.prepareStatement("SELECT definition, key FROM pipeline ORDER BY key");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                try {
                    pipelines.add(ContractJson.readPipeline(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
                } catch (UnreadableEventException e) {
                    if (LEFT_OUT.add(rows.getString(2))) {
                        LOG.errorf("The pipeline %s is left out: %s", rows.getString(2), e.getMessage());
                    }
                }
            }
        }
        return pipelines;
    }
}
