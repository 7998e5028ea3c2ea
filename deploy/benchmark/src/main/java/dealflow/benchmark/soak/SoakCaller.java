package dealflow.benchmark.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/** Whoever asks during a soak: counts the answers by status, and notes those that must not be. */
final class SoakCaller {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpClient http2 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
    private final Map<String, String> wrong;

    /** @param wrong where it is noted what must not be, with how it came about */
    SoakCaller(Map<String, String> wrong) {
        this.wrong = wrong;
    }

    /** By status. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    HttpRequest.Builder to(URI address, String token) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    HttpRequest.Builder to(URI address, String token, String contentType, BodyPublisher body) {
        return to(address, token)
                .header("Content-Type", contentType)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(body);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        return send(http, request);
    }

    HttpResponse<String> sendByHttp2(HttpRequest.Builder request) throws IOException {
        return send(http2, request);
    }

    private HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws IOException {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            var again = answer.headers().firstValue("Retry-After").isPresent();
            if (answer.statusCode() >= 500 && !(answer.statusCode() == 503 && again)) {
                wrong.putIfAbsent(
                        "%d for %s"
                                .formatted(
                                        answer.statusCode(),
                                        answer.uri().getPath().replaceAll("[0-9a-f-]{36}", "ID")),
                        answer.request() + ": " + answer.body());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
