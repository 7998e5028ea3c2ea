package dealflow.benchmark.forecast;

import dealflow.benchmark.system.Bench;
import dealflow.benchmark.system.Client;
import dealflow.local.login.Role;
import dealflow.local.login.Tokens;
import dealflow.local.stack.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Forecasts that nobody has asked for before, on a small machine: ready after a start, moments of the past, groups, and four
 * callers at once; with what was lost, and what the heap did.
 */
public final class ForecastCold {

    /** A first deal that long ago, so that also the earliest moment has a past. */
    private static final int DAYS = 1000;

    private static final int LAST_DAYS = 730;
    private static final int OPEN_DAYS = 60;
    private static final int EARLY = 10;
    private static final int MOMENTS = 50;
    private static final int GROUPED = 25;
    private static final int CALLERS = 4;
    /** What is made of new data once and kept may take long, when it is asked for first. */
    private static final int TRIES = 20;

    private static final Duration LONGEST_PAST = Duration.ofMinutes(15);

    /** Of each kind of question: a service that takes longer is not asked all of them. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Bench bench;
    private final GcLog log;
    private final Service service;
    private final List<Instant> moments = moments();
    private final List<Caller> callers;

    private ForecastCold(Bench bench) {
        this.bench = bench;
        this.log = new GcLog(bench.stack.folder().path().resolve("logs"));
        this.service = bench.stack.replica(bench.stack.forecasts(), "cold", log.settings());
        // Also when the benchmark is interrupted: it is no part of the system that stops then.
        Runtime.getRuntime().addShutdownHook(new Thread(service::stop));
        this.callers = IntStream.rangeClosed(1, CALLERS)
                .mapToObj(number -> Caller.of(bench, number))
                .toList();
    }

    /** @param arguments how many deals, 10,000 unless given; and the services' heap, 512m to 2g by their number unless given */
    public static void main(String[] arguments) throws Exception {
        var deals = arguments.length < 1 ? 10_000 : Integer.parseInt(arguments[0]);
        var heap = arguments.length > 1 ? arguments[1] : deals <= 10_000 ? "512m" : deals <= 100_000 ? "1g" : "2g";
        var owners = deals <= 10_000 ? 40 : deals <= 100_000 ? 200 : 500;
        System.setProperty("dealflow.heap", heap);
        try (var bench = new Bench()) {
            Bench.await(() -> bench.number(bench.stack.forecasts(), "SELECT count(*) FROM projection.pipeline") == 1);
            bench.stack.forecasts().stop();
            new ForecastHistory(deals, deals * OPEN_DAYS / DAYS, owners, owners / 10, DAYS, 0).write(bench);
            System.out.printf("%,d deals with payments, %d owners; %s of heap%n", deals, owners, heap);
            var cold = new ForecastCold(bench);
            cold.measure();
            cold.service.stop();
        }
        System.exit(0);
    }

    private void measure() throws Exception {
        start("the first time", TRIES);
        start("again", 1);
        var one = callers.subList(0, 1);
        ask("while past days are worked out", one, moments(0, EARLY), "", "&measure=receipts", "&by=owner");
        waitForThePast();
        ask("past moments, one caller", one, moments(EARLY, MOMENTS), "", "&measure=receipts");
        ask("by owner, one caller", one, moments(EARLY + MOMENTS, GROUPED), "&by=owner");
        ask(
                "four callers at once",
                callers,
                moments(EARLY + MOMENTS + GROUPED, MOMENTS),
                "",
                "&measure=receipts",
                "&by=owner");
    }

    /** Until it says that it is ready, and how it answers then what is asked most. */
    private void start(String what, int tries) {
        service.stop();
        var began = System.nanoTime();
        service.start();
        System.out.printf("%-32s ready after %.1f s%n", "start, " + what, (System.nanoTime() - began) / 1e9);
        var asked = new Asked();
        var caller = callers.get(0);
        var question = new Question("", "").at(service.api());
        for (var i = 0; i < tries && !asked.ask(caller.http(), question, caller.token()); i++) {}
        asked.print("  the next twelve months");
        heap();
    }

