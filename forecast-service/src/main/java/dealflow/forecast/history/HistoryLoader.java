package dealflow.forecast.history;

import dealflow.contract.deal.ProductMix;
import dealflow.contract.deal.Status;
import dealflow.contract.json.Bounds;
import dealflow.contract.projection.OwnValues;
import dealflow.contract.projection.UnreadableDeals;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.postgresql.PGStatement;

/**
 * Packs what the database has of deals into {@link PackedHistory}s. It does not trust the rows: a deal of which one cannot be read is
 * left out, and told, and none of the others waits for it.
 */
public final class HistoryLoader {

    private static final int FETCH = 5000;

    /** What is recorded so much later at most was known then. */
    private static final Duration IN_TIME = Duration.ofDays(1);

    private static final String STATES =
            """
            SELECT s.deal_id, s.sequence, s.occurred_at, s.pipeline, s.stage, s.status, s.owner, s.team, s.product,
              s.source, s.region, s.amount, s.expected_on, s.customer, s.payment_terms, s.milestones, s.recorded_at,
              p.received_on, p.amount AS received, p.reversed_at, s.product_amounts, s.fields, s.quantities
            FROM deal_state s LEFT JOIN payment p USING (deal_id, sequence)
            """;

    private final Dictionaries dictionaries;
    private final OwnValues ownValues;
    private final Receiver receiver;
    private final UnreadableDeals unreadable;
    private UUID deal;
    private String problem;
    private Instant last;
    private String pipeline;
    private long sequence;
    private long[] states = new long[64 * PackedHistory.STATE];
    private int stateWords;
    private long[] payments = new long[16 * PackedHistory.PAYMENT];
    private int paymentWords;
    private final List<List<Double>> parts = new ArrayList<>();
    private final List<List<Quantity>> quantities = new ArrayList<>();

    /** What was read last: most states of a deal have the same. */
    private String quantitiesText;

    private List<Quantity> quantitiesRead = List.of();

    /** Takes one deal after the other. */
    interface Receiver {
        void accept(String pipeline, PackedHistory packed);
    }

    HistoryLoader(Dictionaries dictionaries, Receiver receiver, UnreadableDeals unreadable) {
        this.dictionaries = dictionaries;
        this.ownValues = new OwnValues(dictionaries.ownFields.keys());
        this.receiver = receiver;
        this.unreadable = unreadable;
    }

    void all(Connection connection) throws SQLException {
        range(connection, null, null);
    }

    /** The deals with ids {@code [from, to)}; null for no bound. */
    void range(Connection connection, UUID from, UUID to) throws SQLException {
        try (var statement = connection.prepareStatement(
                STATES
                        + """
                WHERE deal_id >= coalesce(?::uuid, '00000000-0000-0000-0000-000000000000') AND (?::uuid IS NULL OR deal_id < ?::uuid)
                ORDER BY deal_id, sequence
                """)) {
            statement.setObject(1, from);
            statement.setObject(2, to);
            statement.setObject(3, to);
            // The driver streams only within a transaction, and only so many rows at a time; times and amounts come
            // packed.
            statement.setFetchSize(FETCH);
            statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
            read(statement.executeQuery());
        }
    }

    /** What is left of these deals: nothing of a deleted one. */
    void these(Connection connection, Collection<UUID> deals) throws SQLException {
        unreadable.forget(deals);
        try (var statement =
                connection.prepareStatement(STATES + "WHERE deal_id = ANY (?) ORDER BY deal_id, sequence")) {
            statement.setArray(1, connection.createArrayOf("uuid", deals.toArray()));
            read(statement.executeQuery());
        }
    }

    private void read(ResultSet rows) throws SQLException {
        while (rows.next()) {
            var id = rows.getObject(1, UUID.class);
            if (!id.equals(deal)) {
                end();
                deal = id;
            }
            if (problem == null) {
                try {
                    row(rows);
                } catch (SQLException | RuntimeException e) {
                    problem = e.toString();
                }
            }
        }
        end();
    }

    private void row(ResultSet row) throws SQLException {
        sequence = row.getLong(2);
        pipeline = row.getString(4);
        var at = row.getObject(3, OffsetDateTime.class).toInstant();
        check("occurred_at", Bounds.hold(at));
        check("occurred_at before the one of the row before", last == null || !at.isBefore(last));
        last = at;
        state(at, row);
        payment(at, row);
    }

    private static void check(String column, boolean held) {
        if (!held) {
            throw new IllegalStateException("out of bounds: " + column);
        }
    }

