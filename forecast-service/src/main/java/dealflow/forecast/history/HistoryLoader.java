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
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
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

    // Their places in it: to look each up by its name in each row takes a tenth of the time.
    private static final int DEAL = 1;
    private static final int SEQUENCE = 2;
    private static final int OCCURRED_AT = 3;
    private static final int PIPELINE = 4;
    private static final int STAGE = 5;
    private static final int STATUS = 6;
    private static final int OWNER = 7;
    private static final int TEAM = 8;
    private static final int PRODUCT = 9;
    private static final int SOURCE = 10;
    private static final int REGION = 11;
    private static final int AMOUNT = 12;
    private static final int EXPECTED_ON = 13;
    private static final int CUSTOMER = 14;
    private static final int PAYMENT_TERMS = 15;
    private static final int MILESTONES = 16;
    private static final int RECORDED_AT = 17;
    private static final int RECEIVED_ON = 18;
    private static final int RECEIVED = 19;
    private static final int REVERSED_AT = 20;
    private static final int PRODUCT_AMOUNTS = 21;
    private static final int FIELDS = 22;
    private static final int QUANTITIES = 23;

    private final Dictionaries dictionaries;
    private final RepeatedColumn<String> pipelines = RepeatedColumn.text(PIPELINE);
    private final RepeatedColumn<Integer> stages;
    private final RepeatedColumn<Status> statuses =
            new RepeatedColumn<>(STATUS, (row, index) -> Status.valueOf(row.getString(index)));
    private final LabelColumns labels;
    private final RepeatedColumn<Double> amounts = new RepeatedColumn<>(AMOUNT, HistoryLoader::amount);
    private final RepeatedColumn<Integer> expectedDays = new RepeatedColumn<>(EXPECTED_ON, HistoryLoader::expectedDay);
    private final RepeatedColumn<Integer> customers;
    private final RepeatedColumn<Integer> terms;
    private final RepeatedColumn<Integer> milestones;
    private final RepeatedColumn<List<Quantity>> counts;
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

    /** Takes one deal after the other. */
    interface Receiver {
        void accept(String pipeline, PackedHistory packed);
    }

    HistoryLoader(Dictionaries dictionaries, Receiver receiver, UnreadableDeals unreadable) {
        this.dictionaries = dictionaries;
        this.labels = new LabelColumns(dictionaries);
        this.stages = new RepeatedColumn<>(STAGE, this::stage);
        this.customers = number(CUSTOMER, dictionaries.customers::number);
        this.terms = number(PAYMENT_TERMS, dictionaries::termsOf);
        this.milestones = number(MILESTONES, dictionaries::milestonesOf);
        this.counts = new RepeatedColumn<>(QUANTITIES, this::quantities);
        this.receiver = receiver;
        this.unreadable = unreadable;
    }

    private static RepeatedColumn<Integer> number(int index, ToIntFunction<String> number) {
        return new RepeatedColumn<>(index, (row, column) -> number.applyAsInt(row.getString(column)));
    }

    /** The columns of what deals are told apart by. */
    private static final class LabelColumns {

        private final Dictionary<Scope.Labels> numbers;
        private final List<RepeatedColumn<String>> texts = Stream.of(OWNER, TEAM, PRODUCT, SOURCE, REGION)
                .map(RepeatedColumn::text)
                .toList();
        private final RepeatedColumn<Map<String, List<String>>> own;
        private final Object[] last = new Object[6];
        private int number = -1;

        LabelColumns(Dictionaries dictionaries) {
            numbers = dictionaries.labels;
            var values = new OwnValues(dictionaries.ownFields.keys());
            own = new RepeatedColumn<>(FIELDS, (row, index) -> values.read(row.getString(index)));
        }

        int number(ResultSet row) throws SQLException {
            var before = number;
            // None, should a column not be readable: what was read of the others is not that of the number any more.
            number = -1;
            var differs = before < 0;
            for (var i = 0; i < last.length; i++) {
                var value = i < texts.size() ? texts.get(i).of(row) : own.of(row);
                differs |= value != last[i];
                last[i] = value;
            }
            number = differs
                    ? numbers.number(new Scope.Labels(
                            (String) last[0],
                            (String) last[1],
                            (String) last[2],
                            (String) last[3],
                            (String) last[4],
                            own.of(row)))
                    : before;
            return number;
        }

        /** Of the row that {@link #number} was asked of last. */
        String product() {
            return (String) last[2];
        }
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
            var id = rows.getObject(DEAL, UUID.class);
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
        sequence = row.getLong(SEQUENCE);
        pipeline = pipelines.of(row);
        var at = row.getObject(OCCURRED_AT, OffsetDateTime.class).toInstant();
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
        var expectedDay = expectedDays.of(row);
        states[stateWords] = micros(at);
        states[stateWords + 1] = PackedHistory.pack(
                stages.of(row)
                        | statuses.of(row).ordinal() << 16
                        | (expectedDay != PackedHistory.NO_DAY
                                        && late(at, row.getObject(RECORDED_AT, OffsetDateTime.class))
                                ? PackedHistory.LATE
                                : 0),
                expectedDay);
        states[stateWords + 2] = Double.doubleToLongBits(amounts.of(row));
        states[stateWords + 3] = PackedHistory.pack(labels.number(row), customers.of(row));
        states[stateWords + 4] = PackedHistory.pack(terms.of(row), milestones.of(row));
        var divided = parts(labels.product(), row);
        var counted = counts.of(row);
        if (stateWords == 0
                || differs()
                || !divided.equals(parts.get(parts.size() - 1))
                || counted != quantities.get(quantities.size() - 1)) {
            stateWords += PackedHistory.STATE;
            parts.add(divided);
            quantities.add(counted);
        }
    }

    private int stage(ResultSet row, int index) throws SQLException {
        var stage = dictionaries.stages.number(row.getString(index));
        check("stage: there are too many", stage <= PackedHistory.MOST_STAGES);
        return stage;
    }

    private static double amount(ResultSet row, int index) throws SQLException {
        var amount = row.getBigDecimal(index);
        check("amount", amount == null || Bounds.hold(amount));
        return amount == null ? Double.NaN : amount.doubleValue();
    }

    private static int expectedDay(ResultSet row, int index) throws SQLException {
        var day = row.getObject(index, LocalDate.class);
        check("expected_on", day == null || Bounds.hold(day));
        return day == null ? PackedHistory.NO_DAY : (int) day.toEpochDay();
    }

    private static List<Double> parts(String products, ResultSet row) throws SQLException {
        if (!ProductMix.isOfSeveral(products)) {
            return List.of();
        }
        var parts = ProductMix.amounts(row.getString(PRODUCT_AMOUNTS)).stream()
                .map(amount -> amount == null ? 0.0 : amount.doubleValue())
                .toList();
        check("product_amounts", parts.size() == ProductMix.products(products).size());
        return parts;
    }

    private List<Quantity> quantities(ResultSet row, int index) throws SQLException {
        var json = row.getString(index);
        var read = json == null ? List.<Quantity>of() : dictionaries.quantities(json);
        check("quantities", read.stream().allMatch(quantity -> Bounds.hold(BigDecimal.valueOf(quantity.amount()))));
        return read;
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
        var received = row.getBigDecimal(RECEIVED);
        if (received == null) {
            return;
        }
        var receivedOn = row.getObject(RECEIVED_ON, LocalDate.class);
        check("received", Bounds.hold(received));
        check("received_on", Bounds.hold(receivedOn));
        var reversedAt = row.getObject(REVERSED_AT, OffsetDateTime.class);
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
