package dealflow.benchmark.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import dealflow.benchmark.system.Bench;
import dealflow.benchmark.system.Client;
import dealflow.local.login.Role;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long a forecast of twelve months takes, with so many deals open among so many; beside the plain SQL that reads the open
 * deals' cells. The history is written straight into the forecast service's tables: this is about answers, not about import.
 */
public final class ForecastSpeed {

    private static final int CLIENTS = 4;
    private static final int QUESTIONS = 400;
    private static final int OWNERS = 20;
    private static final int TEAMS = 4;
    private static final int PRODUCTS = 20;
    private static final int DAYS = 500;
    private static final int TARGET_WEEKS = 52;
    private static final int TARGET_PRODUCTS = 6;

    private static final String MONTHS = "?interval=month&periods=12";

    private ForecastSpeed() {}

    /** @param arguments how many deals, and how many of them are open; 1,000,000 and 100,000 unless given */
    public static void main(String[] arguments) throws Exception {
        var deals = arguments.length < 1 ? 1_000_000 : Integer.parseInt(arguments[0]);
        var open = arguments.length < 2 ? 100_000 : Integer.parseInt(arguments[1]);
        try (var bench = new Bench()) {
            Bench.await(() -> bench.number(bench.stack.forecasts(), "SELECT count(*) FROM projection.pipeline") == 1);
            var began = System.nanoTime();
            new ForecastHistory(deals, open, OWNERS, TEAMS, DAYS, PRODUCTS).write(bench);
            System.out.printf("%,d deals, %,d of them open: written in %.1f s%n", deals, open, seconds(began));
            began = System.nanoTime();
            Bench.await(() ->
                    ask(bench.forecasts, MONTHS).path("model").path("openDeals").asInt() == open);
            System.out.printf("loaded and fitted in %.1f s%n", seconds(began));
            // While past days are worked out beside the answers, models are weighed anew and answers computed again:
            // that is not warm.
            Bench.await(() -> bench.forecasts
                    .get("/forecasts/" + Bench.PIPELINE + "/past-forecasts")
                    .path("status")
                    .asText()
                    .equals("DONE"));
            System.out.printf("past days worked out in %.1f s%n", seconds(began));
            measure(bench.forecasts, "same question", i -> MONTHS);
            measure(bench.forecasts, "owners in turn", i -> MONTHS + "&owner=rep" + i % OWNERS);
            measure(bench.forecasts, "by owner", i -> MONTHS + "&by=owner");
            measure(bench.forecasts, "receipts", i -> MONTHS + "&measure=receipts");
            meeting(bench);
            sql(bench);
        }
        System.exit(0);
    }

    /** What the weekly meeting asks: who is where, what was said, what changed, what is behind it, and how much of each product. */
    private static void meeting(Bench bench) throws InterruptedException {
        var today = LocalDate.now();
        var quarter = "%d-Q%d".formatted(today.getYear(), today.get(IsoFields.QUARTER_OF_YEAR));
        var week = today.minusWeeks(1) + "T00:00:00Z";
        var client = new Client(bench.stack.forecasts().api(), bench.stack.token(Role.OPS));
        client.put("/targets/" + Bench.PIPELINE, targets(quarter));
        measure(client, "attainment by owner", i -> "/attainment/" + quarter + "?by=owner");
        measure(client, "calls up the teams", i -> "/calls/" + quarter + "?by=reports");
        measure(client, "changes since last week", i -> "/changes?period=" + quarter + "&from=" + week);
        measure(client, "changes of owners in turn", i -> "/changes?period=%s&from=%s&owner=rep%d"
                .formatted(quarter, week, i % OWNERS));
        measure(client, "deals behind what is closed", i -> "/deals?part=closed&period=" + quarter);
        measure(client, "quantities of products", i -> "/quantities?interval=month&periods=6");
        measure(client, "proposal of targets", i -> "/targets/%s/proposal?period=%s&total=1000000"
                .formatted(Bench.PIPELINE, quarter));
        measure(client, "sixty weeks by owner, targets", i -> "?interval=week&periods=60&by=owner");
    }

    /** Of each owner for the quarter, for each week, and for each week and some products. */
    private static String targets(String quarter) {
        var monday = LocalDate.now().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var weeks = IntStream.range(0, TARGET_WEEKS)
                .mapToObj(monday::plusWeeks)
                .map(week -> "%d-W%02d"
                        .formatted(week.get(IsoFields.WEEK_BASED_YEAR), week.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)))
                .toList();
        var plain = Stream.concat(Stream.of(quarter), weeks.stream()).map(period -> ofEachOwner(period, ""));
        var further = weeks.stream().flatMap(week -> IntStream.range(0, TARGET_PRODUCTS)
                .mapToObj(product -> ofEachOwner(week, ", \"product\": \"product%d\"".formatted(product))));
        return "{\"items\": [%s], \"further\": [%s]}"
                .formatted(plain.collect(Collectors.joining(",")), further.collect(Collectors.joining(",")));
    }

    private static String ofEachOwner(String period, String more) {
        return IntStream.range(0, OWNERS)
                .mapToObj(owner ->
                        """
                        {"measure": "bookings", "period": "%s", "owner": "rep%d", "amount": {"amount": "1000", "currency": "USD"}%s}"""
                                .formatted(period, owner, more))
                .collect(Collectors.joining(","));
    }

    private interface Filter {
        /** The path and what is asked, after the pipeline's forecast. */
        String of(int question);
    }

    private static JsonNode ask(Client client, String question) {
        return client.get(question.startsWith("/targets") ? question : "/forecasts/" + Bench.PIPELINE + question);
    }

    private static void measure(Client client, String what, Filter filter) throws InterruptedException {
        var first = System.nanoTime();
        ask(client, filter.of(0));
        var cold = seconds(first) * 1000;
        for (var i = 0; i < 40; i++) {
            ask(client, filter.of(i));
        }
        var took = Collections.synchronizedList(new ArrayList<Long>());
        var clients = Executors.newFixedThreadPool(CLIENTS);
        for (var i = 0; i < QUESTIONS; i++) {
            var question = filter.of(i);
            clients.submit(() -> {
                var began = System.nanoTime();
                ask(client, question);
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
