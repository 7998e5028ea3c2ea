package dealflow.benchmark.funnel;

import dealflow.benchmark.system.Bench;
import dealflow.benchmark.system.Connection;
import dealflow.benchmark.system.Times;
import dealflow.local.login.Role;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * How fast funnels, flows and breakdowns are answered over HTTP, four at a time, over random windows and filters; beside
 * the same question as one plain SQL query over the stays.
 */
public final class FunnelSpeed {

    private static final int CLIENTS = 4;
    private static final int WARM_UP_SECONDS = 30;
    private static final int WARM_UP_QUESTIONS = 200;
    private static final int ASKED = 2000;
    private static final String PIPELINE = "/" + Bench.PIPELINE;
    private static final LocalDate END = LocalDate.of(2026, 1, 1);

    private FunnelSpeed() {}

    /** @param arguments how many deals; 1,000,000 unless given */
    public static void main(String[] arguments) throws Exception {
        var deals = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        try (var bench = new Bench()) {
            Bench.await(() -> bench.funnels.get("/funnels").path("items").size() > 0);
            load(bench, deals);
            for (var question : Question.ALL) {
                ask(bench, question);
            }
            PlainSql.measure(bench);
        }
        System.exit(0);
    }

    private static void load(Bench bench, int deals) throws Exception {
        var began = System.nanoTime();
        long rows;
        try (var connection = bench.connect(bench.stack.funnels());
                var statement = connection.createStatement()) {
            statement.execute("SET search_path = projection, public");
            rows = new LargeCompany(END.atStartOfDay().toInstant(ZoneOffset.UTC)).load(connection, deals);
            statement.execute("ANALYZE deal_state");
        }
        System.out.printf("%,d deals, %,d states, put into the ledger in %.1f s%n", deals, rows, seconds(began));
        bench.stack.funnels().stop();
        began = System.nanoTime();
        bench.stack.funnels().start();
        System.out.printf("funnel service ready after %.1f s%n", seconds(began));
    }

    /** A kind of question. */
    record Question(String name, Function<Random, String> path) {
        static final List<Question> ALL = List.of(
                new Question("nothing but HTTP", random -> ""),
                new Question("funnel", random -> PIPELINE + "?" + window(random) + within(random)),
                new Question("flow by month", random -> PIPELINE + "/flow?interval=month&" + window(random)),
                new Question(
                        "breakdown by owner",
                        random -> PIPELINE + "/breakdown?by=owner&" + window(random) + within(random)));
    }

    /** Any window in the three years, of a week or longer; one in four as it was known when it ended. */
    static String window(Random random) {
        var length = 7 + random.nextInt(LargeCompany.DAYS - 7);
        var from = END.minusDays(LargeCompany.DAYS).plusDays(random.nextInt(LargeCompany.DAYS - length + 1));
        var to = from.plusDays(length);
        return "from=%s&to=%s%s%s".formatted(from, to, random.nextInt(4) == 0 ? "&asOf=" + to : "", filter(random));
    }

    /** None, one of each kind, or two. */
    private static String filter(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> "";
            case 2 -> "&owner=rep" + random.nextInt(LargeCompany.OWNERS);
            case 3 -> "&team=team" + random.nextInt(LargeCompany.TEAMS);
            case 4 -> "&product=product" + random.nextInt(LargeCompany.PRODUCTS);
            case 5 -> "&source=source" + random.nextInt(LargeCompany.SOURCES);
            case 6 ->
                "&region=region" + random.nextInt(LargeCompany.REGIONS) + "&team=team"
                        + random.nextInt(LargeCompany.TEAMS);
            default -> "&minAmount=" + random.nextInt(90_000);
        };
    }

    private static String within(Random random) {
        return random.nextInt(10) == 0 ? "&within=P90D" : "";
    }

    private static void ask(Bench bench, Question question) throws Exception {
        var warm = System.nanoTime();
        for (var seed = 1; seconds(warm) < WARM_UP_SECONDS; seed++) {
            run(bench, question, WARM_UP_QUESTIONS, -seed);
        }
        var began = System.nanoTime();
        var used = processorSeconds(bench);
        var times = run(bench, question, ASKED, 2);
        System.out.printf(
                "%-20s p50 %6.1f ms  p90 %6.1f ms  p99 %6.1f ms  max %6.1f ms  %,6.0f a second, %.2f ms of a processor each%n",
                question.name(),
                times.at(0.5),
                times.at(0.9),
                times.at(0.99),
                times.at(1),
                times.count() / seconds(began),
                (processorSeconds(bench) - used) * 1000 / times.count());
    }

    private static double processorSeconds(Bench bench) {
        return bench.processorSeconds().get("funnel-service");
    }

    private static Times run(Bench bench, Question question, int count, long seed) throws Exception {
        var paths = new Random(seed)
                .ints(count)
                .mapToObj(i -> "/funnels" + question.path().apply(new Random(i)))
                .toList();
        var next = new AtomicInteger();
        var clients = Executors.newFixedThreadPool(CLIENTS);
        var answers = clients.invokeAll(Collections.<Callable<Times>>nCopies(CLIENTS, () -> {
            var times = new Times();
            try (var connection = new Connection(bench.stack.funnels().api(), bench.stack.token(Role.OPS))) {
                for (var i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    times.add(took(connection, paths.get(i)));
                }
            }
            return times;
        }));
        clients.shutdown();
        var all = new Times();
        for (var times : answers) {
            all.addAll(times.get());
        }
        return all;
    }

    private static long took(Connection connection, String path) {
        var began = System.nanoTime();
        var answer = connection.get(path);
        var took = System.nanoTime() - began;
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "%s answered %d: %s".formatted(path, answer.status(), new String(answer.body())));
        }
        if (Boolean.getBoolean("dealflow.slow") && took > 50_000_000) {
            System.out.printf("  %.1f ms %s%n", took / 1e6, path);
        }
        return took;
    }

    static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
