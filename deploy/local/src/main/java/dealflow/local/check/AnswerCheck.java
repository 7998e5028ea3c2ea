package dealflow.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Holds every answer that a test gets through REST Assured against the service's own OpenAPI document: its status, content type
 * and JSON, strictly: a field that the document does not name is a difference, too. Networknt's validator, because OpenAPI
 * 3.1 is JSON Schema 2020-12 and it knows all of that ({@link Schemas}). The test reads the answer's JSON by {@link PlainPath}.
 */
public final class AnswerCheck implements Filter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_EXAMPLE = 3000;
    private static final String PROBLEM = "application/problem+json";

    /** By port, for each service under test. */
    private final Map<Integer, JsonNode> documents = new ConcurrentHashMap<>();

    /** By document. */
    private final Map<JsonNode, Schemas> schemas = Collections.synchronizedMap(new IdentityHashMap<>());

    /** Of the documented paths. */
    private final Map<String, Pattern> templates = new ConcurrentHashMap<>();

    private AnswerCheck() {}

    /** From now on every answer is checked. */
    public static void install() {
        RestAssured.replaceFiltersWith(new AnswerCheck());
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var answer = context.next(request, expected);
        var uri = URI.create(request.getURI());
        // A page of another origin is turned away before it comes to an operation.
        if (!uri.getPath().startsWith("/q/") && !request.getHeaders().hasHeaderWithName("Origin")) {
            var document = documents.computeIfAbsent(uri.getPort(), port -> document(uri));
            check(document, request.getMethod().toLowerCase(), uri.getPath(), answer);
        }
        return PlainAnswers.of(answer);
    }

    private static JsonNode document(URI uri) {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri.resolve("/q/openapi?format=json"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            var document = JSON.readTree(answer.body());
            close(document);
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An object has the properties that its schema names, and no other. */
    static void close(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.path("properties").isObject()
                && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(AnswerCheck::close);
    }

    private void check(JsonNode document, String method, String path, Response answer) {
        var status = String.valueOf(answer.statusCode());
        var name = "%s %s → %s".formatted(method.toUpperCase(), path, status);
        var operation = operation(document, method, path);
        if (operation.isEmpty()) {
            if (answer.statusCode() < 400) {
                throw new AssertionError(name + ": the API document knows no such operation");
            }
            problem(document, name, answer);
            return;
        }
        var documented = followed(document, operation.get().path("responses").path(status));
        if (documented.isMissingNode()) {
            throw new AssertionError(
                    "%s: the API document does not tell this status%n%s".formatted(name, answer.asString()));
        }
        if (answer.statusCode() >= 400) {
            problem(document, name, answer);
            return;
        }
        headers(document, documented.path("headers"), name, answer);
        var content = documented.path("content");
        if (content.isEmpty()) {
            if (answer.asByteArray().length > 0) {
                throw new AssertionError(name + ": the API document tells no content");
            }
            return;
        }
        var type = mediaType(answer);
        if (!content.has(type)) {
            throw new AssertionError("%s: '%s' is not a content type of the API document".formatted(name, type));
        }
        if (type.endsWith("json") && !type.endsWith("ndjson")) {
            validate(document, content.path(type).path("schema"), name, answer);
            keepExample(operation.get().path("operationId").asText(), answer);
        }
    }

    /** Of the headers that the document names, those with which something is done: they are there where it says so, and only there. */
    private static void headers(JsonNode document, JsonNode documented, String name, Response answer) {
        for (var header : List.of("ETag", "Location")) {
            if (document.at("/components/headers").has(header)
                    && documented.has(header) != answer.getHeaders().hasHeaderWithName(header)) {
                throw new AssertionError("%s: the API document %s the header %s, the answer differs"
                        .formatted(name, documented.has(header) ? "has" : "has not", header));
            }
        }
    }

    /** With {@code -Ddealflow.examples=FOLDER}: the longest answer to each operation that is still good to read. */
    private static void keepExample(String operation, Response answer) {
        var folder = System.getProperty("dealflow.examples");
        if (folder == null || answer.asByteArray().length > LONGEST_EXAMPLE) {
            return;
        }
        var file = Path.of(folder, operation + ".json");
        try {
            var example = JSON.readTree(answer.asByteArray()).toPrettyString() + "\n";
            Files.createDirectories(file.getParent());
            if (!Files.exists(file) || Files.size(file) < example.length()) {
                Files.writeString(file, example);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void problem(JsonNode document, String name, Response answer) {
        if (!PROBLEM.equals(mediaType(answer))) {
            throw new AssertionError("%s: '%s' is not %s".formatted(name, mediaType(answer), PROBLEM));
        }
        validate(document, document.at("/components/schemas/Problem"), name, answer);
    }

    private static String mediaType(Response answer) {
        return answer.contentType() == null
                ? ""
                : answer.contentType().split(";")[0].trim();
    }

    private void validate(JsonNode document, JsonNode schema, String name, Response answer) {
        try {
            var differences = schemas.computeIfAbsent(document, Schemas::new)
                    .of(schema)
                    .validate(JSON.readTree(answer.asByteArray()));
            if (!differences.isEmpty()) {
                throw new AssertionError(
                        "%s differs from the API document: %s%n%s".formatted(name, differences, answer.asString()));
            }
        } catch (IOException e) {
            throw new AssertionError(name + ": not JSON", e);
        }
    }

    /** What stands in a document's place, or where a {@code $ref} there leads. */
    static JsonNode followed(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** Of the paths that fit, the one with the fewest variables. */
    private Optional<JsonNode> operation(JsonNode document, String method, String path) {
        var fitting = new TreeMap<String, JsonNode>(Comparator.<String>comparingLong(
                        template -> template.chars().filter(c -> c == '{').count())
                .thenComparing(Comparator.naturalOrder()));
        document.path("paths").properties().forEach(entry -> {
            if (entry.getValue().has(method)
                    && template(entry.getKey()).matcher(path).matches()) {
                fitting.put(entry.getKey(), entry.getValue().get(method));
            }
        });
        return fitting.isEmpty()
                ? Optional.empty()
                : Optional.of(fitting.firstEntry().getValue());
    }

    private Pattern template(String path) {
        return templates.computeIfAbsent(path, key -> Pattern.compile(key.replaceAll("\\{[^}]+}", "[^/]+")));
    }
}
