package dealflow.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One request in the making, and its answer; the generated calls fill it. */
public final class Call {

    private final Service service;
    private final String method;
    private final Map<String, List<?>> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String path;
    private Object body;
    private Consumer<HttpHeaders> answered = answer -> {};

    Call(Service service, String method, String path) {
        this.service = service;
        this.method = method;
        this.path = path;
        if (method.equals("POST")) {
            // Sent again, it is done once.
            header("Idempotency-Key", UUID.randomUUID());
        }
    }

    public void path(String name, Object value) {
        path = path.replace(
                "{" + name + "}", encoded(Objects.requireNonNull(value, name)).replace("+", "%20"));
    }

    public void query(String name, Object value) {
        query.put(
                name,
                value instanceof Collection<?> several
                        ? List.copyOf(several)
                        : value == null ? List.of() : List.of(value));
    }

    public void header(String name, Object value) {
        if (value != null) {
            headers.put(name, value.toString());
        }
    }

    /** @param value is sent as it is where it is a file, else as JSON */
    public void body(String mediaType, Object value) {
        headers.putIfAbsent("Content-Type", mediaType);
        body = value instanceof BodyPublisher ? value : Json.MAPPER.valueToTree(value);
    }

    void remove(String... fields) {
        if (!(body instanceof ObjectNode json)) {
            throw new IllegalStateException("There is no body whose fields could be null");
        }
        for (var field : fields) {
            json.putNull(field);
        }
    }

    void answered(Consumer<HttpHeaders> consumer) {
        answered = answered.andThen(consumer);
    }

    /** Sends it, and reads the answer. */
    public <T> T answer(Class<T> type) {
        headers.putIfAbsent("Accept", "application/json");
        try (var answer = send()) {
            return Json.MAPPER.readValue(answer, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends it; there is no more to the answer than that it is a success. */
    public void done() {
        try {
            send().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends it, and gives what comes as it comes: a file, or a stream. To be closed. */
    public InputStream open(String mediaType) {
        headers.putIfAbsent("Accept", mediaType);
        return send();
    }

    private InputStream send() {
        var request = HttpRequest.newBuilder(service.at(path + queryText())).method(method, publisher());
        headers.forEach(request::setHeader);
        var answer = service.send(request, method);
        if (answer.statusCode() / 100 != 2) {
            throw problem(answer);
        }
        answered.accept(answer.headers());
        return answer.body();
    }

    private BodyPublisher publisher() {
        if (body instanceof JsonNode json) {
            return BodyPublishers.ofString(json.toString());
        }
        return body == null ? BodyPublishers.noBody() : (BodyPublisher) body;
    }

    private static ProblemException problem(HttpResponse<InputStream> answer) {
        try (var body = answer.body()) {
            return ProblemException.of(answer, body.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String queryText() {
        var text = query.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(value -> encoded(each.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? "" : "?" + text;
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }
}
