package dealflow.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * How long a forecast of twelve months takes, with so many deals open among so many; beside the plain SQL that reads the open
 * deals' cells. The history is written straight into the forecast service's tables: this is about answers, not about import.
 */
public final class ForecastSpeed {

    private static final int CLIENTS = 4;
    private static final int QUESTIONS = 400;
    private static final int DAYS = 500;
    private static final int CUSTOMERS = 2000;
    private static final String PIPELINE = "bench";
    private static final String TERMS =
            """
            [{"milestone": "ORDER", "share": 0.3, "offsetDays": 0}, {"milestone": "ORDER", "share": 0.7, "offsetDays": 45}]""";

    private ForecastSpeed() {}

    /** @param arguments how many deals, and how many of them are open; 1,000,000 and 100,000 unless given */
    public static void main(String[] arguments) throws Exception {
        var deals = arguments.length < 1 ? 1_000_000 : Integer.parseInt(arguments[0]);
        var open = arguments.length < 2 ? 100_000 : Integer.parseInt(arguments[1]);
        try (var bench = new Bench()) {
            Bench.await(() -> bench.number(bench.stack.forecasts(), "SELECT count(*) FROM projection.pipeline") == 1);
            var began = System.nanoTime();
            write(bench, deals, open);
            System.out.printf("%,d deals, %,d of them open: written in %.1f s%n", deals, open, seconds(began));
            began = System.nanoTime();
            Bench.await(() -> ask(bench, "") == open);
            System.out.printf("loaded and fitted in %.1f s%n", seconds(began));
            measure(bench, "same question", i -> "");
            measure(bench, "owners in turn", i -> "&owner=rep" + i % 20);
            measure(bench, "by owner", i -> "&by=owner");
            measure(bench, "receipts", i -> "&measure=receipts");
            sql(bench);
        }
        System.exit(0);
    }

    private interface Filter {
        String of(int question);
    }

    private static int ask(Bench bench, String filter) {
        return bench.forecasts
                .get("/forecasts/" + PIPELINE + "?interval=month&periods=12" + filter)
                .path("model")
                .path("openDeals")
                .asInt();
    }

    private static void measure(Bench bench, String what, Filter filter) throws InterruptedException {
        var first = System.nanoTime();
        ask(bench, filter.of(0));
        var cold = seconds(first) * 1000;
        for (var i = 0; i < 40; i++) {
            ask(bench, filter.of(i));
        }
        var took = Collections.synchronizedList(new ArrayList<Long>());
        var clients = Executors.newFixedThreadPool(CLIENTS);
        for (var i = 0; i < QUESTIONS; i++) {
            var question = filter.of(i);
            clients.submit(() -> {
                var began = System.nanoTime();
                ask(bench, question);
                took.add(System.nanoTime() - began);
            });
        }
        clients.shutdown();
        clients.awaitTermination(5, TimeUnit.MINUTES);
        print(what + ", first %.0f ms".formatted(cold), took);
    }

    /** What the database alone takes to count the open deals by stage and age, which any forecast has to know. */
    private static void sql(Bench bench) throws SQLException {
        var took = new ArrayList<Long>();
        try (var connection = bench.connect(bench.stack.forecasts());
                var statement = connection.createStatement()) {
            for (var i = 0; i < 5; i++) {
                var began = System.nanoTime();
                statement
                        .executeQuery(
                                """
                                SELECT stage, current_date - occurred_at::date, count(*), sum(amount), sum(amount * amount)
                                FROM (SELECT DISTINCT ON (deal_id) * FROM projection.deal_state WHERE pipeline = 'bench'
                                      ORDER BY deal_id, sequence DESC) last WHERE status = 'OPEN' GROUP BY 1, 2""")
                        .close();
                took.add(System.nanoTime() - began);
            }
        }
        print("SQL for the cells", took);
    }

    private static void print(String what, List<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        System.out.printf(
                "%-32s p50 %8.1f ms   p99 %8.1f ms   max %8.1f ms%n",
                what, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()))) / 1e6;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void write(Bench bench, int deals, int open) throws SQLException, IOException {
        try (var connection = bench.connect(bench.stack.forecasts())) {
            connection.setAutoCommit(false);
            for (var rows : Rows.values()) {
                copy(connection, rows, deals, open);
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
                "deal_state (deal_id, sequence, occurred_at, pipeline, stage, status, owner, team, amount, customer, payment_terms)"),
        PAYMENTS("payment (deal_id, sequence, occurred_at, received_on, amount)"),
        POSITIONS("deal_position (deal_id, sequence)");

        private final String table;

        Rows(String table) {
            this.table = table;
        }
    }

    private static void copy(Connection connection, Rows rows, int deals, int open) throws SQLException, IOException {
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
    private static final class OneDeal {
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
            var begun = open ? random.nextInt(60) : 60 + random.nextInt(DAYS - 60);
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
                        PIPELINE,
                        stage,
                        status,
                        "rep" + number % 20,
                        "team" + number % 4,
                        amount,
                        "customer " + number % CUSTOMERS,
                        TERMS);
            }
        }

        /** A payment that is recorded leaves the deal's state as it was. */
        private void paid(Instant at, double share) {
            if (at.isAfter(Instant.now())) {
                return;
            }
            state(at, "won", "WON");
            if (rows == Rows.PAYMENTS) {
                line(id, sequence, at, at.toString().substring(0, 10), share * amount);
            }
        }

        private void line(Object... values) {
            lines.append(Stream.of(values).map(Object::toString).collect(Collectors.joining("\t", "", "\n")));
        }
    }
}
