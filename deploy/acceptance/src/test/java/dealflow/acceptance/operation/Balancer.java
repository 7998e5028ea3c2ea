package dealflow.acceptance.operation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dealflow.local.stack.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a Kubernetes Service is to its pods: hands each request to a replica that was ready when it was last asked, and never
 * to a second one.
 */
final class Balancer implements AutoCloseable {

    private static final Duration ASKED_EVERY = Duration.ofMillis(100);
    private static final List<String> HEADERS = List.of("Authorization", "Content-Type", "Idempotency-Key");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Service, Boolean> ready = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final HttpServer server;

    /** @param replicas those that may ever be ready */
    Balancer(List<Service> replicas) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
        replicas.forEach(replica -> threads.submit(() -> probe(replica)));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    boolean isReady(Service replica) {
        return ready.containsKey(replica);
    }

    private void probe(Service replica) {
        try {
            while (true) {
                note(replica, answersReady(replica));
                Thread.sleep(ASKED_EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answersReady(Service replica) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(replica.health() + "/ready"))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void note(Service replica, boolean isReady) {
        if (isReady) {
            ready.put(replica, true);
        } else {
            ready.remove(replica);
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            var to = new ArrayList<>(ready.keySet());
            if (to.isEmpty()) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var replica = to.get(Math.floorMod(next.getAndIncrement(), to.size()));
            var request = HttpRequest.newBuilder(
                            URI.create(replica.api() + exchange.getRequestURI().toString()))
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            for (var header : HEADERS) {
                exchange.getRequestHeaders()
                        .getOrDefault(header, List.of())
                        .forEach(value -> request.header(header, value));
            }
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            for (var header : List.of("Content-Type", "ETag")) {
                answer.headers().firstValue(header).ifPresent(value -> exchange.getResponseHeaders()
                        .set(header, value));
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (IOException e) {
            exchange.sendResponseHeaders(502, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
