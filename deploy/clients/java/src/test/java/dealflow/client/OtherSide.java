package dealflow.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A server that answers as a test wants it to, and remembers what it was asked. */
final class OtherSide implements AutoCloseable {

    /** @param target path and query as they came */
    record Seen(String method, String target, Headers headers, String body) {}

    /** @param status 0 cuts the connection instead */
    record Answer(int status, String body, Map<String, String> headers) {

        static Answer ok(String body) {
            return new Answer(200, body, Map.of());
        }

        static Answer status(int status) {
            return new Answer(status, "", Map.of());
        }
    }

    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** @param answers to a request and how many were there before it */
    OtherSide(BiFunction<Seen, Integer, Answer> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var request = new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            seen.add(request);
            send(exchange, answers.apply(request, seen.size() - 1));
        });
        server.start();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            if (answer.status > 0) {
                var body = answer.body.getBytes(StandardCharsets.UTF_8);
                answer.headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** All three services are this one. */
    Dealflow.Builder dealflow() {
        return Dealflow.builder()
                .deals(address())
                .funnels(address())
                .forecasts(address() + "/")
                .token("secret")
                .patience(new Patience(4, Duration.ofSeconds(10), Duration.ofMillis(1)));
    }

    List<Seen> seen() {
        return seen;
    }

    List<String> seenHeaders(String name) {
        return seen.stream()
                .map(request -> String.valueOf(request.headers.getFirst(name)))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
