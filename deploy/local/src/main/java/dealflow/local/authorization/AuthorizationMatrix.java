package dealflow.local.authorization;

import dealflow.local.authorization.Operations.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every operation of a service's API document, asked by everybody. A row says what each of the askers with a good token gets,
 * in their order: {@code y} lets in (whatever else is wrong with the request), {@code n} is 403, {@code -} is 404: for that one
 * the thing does not exist. Who has no good token gets 401 in any case.
 */
public final class AuthorizationMatrix {

    /** Values for the variables of a path; asked anew after a request that was let in and wrote, since it may have used up what it named. */
    public interface Variables {

        Map<String, String> of(String path) throws Exception;
    }

    private record Row(Map<Asker, String> expected, String query) {}

    private final URI api;
    private final Variables variables;
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();
    private final Map<Asker, String> tokens = new EnumMap<>(Asker.class);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public AuthorizationMatrix(URI api, Variables variables) {
        this.api = api;
        this.variables = variables;
    }

    /** @param question an operation's method and path as documented, and maybe a query; an operation may have several rows */
    public AuthorizationMatrix row(String question, String expected) {
        var parts = question.split("\\?", 2);
        var letters = expected.trim().split(" +");
        var byAsker = new LinkedHashMap<Asker, String>();
        for (var asker : Asker.known()) {
            byAsker.put(asker, letters[byAsker.size()]);
        }
        if (letters.length != byAsker.size()) {
            throw new IllegalArgumentException(question + ": one letter for each of " + Asker.known());
        }
        rows.computeIfAbsent(parts[0], name -> new ArrayList<>())
                .add(new Row(byAsker, parts.length > 1 ? "?" + parts[1] : ""));
        return this;
    }

    /** Operations without a row, rows without an operation, and answers that are not as the rows say; none if all is well. */
    public List<String> differences() throws Exception {
        var wrong = new ArrayList<String>();
        var operations = Operations.of(api, http);
        var names = operations.stream().map(Operation::name).toList();
        rows.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> wrong.add(name + " is not an operation"));
        for (var operation : operations) {
            var own = rows.getOrDefault(operation.name(), List.of());
            if (own.isEmpty()) {
                wrong.add(operation.name() + " has no row");
            }
            Map<String, String> values = null;
            for (var row : own) {
                // Who has no good token is refused before the question is read: once for an operation is enough.
                for (var asker : row == own.get(0) ? List.of(Asker.values()) : List.copyOf(Asker.known())) {
                    var expected = row.expected().getOrDefault(asker, "401");
                    if (values == null) {
                        values = variables.of(operation.path());
                    }
                    var status = ask(operation, values, row.query(), asker);
                    if (status < 300 && !operation.method().equals("GET")) {
                        values = null;
                    }
                    if (!fits(expected, status)) {
                        wrong.add("%s%s by %s: %d, not %s"
                                .formatted(operation.name(), row.query(), asker, status, expected));
                    }
                }
            }
        }
        return wrong;
    }

    private static boolean fits(String expected, int status) {
        return switch (expected) {
            case "401" -> status == 401;
            case "n" -> status == 403;
            case "-" -> status == 404;
            case "y" -> status != 401 && status != 403 && status < 500;
            default -> throw new IllegalArgumentException(expected);
        };
    }

    /** Only the answer's status: an answer may be a stream that does not end. */
    private int ask(Operation operation, Map<String, String> values, String query, Asker asker) throws Exception {
        var path = operation.path();
        for (var value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
        }
        if (path.contains("{")) {
            throw new IllegalArgumentException("no value for a variable of " + path);
        }
        var answer = http.send(
                request(operation, path + query, tokens.computeIfAbsent(asker, Asker::token)),
                BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            return answer.statusCode();
        } catch (IOException e) {
            // Closing a stream that goes on.
            return answer.statusCode();
        }
    }

    private HttpRequest request(Operation operation, String path, String token) {
        var body = operation.body();
        var request = HttpRequest.newBuilder(api.resolve(path))
                .method(operation.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        Stream.ofNullable(token).forEach(some -> request.header("Authorization", "Bearer " + some));
        if (body != null) {
            request.header(
                    "Content-Type", operation.contentType() == null ? "application/json" : operation.contentType());
        }
        return request.build();
    }
}
