package dealflow.forecast.projection;

import dealflow.contract.deal.Customer;
import dealflow.contract.deal.ProductMix;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.EventType;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.json.ContractJson;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.payment.ExchangeRateOfDay;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.projection.DimensionFields;
import dealflow.contract.projection.ExchangeRates;
import dealflow.contract.projection.KnownTeams;
import dealflow.contract.projection.OwnValues;
import dealflow.contract.projection.Projection;
import dealflow.forecast.history.Quantity;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** Keeps every state of every deal; one statement per table and batch. A deleted deal leaves nothing. */
@Singleton
public final class ForecastProjection implements Projection {

    @Override
    public void apply(Connection transaction, List<DealEvent> events) throws SQLException {
        var states = events.stream().filter(event -> event.deal() != null).toList();
        insertStates(transaction, states);
        insertPayments(
                transaction,
                states.stream()
                        .filter(event ->
                                event.payment() != null && event.payment().reverses() == null)
                        .toList());
        reversePayments(
                transaction,
                states.stream()
                        .filter(event ->
                                event.payment() != null && event.payment().reverses() != null)
                        .toList());
        delete(
                transaction,
                events.stream()
                        .filter(event -> event.type() == EventType.DELETED)
                        .toList());
    }

    @Override
    public void define(Connection transaction, Pipeline pipeline) throws SQLException {
        try (var statement = transaction.prepareStatement(
                """
                INSERT INTO pipeline (key, definition) VALUES (?, ?)
                ON CONFLICT (key) DO UPDATE SET definition = excluded.definition
                """)) {
            statement.setString(1, pipeline.key());
            statement.setBytes(2, ContractJson.write(pipeline));
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

    private static void insertStates(Connection transaction, List<DealEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(
                """
                INSERT INTO deal_state (deal_id, sequence, occurred_at, pipeline, stage, status, owner, team, product, source, region,
                  amount, expected_on, customer, payment_terms, milestones, recorded_at, product_amounts, fields, quantities)
                SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::timestamptz[], ?::text[], ?::text[],
                  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::date[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::jsonb[], ?::text[])
                """)) {
            var columns = new Columns(transaction, statement, events);
            columns.add(DealEvent::dealId);
            columns.add(DealEvent::sequence);
            columns.add(event -> event.occurredAt().atOffset(ZoneOffset.UTC));
            columns.add(event -> event.deal().pipeline());
            columns.add(event -> event.deal().stage());
            columns.add(event -> event.deal().status().name());
            columns.add(event -> event.deal().owner());
            columns.add(event -> event.deal().team());
            columns.add(event -> ProductMix.of(event.deal()).text());
            columns.add(event -> event.deal().source());
            columns.add(event -> event.deal().region());
            columns.add(event -> event.deal().reportingAmount() == null
                    ? null
                    : event.deal().reportingAmount().amount());
            columns.add(event -> event.deal().expectedCloseOn());
            columns.add(event -> customer(event.deal().customer()));
            columns.add(event -> json(event.deal().paymentTerms()));
            columns.add(event -> json(event.deal().milestones()));
            columns.add(event ->
                    event.recordedAt() == null ? null : event.recordedAt().atOffset(ZoneOffset.UTC));
            columns.add(event -> ProductMix.of(event.deal()).amountsText());
            columns.add(event -> OwnValues.json(event.deal().fields()));
            columns.add(event -> json(Quantity.of(event.deal().lines())));
            statement.executeUpdate();
        }
    }

    /** The same for every spelling of its name and, after a merge, the survivor; what has no id is told by its key or name. */
    private static String customer(Customer customer) {
        if (customer == null) {
            return null;
        }
        if (customer.id() != null) {
            return customer.id().toString();
        }
        return customer.externalId() == null ? customer.name() : customer.externalId();
    }

    private static String json(List<?> values) {
        return values == null || values.isEmpty()
                ? null
                : new String(ContractJson.write(values), StandardCharsets.UTF_8);
    }

    private static void insertPayments(Connection transaction, List<DealEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(
                """
                INSERT INTO payment (deal_id, sequence, id, occurred_at, received_on, amount)
                SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[], ?::date[], ?::numeric[])
                """)) {
            var columns = new Columns(transaction, statement, events);
            columns.add(DealEvent::dealId);
            columns.add(DealEvent::sequence);
            columns.add(event -> event.payment().id());
            columns.add(event -> event.occurredAt().atOffset(ZoneOffset.UTC));
            columns.add(event -> event.payment().receivedOn());
            columns.add(event -> event.payment().reportingAmount().amount());
            statement.executeUpdate();
        }
    }

    /** After the payments of the batch, of which each stands before its reversal. */
    private static void reversePayments(Connection transaction, List<DealEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(
                """
                UPDATE payment SET reversed_at = reversal.at
                FROM unnest(?::uuid[], ?::text[], ?::timestamptz[]) AS reversal (deal_id, payment, at)
                WHERE payment.deal_id = reversal.deal_id AND payment.id = reversal.payment
                """)) {
            var columns = new Columns(transaction, statement, events);
            columns.add(DealEvent::dealId);
            columns.add(event -> event.payment().reverses().payment());
            columns.add(event -> event.occurredAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static void delete(Connection transaction, List<DealEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        for (var table : List.of("deal_state", "payment")) {
            try (var statement =
                    transaction.prepareStatement("DELETE FROM " + table + " WHERE deal_id = ANY (?::uuid[])")) {
                new Columns(transaction, statement, events).add(DealEvent::dealId);
                statement.executeUpdate();
            }
        }
    }

    /** Binds one array parameter per column, as text that the statement casts. */
    private static final class Columns {
        private final Connection connection;
        private final PreparedStatement statement;
        private final List<DealEvent> events;
        private int next = 1;

        Columns(Connection connection, PreparedStatement statement, List<DealEvent> events) {
            this.connection = connection;
            this.statement = statement;
            this.events = events;
        }

        void add(Function<DealEvent, Object> column) throws SQLException {
            var values = events.stream()
                    .map(column)
                    .map(value -> value == null ? null : value.toString())
                    .toArray();
            statement.setArray(next++, connection.createArrayOf("text", values));
        }
    }
}
