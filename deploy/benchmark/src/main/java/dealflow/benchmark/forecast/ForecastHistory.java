package dealflow.benchmark.forecast;

import dealflow.benchmark.system.Bench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * Deals with payments, written straight into the forecast service's tables: for what is about answers, not about import.
 *
 * @param open how many of them are open: those have begun in the last 60 days
 * @param days how long ago the first ones began
 * @param products of which each deal has so many of one; 0 for deals without lines
 */
record ForecastHistory(int deals, int open, int owners, int teams, int days, int products) {

    private static final int CUSTOMERS = 2000;
    private static final String TERMS =
            """
            [{"milestone": "ORDER", "share": 0.3, "offsetDays": 0}, {"milestone": "ORDER", "share": 0.7, "offsetDays": 45}]""";

    private static final String QUANTITY =
            """
            [{"of": {"product": "%s", "unit": "piece"}, "amount": %d}]""";

    /** As COPY writes it. */
    private static final String NONE = "\\N";

    void write(Bench bench) throws SQLException, IOException {
        try (var connection = bench.connect(bench.stack.forecasts())) {
            connection.setAutoCommit(false);
            for (var rows : Rows.values()) {
                copy(connection, rows);
            }
            connection.commit();
            try (var statement = connection.createStatement()) {
                statement.execute("ANALYZE projection.deal_state");
            }
            connection.commit();
        }
    }

    /** What is copied into which table. */
    private enum Rows {
        STATES(
                "deal_state (deal_id, sequence, occurred_at, pipeline, stage, status, owner, team, amount, customer, payment_terms, product, quantities)"),
        PAYMENTS("payment (deal_id, sequence, id, occurred_at, received_on, amount)"),
        POSITIONS("deal_position (deal_id, sequence)");

        private final String table;

        Rows(String table) {
            this.table = table;
        }
    }

    private void copy(Connection connection, Rows rows) throws SQLException, IOException {
        var random = new Random(1);
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY projection." + rows.table + " FROM STDIN");
        var lines = new StringBuilder();
        for (var i = 0; i < deals; i++) {
            new OneDeal(i, rows, lines).write(random, i < open);
            if (lines.length() > 1 << 20 || i == deals - 1) {
                var bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                lines.setLength(0);
            }
        }
        copy.endCopy();
    }

    /** One deal's lines; with the same random numbers whichever rows are wanted. */
    private final class OneDeal {
        private final int number;
        private final UUID id;
        private final Rows rows;
        private final StringBuilder lines;
        private int sequence;
        private int amount;

        OneDeal(int number, Rows rows, StringBuilder lines) {
            this.number = number;
            this.id = new UUID(1, number);
            this.rows = rows;
            this.lines = lines;
        }

        void write(Random random, boolean open) {
            var begun = open ? random.nextInt(60) : 60 + random.nextInt(days - 60);
            var at = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(begun + 1L, ChronoUnit.DAYS);
            amount = 100 + random.nextInt(90_000);
            var stays = open ? 1 + random.nextInt(3) : 2 + random.nextInt(3);
            for (var stage = 0; stage < stays; stage++) {
                state(at, Bench.STAGES[stage], "OPEN");
                at = at.plus(1 + random.nextInt(open ? 12 * 24 : 15 * 24), ChronoUnit.HOURS);
                if (at.isAfter(Instant.now())) {
                    break;
                }
            }
            if (!open) {
                var won = random.nextInt(4) == 0;
                state(at, won ? "won" : "lost", won ? "WON" : "LOST");
                if (won) {
                    paid(at.plus(random.nextInt(10), ChronoUnit.DAYS), 0.3);
                    paid(at.plus(30 + random.nextInt(60), ChronoUnit.DAYS), 0.7);
                }
            }
            if (rows == Rows.POSITIONS) {
                line(id, sequence);
            }
        }

        private void state(Instant at, String stage, String status) {
            sequence++;
            if (rows == Rows.STATES) {
                line(
                        id,
                        sequence,
                        at,
                        Bench.PIPELINE,
                        stage,
                        status,
                        "rep" + number % owners,
                        "team" + number % teams,
                        amount,
                        "customer " + number % CUSTOMERS,
                        TERMS,
                        products == 0 ? NONE : product(),
                        products == 0 ? NONE : QUANTITY.formatted(product(), 1 + amount / 100));
            }
        }

        private String product() {
            return "product" + number % products;
        }

        /** A payment that is recorded leaves the deal's state as it was. */
        private void paid(Instant at, double share) {
            if (at.isAfter(Instant.now())) {
                return;
            }
            state(at, "won", "WON");
            if (rows == Rows.PAYMENTS) {
                line(id, sequence, sequence, at, at.toString().substring(0, 10), share * amount);
            }
        }

        private void line(Object... values) {
            lines.append(Stream.of(values).map(Object::toString).collect(Collectors.joining("\t", "", "\n")));
        }
    }
}