    /** After a bulk load once; then each day adds one. */
    private void waitForThePast() throws Exception {
        var client = new Client(service.api(), callers.get(0).token());
        var began = System.nanoTime();
        while (true) {
            var past = client.get("/forecasts/" + Bench.PIPELINE + "/past-forecasts");
            var seconds = (System.nanoTime() - began) / 1e9;
            if (past.path("status").asText().equals("DONE") || seconds > LONGEST_PAST.toSeconds()) {
                System.out.printf("past days, %.0f s later: %s%n", seconds, past);
                return;
            }
            Thread.sleep(1000);
        }
    }

    /** Each moment is asked in each of the ways, one after the other, and never again. */
    private void ask(String what, List<Caller> by, List<Instant> at, String... ways) throws Exception {
        var questions = at.stream()
                .flatMap(moment -> Stream.of(ways).map(way -> new Question(way, "&asOf=" + moment)))
                .toList();
        System.out.println(what);
        run(by, new ConcurrentLinkedQueue<>(questions));
        heap();
    }

    private record Question(String way, String asOf) {

        private static final Map<String, String> KINDS =
                Map.of("", "bookings", "&measure=receipts", "receipts", "&by=owner", "bookings by owner");

        String kind() {
            return KINDS.get(way);
        }

        URI at(URI api) {
            return api.resolve("/forecasts/" + Bench.PIPELINE + "?interval=month&periods=12" + way + asOf);
        }
    }

    private void run(List<Caller> by, Queue<Question> questions) throws Exception {
        var asked = new TreeMap<String, Asked>();
        questions.forEach(question -> asked.putIfAbsent(question.kind(), new Asked()));
        var deadline = System.nanoTime() + LONGEST.toNanos();
        var threads = Executors.newFixedThreadPool(by.size());
        var all = threads.invokeAll(by.stream()
                .<Callable<Void>>map(caller -> () -> {
                    for (var next = questions.poll(); next != null; next = questions.poll()) {
                        asked.get(next.kind()).ask(caller.http(), next.at(service.api()), caller.token());
                        if (System.nanoTime() > deadline) {
                            break;
                        }
                    }
                    return null;
                })
                .toList());
        threads.shutdown();
        for (var one : all) {
            one.get();
        }
        asked.forEach((kind, answers) -> answers.print("  " + kind));
        if (!questions.isEmpty()) {
            System.out.printf("  %d more were not asked: it took longer than %s%n", questions.size(), LONGEST);
        }
    }

    private void heap() {
        var process = service.process().orElseThrow(() -> new IllegalStateException("the service has ended"));
        var heap = log.collected(process);
        System.out.printf(
                "  heap since the start: %d full collections, %.1f s in them; at most %d MB live, %d MB after any collection%n",
                heap.full(), heap.fullSeconds(), heap.live(), heap.afterAny());
    }

    /** One person, with a connection of their own. */
    private record Caller(HttpClient http, String token) {

        static Caller of(Bench bench, int number) {
            var token = Tokens.of(bench.stack.folder())
                    .token("caller" + number, List.of(Role.VIEWER.claim()), List.of(), Duration.ofHours(12));
            var http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            return new Caller(http, token);
        }
    }

    private List<Instant> moments(int from, int count) {
        return moments.subList(from, from + count);
    }

    /** Some moment of each of the last two years' days, in random order. */
    private static List<Instant> moments() {
        var random = new Random(17);
        var today = Instant.now();
        var all = new ArrayList<Instant>();
        for (var day = 1; day <= LAST_DAYS; day++) {
            all.add(today.minus(Duration.ofDays(day)).minusSeconds(random.nextInt(86_400)));
        }
        Collections.shuffle(all, random);
        return all;
    }
}
