package dealflow.benchmark.soak;

import dealflow.benchmark.system.Bench;
import dealflow.local.check.SlowBody;
import dealflow.local.login.Role;
import dealflow.local.login.Tokens;
import dealflow.local.stack.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** What nobody should send, one of each kind in a round; each has to be refused in the way that is its own. */
final class Poisons {

    private static final String DEAL =
            "{\"pipeline\":\"soak\",\"title\":%s,\"owner\":\"poison\",\"amount\":{\"amount\":\"66.00\",\"currency\":\"USD\"}}";
    private static final String POISON = "\"poison\"";
    private static final int TOO_LONG = 3 << 20;
    private static final Set<Integer> REFUSED = Set.of(400, 422);
    /** An absurd question may well be answered. */
    private static final Set<Integer> IN_TIME = Set.of(200, 400, 422, 429, 503);

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Bench bench;
    private final SoakCaller caller;
    private final Map<String, String> wrong;
    private final String ops;
    private final Map<String, Poison> kinds = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
    private final Set<String> parked = new ConcurrentSkipListSet<>();
    private final ExecutorService slow = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "slow poison");
        thread.setDaemon(true);
        return thread;
    });
    private int rounds;

    private interface Poison {
        /** What came of it, in a word. */
        String send() throws IOException, InterruptedException;
    }

    Poisons(Bench bench, Map<String, String> wrong) {
        this.bench = bench;
        this.wrong = wrong;
        this.caller = new SoakCaller(wrong);
        this.ops = bench.stack.token(Role.OPS);
        values();
        bodies();
        questions();
        files();
        strangers();
        kinds.put("a message that no deal service sends", this::message);
    }

    /** The answers by kind. */
    Map<String, Map<String, Integer>> outcomes() {
        return outcomes;
    }

    /** The deals that only forged messages tell of: these are to be parked, and no others. */
    Set<String> parked() {
        return new TreeSet<>(parked);
    }

    SoakCaller caller() {
        return caller;
    }

    /** Of each kind one, spread over a time. */
    void round(Duration over) throws InterruptedException {
        rounds++;
        var pause = over.dividedBy(kinds.size() + 1L);
        for (var kind : kinds.entrySet()) {
            var began = System.nanoTime();
            if (kind.getKey().startsWith("slow")) {
                slow.execute(() -> send(kind.getKey(), kind.getValue()));
            } else {
                send(kind.getKey(), kind.getValue());
            }
            TimeUnit.NANOSECONDS.sleep(Math.max(0, pause.toNanos() - (System.nanoTime() - began)));
        }
    }

    void end() throws InterruptedException {
        slow.shutdown();
        if (!slow.awaitTermination(2, TimeUnit.MINUTES)) {
            wrong.putIfAbsent("a slow body was never answered", "");
        }
    }

    private void send(String kind, Poison poison) {
        String outcome;
        try {
            outcome = poison.send();
        } catch (IOException e) {
            outcome = "connection ended";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            outcome = e.toString();
            wrong.putIfAbsent(kind, e.toString());
        }
        synchronized (outcomes) {
            outcomes.computeIfAbsent(kind, any -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
        }
    }

    private String expect(HttpResponse<String> answer, Set<Integer> statuses) {
        if (!statuses.contains(answer.statusCode())) {
            wrong.putIfAbsent("poison: %d for %s".formatted(answer.statusCode(), answer.request()), answer.body());
        }
        return String.valueOf(answer.statusCode());
    }

    private URI deals(String path) {
        return bench.stack.deals().api().resolve(path);
    }

    private String post(String path, String body, Set<Integer> statuses) throws IOException {
        return expect(
                caller.send(caller.to(deals(path), ops, "application/json", BodyPublishers.ofString(body))), statuses);
    }

    private void values() {
        var dates = List.of(
                "\"0001-01-01T00:00:00Z\"", "\"-0001-12-31T00:00:00Z\"", "\"+999999999-12-31T23:59:59Z\"", "20260105");
        for (var date : dates) {
            kinds.put("a deal that begins " + date, () -> post("/deals", with("occurredAt", date), REFUSED));
        }
        kinds.put(
                "expected in the year 57440",
                () -> post("/deals", with("expectedCloseOn", "\"+57440-04-14\""), REFUSED));
        kinds.put("half a character", () -> post("/deals", DEAL.formatted("\"a\\ud800b\""), REFUSED));
        kinds.put("a zero in a text", () -> post("/deals", DEAL.formatted("\"a\\u0000b\""), REFUSED));
        kinds.put(
                "an amount of 400 digits",
                () -> post("/deals", DEAL.formatted(POISON).replace("66.00", "9".repeat(400)), REFUSED));
        kinds.put("a field twice", () -> post("/deals", with("title", POISON), REFUSED));
        kinds.put("text behind the end", () -> post("/deals", DEAL.formatted(POISON) + "{}", REFUSED));
        kinds.put(
                "deep JSON", () -> post("/deals", "{\"title\":" + "[".repeat(5000) + "]".repeat(5000) + "}", REFUSED));
        kinds.put(
                "a webhook without TLS",
                () -> post("/webhooks", "{\"url\":\"http://10.0.0.1/x\",\"types\":[]}", REFUSED));
    }

    private static String with(String field, String value) {
        return DEAL.formatted(POISON).replaceFirst("}$", ",\"%s\":%s}".formatted(field, value));
    }

    private void bodies() {
        var large = DEAL.formatted("\"" + "x".repeat(TOO_LONG) + "\"").getBytes(StandardCharsets.UTF_8);
        kinds.put(
                "a body of 3 MB",
                () -> expect(
                        caller.send(
                                caller.to(deals("/deals"), ops, "application/json", BodyPublishers.ofByteArray(large))),
                        Set.of(413)));
        // The bound of a text may be met before that of the body.
        kinds.put(
                "the same over HTTP/2 without a length",
                () -> expect(
                        caller.sendByHttp2(caller.to(
                                deals("/deals"),
                                ops,
                                "application/json",
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
                        Set.of(400, 413)));
        kinds.put(
                "slow body, 50 s",
                () -> expect(
                        caller.send(caller.to(
                                deals("/deals"),
                                ops,
                                "application/json",
                                BodyPublishers.ofInputStream(() -> new SlowBody(
                                        DEAL.formatted(POISON).getBytes(StandardCharsets.UTF_8),
                                        50,
                                        Duration.ofSeconds(1))))),
                        Set.of(408)));
        kinds.put(
                "slow import, 50 s",
                () -> expect(
                        caller.send(caller.to(
                                deals("/imports"),
                                ops,
                                "application/x-ndjson",
                                BodyPublishers.ofInputStream(() -> new SlowBody(
                                        "{\"externalId\":\"slow\"}\n".repeat(3).getBytes(StandardCharsets.UTF_8),
                                        50,
                                        Duration.ofSeconds(1))))),
                        Set.of(408, 429)));
    }

    private void questions() {
        var forecasts = bench.stack.forecasts().api();
        var funnels = bench.stack.funnels().api();
        var absurd = List.of(
                forecasts.resolve("/forecasts/soak?interval=year&periods=60&by=owner&asOf=1900-01-01T00:00:00Z"),
                forecasts.resolve("/forecasts/soak?interval=quarter&periods=39&by=owner"),
                forecasts.resolve(
                        "/forecasts/soak/scenarios?interval=month&periods=60&cycle=0.01&winRate=100&inflow=100"),
                forecasts.resolve("/forecasts/soak?from=9000-01-01&by=region"),
                forecasts.resolve("/forecasts/soak?asOf=0001-01-01T00:00:00Z"),
                funnels.resolve("/funnels/soak/flow?from=1900-01-01&to=2200-12-31&interval=week&by=owner"),
                funnels.resolve("/funnels/soak?asOf=-0001-01-01T00:00:00Z"),
                funnels.resolve("/funnels/soak/trend?metric=cycle&from=1900-01-01&to=2200-01-01&interval=quarter"));
        kinds.put("an absurd question", () -> {
            // Each of another moment, or it would be answered from what was kept.
            var question = absurd.get(rounds % absurd.size());
            var began = System.nanoTime();
            var outcome = expect(caller.send(caller.to(question, ops)), IN_TIME);
            if (System.nanoTime() - began > DEADLINE.toNanos()) {
                wrong.putIfAbsent("an absurd question took more than " + DEADLINE, question.toString());
            }
            return outcome;
        });
        kinds.put("a misspelt parameter", () -> {
            var all = "";
            for (var address : List.of(
                    deals("/deals?ownr=x"),
                    funnels.resolve("/funnels/soak?teem=x"),
                    forecasts.resolve("/forecasts/soak?intervall=month"))) {
                all += expect(caller.send(caller.to(address, ops)), Set.of(400)) + " ";
            }
            return all.trim();
        });
        kinds.put(
                "an address of 20,000 characters",
                () -> expect(caller.send(caller.to(deals("/deals?q=" + "x".repeat(20_000)), ops)), Set.of(414, 431)));
        kinds.put(
                "who leaves before the answer",
                () -> leave(
                        bench.stack.forecasts(),
                        "GET /forecasts/soak?interval=week&periods=60&by=owner&measure=receipts HTTP/1.1\r\n",
                        ""));
        kinds.put(
                "who leaves an export",
                () -> leave(bench.stack.deals(), "GET /exports/deals?pipeline=soak HTTP/1.1\r\n", ""));
        kinds.put(
                "who leaves in the middle of a body",
                () -> leave(
                        bench.stack.deals(),
                        "POST /deals HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 200\r\n",
                        "{\"pipeline\":\"soak\",\"ti"));
        kinds.put("forty who leave in the middle of a body at once", this::leaveTogether);
        kinds.put(
                "who leaves a stream",
                () -> leave(bench.stack.deals(), "GET /events/stream HTTP/1.1\r\nAccept: text/event-stream\r\n", ""));
    }

    private String leaveTogether() throws IOException, InterruptedException {
        var sockets = new ArrayList<Socket>();
        for (var i = 0; i < 40; i++) {
            var socket = new Socket(
                    bench.stack.deals().api().getHost(),
                    bench.stack.deals().api().getPort());
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(
                            ("POST /deals HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 200\r\nHost: localhost\r\n"
                                            + "Authorization: Bearer " + ops + "\r\n\r\n{\"pipeline\":\"soak\",")
                                    .getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        Thread.sleep(50);
        for (var socket : sockets) {
            socket.close();
        }
        return "left";
    }

    private String leave(Service service, String request, String body) throws IOException, InterruptedException {
        try (var socket = new Socket(service.api().getHost(), service.api().getPort())) {
            socket.getOutputStream()
                    .write((request + "Host: localhost\r\nAuthorization: Bearer " + ops + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Thread.sleep(200);
            // The other side is told by a reset, as of a process that was killed.
            socket.setSoLinger(true, 0);
        }
        return "left";
    }

    /** Of each, nothing is to be imported. */
    private void files() {
        var mapping = deals(
                "/imports?mapping="
                        + "%7B%22pipeline%22%3A%22soak%22%2C%22columns%22%3A%7B%22externalId%22%3A%22id%22%2C%22owner%22%3A%22id%22%2C%22amount%22%3A%22value%22%7D%2C"
                        + "%22currency%22%3A%22USD%22%2C%22dateFormats%22%3A%5B%22dd.MM.yyyy%22%5D%2C%22history%22%3A%5B%7B%22to%22%3A%22a%22%2C%22at%22%3A%22at%22%7D%5D%7D");
        kinds.put(
                "a broken CSV",
                () -> imported(
                        mapping,
                        "text/csv",
                        ("id,at,value\nX1,31.02.2026,1.00\nX2,01.01.0001,1.00\nX3,01.02.2026,1e999\n"
                                        + "\"X4,01.02.2026,1.00\n")
                                .getBytes(StandardCharsets.UTF_8)));
        kinds.put(
                "a CSV of other columns",
                () -> imported(mapping, "text/csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));
        kinds.put(
                "lines that are no text",
                () -> imported(deals("/imports"), "application/x-ndjson", new byte[] {
                    (byte) 0xff, (byte) 0xfe, 0, '\n', '{', (byte) 0xc0, '}', '\n'
                }));
        kinds.put(
                "histories out of time",
                () -> imported(
                        deals("/imports"),
                        "application/x-ndjson",
                        """
                {"externalId":"Y1","pipeline":"soak","owner":"o","history":[{"to":"a","at":"0001-01-01T00:00:00Z"}]}
                {"externalId":"Y2","pipeline":"soak","owner":"o","history":[{"to":"a","at":"9999-01-01T00:00:00Z"}]}
                {"externalId":"Y3","pipeline":"soak","owner":"o\\ud800","history":[]}
                null
                """
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private String imported(URI to, String type, byte[] file) throws IOException, InterruptedException {
        var answer = caller.send(caller.to(to, ops, type, BodyPublishers.ofByteArray(file)));
        if (answer.statusCode() != 202) {
            return expect(answer, Set.of(400, 422, 429));
        }
        var path = deals("/imports/" + SoakCaller.json(answer).path("id").asText());
        var job = SoakCaller.json(answer);
        for (var i = 0; i < 200 && job.path("status").asText().equals("RUNNING"); i++) {
            Thread.sleep(200);
            job = SoakCaller.json(caller.send(caller.to(path, ops)));
        }
        if (job.path("imported").asInt() != 0) {
            wrong.putIfAbsent("lines of a poisoned file were imported", job.toString());
        }
        return job.path("status").asText() + ", " + job.path("errors").asText() + " errors";
    }

    private void strangers() {
        var foreign = Tokens.withNewKey().token("ops", List.of(Role.OPS.claim()), List.of(), Duration.ofHours(1));
        var expired = Tokens.of(bench.stack.folder())
                .token("ops", List.of(Role.OPS.claim()), List.of(), Duration.ofHours(-1));
        kinds.put("bad tokens", () -> {
            for (var i = 0; i < 40; i++) {
                for (var token : List.of(foreign, expired, "nonsense")) {
                    expect(caller.send(caller.to(deals("/deals"), token)), Set.of(401, 429));
                }
            }
            return "refused";
        });
    }

    private String message() {
        var deal = UUID.randomUUID().toString();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bench.stack.kafka().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            var message = new ProducerRecord<>(
                    "dealflow.deals.v1", deal, "{\"dealId\":\"" + deal + "\",\"sequence\":{\"a\":[]}}");
            message.headers().add("ce_type", "dealflow.deal.opened.v1".getBytes(StandardCharsets.UTF_8));
            producer.send(message);
        }
        parked.add(deal);
        return "sent";
    }
}
