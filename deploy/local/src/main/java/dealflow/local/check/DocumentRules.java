package dealflow.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makes the clients good that are generated from a service's API document: an operation's id says what it does, by a verb, and is
 * no class; each schema has a name and needs no number to tell it from others; each parameter is described; each reference leads to
 * something.
 */
public final class DocumentRules {

    private static final Set<String> VERBS = Set.of(
            "adjust",
            "cancel",
            "change",
            "compare",
            "concede",
            "count",
            "create",
            "decide",
            "delete",
            "erase",
            "explain",
            "export",
            "find",
            "follow",
            "forecast",
            "get",
            "import",
            "list",
            "move",
            "open",
            "order",
            "ping",
            "put",
            "qualify",
            "read",
            "recognise",
            "record",
            "replay",
            "republish",
            "retry",
            "review",
            "revise",
            "rotate",
            "set",
            "snooze",
            "stream",
            "take",
            "tick",
            "wake");

    private final JsonNode document;
    private final List<String> broken = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private DocumentRules(JsonNode document) {
        this.document = document;
    }

    /** What a running service's document breaks; nothing if all is well. */
    public static List<String> broken(URI api) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(api.resolve("/q/openapi?format=json"));
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        return broken(new ObjectMapper().readTree(answer.body()));
    }

    static List<String> broken(JsonNode document) {
        var rules = new DocumentRules(document);
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .map(operation -> operation.getValue())
                .filter(operation -> operation.has("responses"))
                .forEach(operation -> {
                    rules.operation(operation);
                    rules.order(path.getKey(), operation);
                }));
        document.at("/components/schemas").fieldNames().forEachRemaining(rules::schema);
        rules.references(document);
        return rules.broken;
    }

    private void operation(JsonNode operation) {
        var id = operation.path("operationId").asText();
        if (!ids.add(id)) {
            broken.add("operation " + id + ": there are two of that id");
        }
        if (id.contains("_") || id.contains("Resource") || !VERBS.contains(id.split("[^a-z]", 2)[0])) {
            broken.add("operation %s: begins with none of %s".formatted(id, new TreeSet<>(VERBS)));
        }
        for (var parameter : operation.path("parameters")) {
            if (parameter.path("description").asText().isBlank()) {
                broken.add("operation %s: parameter %s has no description"
                        .formatted(id, parameter.path("name").asText()));
            }
        }
        parts(operation, "operation " + id);
    }

    /** Generated methods take them in the order of the document, and nothing but that tells one text from another. */
    private void order(String path, JsonNode operation) {
        var places = new ArrayList<Integer>();
        operation.path("parameters").forEach(parameter -> {
            var isOfPath = parameter.path("in").asText().equals("path");
            places.add(isOfPath ? path.indexOf("{" + parameter.path("name").asText() + "}") : path.length());
        });
        if (!places.equals(places.stream().sorted().toList())) {
            broken.add("operation %s: its parameters are not in the order of %s"
                    .formatted(operation.path("operationId").asText(), path));
        }
    }

    private void schema(String name) {
        if (name.matches(".*[0-9]")) {
            broken.add("schema %s: has a number where a name should be".formatted(name));
        }
        parts(document.at("/components/schemas").path(name), "schema " + name);
    }

    /** Objects within, which have no names. */
    private void parts(JsonNode node, String where) {
        node.properties().forEach(part -> {
            if (!part.getKey().equals("example") && part.getValue().isContainerNode()) {
                if (part.getValue().path("properties").isObject()
                        && !part.getKey().equals("properties")) {
                    broken.add("%s: the object at %s has no name".formatted(where, part.getKey()));
                }
                parts(part.getValue(), where);
            }
        });
    }

    private void references(JsonNode node) {
        var reference = node.path("$ref").asText();
        if (reference.startsWith("#") && document.at(reference.substring(1)).isMissingNode()) {
            broken.add(reference + " leads nowhere");
        }
        node.forEach(this::references);
    }
}
