package dealflow.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Sends a service requests that its API document leads to, most of them wrong in some way, and lists what must not happen: a
 * failure (5xx), a status that the document does not name, and an answer that differs from its schema. The same seed sends
 * the same requests.
 */
public final class Fuzz {

    private static final int SENDERS = 4;

    private final URI api;
    private final String token;
    private final Map<String, String> known;
    private final ApiDocument document;
    private final String ordinary;
    private final String another;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpClient http2 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    /**
     * @param known values of path parameters that exist, by the parameter's name
     * @param ordinary the path of a question that is asked each second meanwhile, and must be answered with 200
     * @param another the token of who asks that: whoever sends what costs much waits for it, and nobody else
     */
    public Fuzz(URI api, String token, Map<String, String> known, String ordinary, String another) {
        this.api = api;
        this.token = token;
        this.known = known;
        this.ordinary = ordinary;
        this.another = another;
        this.document = document();
    }

    private ApiDocument document() {
        try {
            var request = HttpRequest.newBuilder(api.resolve("/q/openapi?format=json"));
            return new ApiDocument(new ObjectMapper()
                    .readTree(
                            http.send(request.build(), BodyHandlers.ofString()).body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sends 5,000 requests ({@code dealflow.fuzz.requests}); others with {@code -Ddealflow.fuzz.seed=2}.
     *
     * @return what must not have happened, each kind once with the request that showed it; empty if all is well
     */
    public Map<String, String> run() {
        return run(Long.getLong("dealflow.fuzz.seed", 1), Integer.getInteger("dealflow.fuzz.requests", 5000));
    }

    private Map<String, String> run(long seed, int requests) {
        System.out.printf(
                "%d requests from %d operations, seed %d%n",
                requests, document.operations().size(), seed);
        var wrong = new ConcurrentSkipListMap<String, String>();
        var senders = Executors.newFixedThreadPool(SENDERS);
        IntStream.range(0, requests)
                .forEach(number -> senders.execute(() -> send(new Random(seed * 1_000_003 + number), wrong)));
        senders.shutdown();
        try {
            var longest = 0L;
            var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
            while (!senders.awaitTermination(1, TimeUnit.SECONDS)) {
                longest = Math.max(longest, askOrdinary(wrong));
                if (System.nanoTime() > end) {
                    wrong.put("the requests did not end", "");
                    break;
                }
            }
            System.out.printf(
                    "%s, asked each second meanwhile, was answered after %.2f s at most%n", ordinary, longest / 1e9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new TreeMap<>(wrong);
    }

    /** In nanoseconds. How long it takes says much of the machine, and so nothing is wrong with a slow one. */
    private long askOrdinary(Map<String, String> wrong) throws InterruptedException {
        var began = System.nanoTime();
        var request = HttpRequest.newBuilder(api.resolve(ordinary)).header("Authorization", "Bearer " + another);
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                wrong.putIfAbsent("an ordinary question: " + answer.statusCode(), answer.body());
            }
        } catch (IOException e) {
            wrong.putIfAbsent("an ordinary question: no answer, " + e, ordinary);
        }
        return System.nanoTime() - began;
    }

    private void send(Random random, Map<String, String> wrong) {
        var operations = document.operations();
        var operation = operations.get(random.nextInt(operations.size()));
        var nasty = new Nasty(random);
        var target = operation.path(known, nasty) + operation.query(nasty);
        var body = operation.body(nasty);
        try {
            var request = HttpRequest.newBuilder(URI.create(api.resolve("/") + target.substring(1)))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + token)
                    .method(operation.method(), body == null ? BodyPublishers.noBody() : nasty.sent(body));
            if (body != null) {
                request.header("Content-Type", nasty.rarely() ? "text/plain" : operation.contentType());
            }
            if (nasty.rarely()) {
                request.header(
                        "If-Match", nasty.one(List.of("\"1\"", "*", "W/\"2\"", "\"x\"", "\"99999999999999999999\"")));
            }
            if (nasty.rarely()) {
                request.header("Idempotency-Key", nasty.one(List.of("a", "b", "x".repeat(201), "with space")));
            }
            var client = nasty.rarely() ? http2 : http;
            check(operation, client.send(request.build(), BodyHandlers.ofString()), target + " " + body, wrong);
        } catch (IOException | IllegalArgumentException e) {
            wrong.putIfAbsent(operation.name() + ": no answer, " + e, target + " " + body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(
            ApiDocument.Operation operation, HttpResponse<String> answer, String request, Map<String, String> wrong) {
        var status = answer.statusCode();
        if (status == 503 && answer.headers().firstValue("Retry-After").isPresent()) {
            return;
        }
        if (status >= 500) {
            wrong.putIfAbsent("%s: %d".formatted(operation.name(), status), request + "\n    " + answer.body());
            return;
        }
        var documented = operation.answers().get(String.valueOf(status));
        if (documented == null) {
            wrong.putIfAbsent(
                    "%s: %d is not documented".formatted(operation.name(), status), request + "\n    " + answer.body());
            return;
        }
        var type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        JsonNode content = documented.path("content");
        if (!answer.body().isEmpty() && !content.has(type)) {
            wrong.putIfAbsent(
                    "%s: %d, '%s' is not a documented content type".formatted(operation.name(), status, type), request);
        }
        JsonNode schema = content.path(type).path("schema");
        if (type.endsWith("json") && !type.endsWith("ndjson") && !schema.isMissingNode()) {
            for (var difference : document.differences(schema, answer.body())) {
                wrong.putIfAbsent(
                        "%s: %d differs from its schema, %s"
                                .formatted(operation.name(), status, difference.replaceAll("\\d+", "N")),
                        request + "\n    " + answer.body());
            }
        }
    }
}
