package dealflow.benchmark.soak;

import dealflow.benchmark.system.Bench;
import dealflow.benchmark.system.Times;
import dealflow.local.login.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ordinary load of a soak: people who open and move deals, an import a minute, a stream, and a question a second. */
final class SoakLoad {

    static final String PIPELINE = "soak";
    private static final int LINES = 100;
    private static final int LINES_REFUSED = 5;
    private static final Duration REST = Duration.ofMillis(150);
    private static final int TRIES = 20;

    private final Bench bench;
    private final SoakCaller caller;
    private final SoakLedger ledger;
    private final Map<String, String> wrong;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Times> times = new TreeMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicLong streamed = new AtomicLong();
    private volatile boolean ended;
    private int imports;

    SoakLoad(Bench bench, SoakLedger ledger, Map<String, String> wrong) {
        this.bench = bench;
        this.caller = new SoakCaller(wrong);
        this.ledger = ledger;
        this.wrong = wrong;
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void begin(String what, Work work) {
        var thread = new Thread(
                () -> {
                    while (!ended) {
                        try {
                            work.run();
                        } catch (InterruptedException e) {
                            return;
                        } catch (IOException | RuntimeException e) {
                            wrong.putIfAbsent("ordinary load, " + what + ": " + e, "");
                        }
                    }
                },
                what);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    void begin() {
        for (var i = 0; i < 2; i++) {
            var random = new Random(i);
            begin("moves " + i, () -> live(random));
        }
        begin("stream", this::stream);
        var token = Map.of("deals", bench.stack.token(Role.OPS), "other", bench.stack.token(Role.VIEWER));
        ask("deal list", bench.stack.deals().api().resolve("/deals?limit=50&pipeline=" + PIPELINE), token.get("deals"));
        ask("funnel", bench.stack.funnels().api().resolve("/funnels/" + PIPELINE), token.get("other"));
        ask("forecast", bench.stack.forecasts().api().resolve("/forecasts/" + PIPELINE), token.get("other"));
    }

    void end() throws InterruptedException {
        ended = true;
        for (var thread : threads) {
            if (thread.getName().equals("stream")) {
                thread.interrupt();
            }
            thread.join(Duration.ofMinutes(2).toMillis());
        }
    }

    SoakCaller caller() {
        return caller;
    }

    /** How many changes had to be sent again since the connection ended. */
    int lost() {
        return lost.get();
    }

    long streamed() {
        return streamed.get();
    }

    int questions() {
        return questions.get();
    }

    Map<String, Times> times() {
        return times;
    }

    /** Every second, whether or not the one before took longer: then the next follows at once. */
    private void ask(String what, URI address, String token) {
        var taken = times.computeIfAbsent(what, any -> new Times());
        begin(what, () -> {
            var began = System.nanoTime();
            var answer = caller.send(caller.to(address, token));
            var took = System.nanoTime() - began;
            questions.incrementAndGet();
            synchronized (taken) {
                taken.add(took);
            }
            if (answer.statusCode() != 200) {
                wrong.putIfAbsent("the %s was answered with %d".formatted(what, answer.statusCode()), answer.body());
            }
            TimeUnit.NANOSECONDS.sleep(Math.max(0, Duration.ofSeconds(1).toNanos() - took));
        });
    }

    /** A deal from its beginning until it is won, lost, or left alone. */
    private void live(Random random) throws IOException, InterruptedException {
        var amount = new BigDecimal(100 + random.nextInt(9000) + ".00");
        var opened = sent(
                "/deals",
                """
                {"pipeline":"%s","title":"Deal","owner":"rep%d","customer":{"name":"Customer %d"},"amount":{"amount":"%s","currency":"USD"}}"""
                        .formatted(PIPELINE, random.nextInt(20), random.nextInt(50), amount));
        if (opened == null) {
            return;
        }
        var id = SoakCaller.json(opened).path("id").asText();
        noted(opened, id, "lead", amount);
        var path = "/deals/" + id + "/transitions";
        for (var stage : Bench.STAGES) {
            var first = stage.equals(Bench.STAGES[0]);
            var to = first || random.nextInt(3) > 0 ? stage : random.nextBoolean() ? "won" : "lost";
            var moved = sent(path, "{\"to\":\"%s\",\"override\":\"a soak\",\"reason\":\"other\"}".formatted(to));
            if (moved == null) {
                return;
            }
            noted(moved, id, to, amount);
            if (SoakLedger.DECIDED.contains(to)) {
                return;
            }
        }
    }

    private void noted(HttpResponse<String> answer, String id, String stage, BigDecimal amount) {
        var version =
                Long.parseLong(answer.headers().firstValue("ETag").orElseThrow().replaceAll("\\D", ""));
        ledger.accepted(id, new SoakLedger.Deal(version, stage, amount, true));
    }

    /** Whoever is told to come again does, with the same key, and whoever loses the connection. */
    private HttpResponse<String> sent(String path, String body) throws IOException, InterruptedException {
        Thread.sleep(REST.toMillis());
        var key = UUID.randomUUID().toString();
        for (var i = 0; i < TRIES; i++) {
            try {
                var answer = caller.send(caller.to(bench.stack.deals().api().resolve(path), bench.stack.token(Role.OPS))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)));
                if (answer.statusCode() < 300) {
                    return answer;
                }
                if (answer.statusCode() != 503 && answer.statusCode() != 409) {
                    wrong.putIfAbsent(
                            "an ordinary change was answered with " + answer.statusCode(), body + answer.body());
                    return null;
                }
            } catch (IOException e) {
                // A kept connection may end at any time; the key tells whether the change was made.
                lost.incrementAndGet();
            }
            Thread.sleep(Duration.ofSeconds(1).toMillis());
        }
        wrong.putIfAbsent("an ordinary change was never taken", body);
        return null;
    }

