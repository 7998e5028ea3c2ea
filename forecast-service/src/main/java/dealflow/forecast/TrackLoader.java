package dealflow.forecast;

import dealflow.contract.Status;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;

/** Packs what the database has of deals into {@link Track}s. */
final class TrackLoader {

    private static final int FETCH = 5000;
    private static final String STATES =
            """
            SELECT s.deal_id, s.sequence, s.occurred_at, s.pipeline, s.stage, s.status, s.owner, s.team, s.product,
              s.source, s.region, s.amount, s.expected_on, s.customer, s.payment_terms, s.milestones,
              p.received_on, p.amount AS received
            FROM deal_state s LEFT JOIN payment p USING (deal_id, sequence)
            """;

    private final Codes codes;
    private final Receiver receiver;
    private UUID deal;
    private String pipeline;
    private long sequence;
    private long[] states = new long[64 * Track.STATE];
    private int stateWords;
    private long[] payments = new long[16 * Track.PAYMENT];
    private int paymentWords;

    /** Takes one deal after the other. */
    interface Receiver {
        void accept(String pipeline, Track track);
    }

    TrackLoader(Codes codes, Receiver receiver) {
        this.codes = codes;
        this.receiver = receiver;
    }

    void all(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(STATES + "ORDER BY deal_id, sequence")) {
            // The driver streams only within a transaction, and only so many rows at a time.
            statement.setFetchSize(FETCH);
            read(statement.executeQuery());
        }
    }

    /** What is left of these deals: nothing of a deleted one. */
    void these(Connection connection, Collection<UUID> deals) throws SQLException {
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
            sequence = rows.getLong(2);
            pipeline = rows.getString(4);
            var at = rows.getObject(3, OffsetDateTime.class).toInstant();
            state(at, rows);
            payment(at, rows);
        }
        end();
    }

    private void state(Instant at, ResultSet row) throws SQLException {
        if (stateWords == states.length) {
            states = Arrays.copyOf(states, 2 * stateWords);
        }
        var amount = row.getBigDecimal("amount");
        var expectedOn = row.getObject("expected_on", LocalDate.class);
        var labels = new Scope.Labels(
                row.getString("owner"),
                row.getString("team"),
                row.getString("product"),
                row.getString("source"),
                row.getString("region"));
        states[stateWords] = micros(at);
        states[stateWords + 1] = Track.pack(
                codes.stages.number(row.getString("stage"))
                        | Status.valueOf(row.getString("status")).ordinal() << 16,
                expectedOn == null ? Track.NO_DAY : (int) expectedOn.toEpochDay());
        states[stateWords + 2] = Double.doubleToLongBits(amount == null ? Double.NaN : amount.doubleValue());
        states[stateWords + 3] =
                Track.pack(codes.labels.number(labels), codes.customers.number(row.getString("customer")));
        states[stateWords + 4] = Track.pack(
                codes.termsOf(row.getString("payment_terms")), codes.milestonesOf(row.getString("milestones")));
        if (stateWords == 0 || differs()) {
            stateWords += Track.STATE;
        }
    }

    private boolean differs() {
        for (var word = stateWords + 1; word < stateWords + Track.STATE; word++) {
            if (states[word] != states[word - Track.STATE]) {
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
        if (paymentWords == payments.length) {
            payments = Arrays.copyOf(payments, 2 * paymentWords);
        }
        payments[paymentWords++] = micros(at);
        payments[paymentWords++] = row.getObject("received_on", LocalDate.class).toEpochDay();
        payments[paymentWords++] = Double.doubleToLongBits(received.doubleValue());
    }

    private void end() {
        if (deal != null) {
            receiver.accept(
                    pipeline,
                    new Track(
                            deal,
                            sequence,
                            Arrays.copyOf(states, stateWords),
                            paymentWords == 0 ? NONE : Arrays.copyOf(payments, paymentWords)));
        }
        deal = null;
        stateWords = 0;
        paymentWords = 0;
    }

    private static final long[] NONE = {};

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
