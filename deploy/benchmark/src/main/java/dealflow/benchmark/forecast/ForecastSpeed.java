package dealflow.benchmark.forecast;

import dealflow.benchmark.system.Bench;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * How long a forecast of twelve months takes, with so many deals open among so many; beside the plain SQL that reads the open
 * deals' cells. The history is written straight into the forecast service's tables: this is about answers, not about import.
 */
public final class ForecastSpeed {

    private static final int CLIENTS = 4;
    private static final int QUESTIONS = 400;
    private static final int OWNERS = 20;
    private static final int TEAMS = 4;
    private static final int DAYS = 500;

    private ForecastSpeed() {}

    /** @param arguments how many deals, and how many of them are open; 1,000,000 and 100,000 unless given */
    public static void main(String[] arguments) throws Exception {
        var deals = arguments.length < 1 ? 1_000_000 : Integer.parseInt(arguments[0]);
        var open = arguments.length < 2 ? 100_000 : Integer.parseInt(arguments[1]);
        try (var bench = new Bench()) {
            Bench.await(() -> bench.number(bench.stack.forecasts(), "SELECT count(*) FROM projection.pipeline") == 1);
            var began = System.nanoTime();
            new ForecastHistory(deals, open, OWNERS, TEAMS, DAYS).write(bench);
            System.out.printf("%,d deals, %,d of them open: written in %.1f s%n", deals, open, seconds(began));
            began = System.nanoTime();
            Bench.await(() -> ask(bench, "") == open);
            System.out.printf("loaded and fitted in %.1f s%n", seconds(began));
            // While past days are worked out beside the answers, models are weighed anew and answers computed again:
            // that is not warm.
            Bench.await(() -> bench.forecasts
                    .get("/forecasts/" + Bench.PIPELINE + "/past-forecasts")
                    .path("status")
                    .asText()
                    .equals("DONE"));
            System.out.printf("past days worked out in %.1f s%n", seconds(began));
            measure(bench, "same question", i -> "");
            measure(bench, "owners in turn", i -> "&owner=rep" + i % OWNERS);
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
                .get("/forecasts/" + Bench.PIPELINE + "?interval=month&periods=12" + filter)
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
}
