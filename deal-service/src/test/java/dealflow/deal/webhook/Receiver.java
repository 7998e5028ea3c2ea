package dealflow.deal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** Another system that receives webhooks, and answers as it is told. */
public final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Message> answer = message -> 204;

    private volatile boolean echoes;

    /** A message as it arrived. */
    public record Message(String id, String timestamp, String signature, byte[] body) {

        public JsonPath json() {
            return JsonPath.from(new String(body, StandardCharsets.UTF_8));
        }

        public String deal() {
            return json().getString("subject");
        }

        public int sequence() {
            return json().getInt("data.sequence");
        }
    }

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var message = new Message(
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                exchange.getRequestBody().readAllBytes());
        var status = answer.applyAsInt(message);
        if (status < 300) {
            messages.add(message);
        } else if (status < 400) {
            exchange.getResponseHeaders().add("Location", url());
        }
        if (echoes && status != 204) {
            var body = ("no room\n\u001b[31mfor " + message.signature()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } else {
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    public void answer(ToIntFunction<Message> status) {
        answer = status;
    }

    /** From now on answers show what is sent, and more. */
    public void echo() {
        echoes = true;
    }

    public String url() {
        return "http://127.0.0.1:%d/hook?from=dealflow"
                .formatted(server.getAddress().getPort());
    }

    /** What it took, when that is at least so many. */
    public List<Message> taken(int atLeast) {
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (messages.size() < atLeast) {
            assertThat(Instant.now())
                    .as("%d of %d messages", messages.size(), atLeast)
                    .isBefore(deadline);
            Thread.onSpinWait();
            sleep();
        }
        return List.copyOf(messages);
    }

    static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