    /** Of whole histories until yesterday, and some lines that are refused. */
    void importLines() throws IOException, InterruptedException {
        var file = imports++;
        var entered = Instant.now().minus(20, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var amount = new BigDecimal("100.00");
        var lines = IntStream.range(0, LINES + LINES_REFUSED)
                .mapToObj(i ->
                        """
                        {"externalId":"S%d-%d","pipeline":"%s","owner":"rep%d","amount":{"amount":"%s","currency":"USD"},\
                        "history":[{"to":"a","at":"%s"},{"to":"%s","at":"%s"}]}"""
                                .formatted(
                                        file,
                                        i,
                                        PIPELINE,
                                        i % 20,
                                        i < LINES ? amount : "1e4000",
                                        entered,
                                        stageOf(i),
                                        entered.plus(5, ChronoUnit.DAYS)))
                .collect(Collectors.joining("\n"));
        var api = bench.stack.deals().api();
        var token = bench.stack.token(Role.INTEGRATOR);
        var job = caller.send(
                caller.to(api.resolve("/imports"), token, "application/x-ndjson", BodyPublishers.ofString(lines)));
        if (job.statusCode() != 202) {
            wrong.putIfAbsent("an ordinary import was answered with " + job.statusCode(), job.body());
            return;
        }
        var path = "/imports/" + SoakCaller.json(job).path("id").asText();
        var done = SoakCaller.json(job);
        for (var i = 0; i < 600 && !done.path("status").asText().equals("DONE"); i++) {
            Thread.sleep(500);
            done = SoakCaller.json(caller.send(caller.to(api.resolve(path), token)));
        }
        if (done.path("imported").asInt() != LINES || done.path("errors").asInt() != LINES_REFUSED) {
            wrong.putIfAbsent("an ordinary import", done.toString());
        }
        for (var i = 0; i < LINES; i++) {
            // Two events each, and its id is not told: it stands for itself.
            ledger.accepted("S%d-%d".formatted(file, i), new SoakLedger.Deal(2, stageOf(i), amount, false));
        }
    }

    private static String stageOf(int i) {
        return i % 4 == 0 ? "won" : i % 4 == 1 ? "lost" : i % 4 == 2 ? "b" : "c";
    }

    private void stream() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(bench.stack.deals().api().resolve("/events/stream?pipeline=" + PIPELINE))
                .header("Authorization", "Bearer " + bench.stack.token(Role.INTEGRATOR))
                .header("Accept", "text/event-stream");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null && !ended; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    last = line.substring(3).trim();
                    streamed.incrementAndGet();
                }
            }
        }
    }

    private String last;
}