    private void state(Instant at, ResultSet row) throws SQLException {
        if (stateWords == states.length) {
            states = Arrays.copyOf(states, 2 * stateWords);
        }
        var amount = row.getBigDecimal("amount");
        var expectedOn = row.getObject("expected_on", LocalDate.class);
        check("amount", amount == null || Bounds.hold(amount));
        check("expected_on", expectedOn == null || Bounds.hold(expectedOn));
        var labels = new Scope.Labels(
                row.getString("owner"),
                row.getString("team"),
                row.getString("product"),
                row.getString("source"),
                row.getString("region"),
                ownValues.read(row.getString("fields")));
        var stage = dictionaries.stages.number(row.getString("stage"));
        check("stage: there are too many", stage <= PackedHistory.MOST_STAGES);
        states[stateWords] = micros(at);
        states[stateWords + 1] = PackedHistory.pack(
                stage
                        | Status.valueOf(row.getString("status")).ordinal() << 16
                        | (expectedOn != null && late(at, row.getObject("recorded_at", OffsetDateTime.class))
                                ? PackedHistory.LATE
                                : 0),
                expectedOn == null ? PackedHistory.NO_DAY : (int) expectedOn.toEpochDay());
        states[stateWords + 2] = Double.doubleToLongBits(amount == null ? Double.NaN : amount.doubleValue());
        states[stateWords + 3] = PackedHistory.pack(
                dictionaries.labels.number(labels), dictionaries.customers.number(row.getString("customer")));
        states[stateWords + 4] = PackedHistory.pack(
                dictionaries.termsOf(row.getString("payment_terms")),
                dictionaries.milestonesOf(row.getString("milestones")));
        var divided = parts(row.getString("product"), row.getString("product_amounts"));
        var counted = quantities(row.getString("quantities"));
        if (stateWords == 0
                || differs()
                || !divided.equals(parts.get(parts.size() - 1))
                || counted != quantities.get(quantities.size() - 1)) {
            stateWords += PackedHistory.STATE;
            parts.add(divided);
            quantities.add(counted);
        }
    }

    private static List<Double> parts(String products, String amounts) {
        if (!ProductMix.isOfSeveral(products)) {
            return List.of();
        }
        var parts = ProductMix.amounts(amounts).stream()
                .map(amount -> amount == null ? 0.0 : amount.doubleValue())
                .toList();
        check("product_amounts", parts.size() == ProductMix.products(products).size());
        return parts;
    }

    private List<Quantity> quantities(String json) {
        if (!Objects.equals(json, quantitiesText)) {
            var read = json == null ? List.<Quantity>of() : dictionaries.quantities(json);
            check("quantities", read.stream().allMatch(quantity -> Bounds.hold(BigDecimal.valueOf(quantity.amount()))));
            quantitiesText = json;
            quantitiesRead = read;
        }
        return quantitiesRead;
    }

    /** Whoever imports a history says of each of its states what became known later. */
    private static boolean late(Instant at, OffsetDateTime recordedAt) {
        return recordedAt == null || recordedAt.toInstant().isAfter(at.plus(IN_TIME));
    }

    private boolean differs() {
        for (var word = stateWords + 1; word < stateWords + PackedHistory.STATE; word++) {
            if (states[word] != states[word - PackedHistory.STATE]) {
                return true;
            }
        }
        return false;
    }

    private void payment(Instant at, ResultSet row) throws SQLException {
        var received = row.getBigDecimal("received");
        if (received == null) {
            return;
        }
        var receivedOn = row.getObject("received_on", LocalDate.class);
        check("received", Bounds.hold(received));
        check("received_on", Bounds.hold(receivedOn));
        var reversedAt = row.getObject("reversed_at", OffsetDateTime.class);
        check("reversed_at", reversedAt == null || Bounds.hold(reversedAt.toInstant()));
        if (paymentWords == payments.length) {
            payments = Arrays.copyOf(payments, 2 * paymentWords);
        }
        payments[paymentWords++] = micros(at);
        payments[paymentWords++] = receivedOn.toEpochDay();
        payments[paymentWords++] = Double.doubleToLongBits(received.doubleValue());
        payments[paymentWords++] = reversedAt == null ? PackedHistory.NEVER : micros(reversedAt.toInstant());
    }

    private void end() {
        if (problem != null) {
            unreadable.add(deal, problem);
        } else if (deal != null) {
            receiver.accept(
                    pipeline,
                    new PackedHistory(
                            deal,
                            sequence,
                            Arrays.copyOf(states, stateWords),
                            paymentWords == 0 ? NONE : Arrays.copyOf(payments, paymentWords),
                            parts.stream().allMatch(List::isEmpty) ? null : List.copyOf(parts),
                            quantities.stream().allMatch(List::isEmpty) ? null : List.copyOf(quantities)));
        }
        deal = null;
        problem = null;
        last = null;
        stateWords = 0;
        paymentWords = 0;
        parts.clear();
        quantities.clear();
    }

    private static final long[] NONE = {};

    public static long micros(Instant at) {
        // Not ChronoUnit.MICROS.between, which counts in nanoseconds first, and these do not reach back to 1677.
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }
}
