package dealflow.acceptance.operation;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that write and read, each the next thing soon after the answer to the last is there, and that try nothing twice. */
final class Load implements AutoCloseable {

    /** Leaves the processor to those that start meanwhile: without it, one machine for all would be a test of patience. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final String pipeline;
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong entered = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private volatile boolean ended;

    Load(String pipeline) {
        this.pipeline = pipeline;
    }

    private void begin(Runnable client) {
        clients.submit(() -> {
            try {
                client.run();
            } catch (RuntimeException e) {
                failures.add("a client ended: " + e);
            }
        });
    }

    /** A client that opens deals, moves each into stage {@code a}, and changes it twice. */
    void write(URI to) {
        begin(() -> {
            while (!ended) {
                var opened = ask(to, "POST", "/deals", "{\"pipeline\":\"%s\",\"title\":\"t\"}".formatted(pipeline));
                if (noted(opened)) {
                    change(to, "/deals/" + opened.jsonPath().getString("id"));
                }
            }
        });
    }

    private void change(URI to, String deal) {
        if (noted(ask(to, "POST", deal + "/transitions", "{\"to\":\"a\",\"override\":\"a rolling restart\"}"))) {
            entered.incrementAndGet();
        }
        for (var i = 0; i < 2; i++) {
            noted(ask(to, "PATCH", deal, "{\"title\":\"t%d\"}".formatted(i)));
        }
    }

    void read(URI from, String path) {
        begin(() -> {
            while (!ended) {
                ask(from, "GET", path, null);
            }
        });
    }

    private boolean noted(Response deal) {
        if (deal == null || deal.statusCode() >= 300) {
            return false;
        }
        var version = Long.valueOf(deal.header("ETag").replaceAll("\\D", ""));
        versions.merge(deal.jsonPath().getString("id"), version, Math::max);
        return true;
    }

    private Response ask(URI to, String method, String path, String body) {
        requests.incrementAndGet();
        try {
            Thread.sleep(PAUSE.toMillis());
            var request = RestAssured.given()
                    .baseUri(to.toString())
                    .auth()
                    .oauth2(Dealflow.stack().token(Role.OPS))
                    .header("Idempotency-Key", UUID.randomUUID());
            if (body != null) {
                request.contentType(method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                        .body(body);
            }
            var answer = request.request(method, path);
            if (answer.statusCode() >= 300) {
                failures.add("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.asString()));
            }
            return answer;
        } catch (Exception e) {
            failures.add("%s %s: %s".formatted(method, path, e));
            return null;
        }
    }

    long requests() {
        return requests.get();
    }

    /** How many deals it has moved into the funnel. */
    long entered() {
        return entered.get();
    }

    Queue<String> failures() {
        return failures;
    }

    /** The deals that it opened, each with the number of its last event. */
    Map<String, Long> versions() {
        return versions;
    }

    /** Ends the load, and returns when the last answer is there. */
    @Override
    public void close() throws InterruptedException {
        ended = true;
        clients.shutdown();
        if (!clients.awaitTermination(2, TimeUnit.MINUTES)) {
            failures.add("a client never got its last answer");
        }
    }
}
