package dealflow.acceptance.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What in an OpenAPI document breaks clients of its released version. */
final class ApiChanges {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode released;
    private final JsonNode today;
    private final List<String> problems = new ArrayList<>();

    private ApiChanges(JsonNode released, JsonNode today) {
        this.released = released;
        this.today = today;
    }

    static List<String> between(JsonNode released, JsonNode today) {
        var changes = new ApiChanges(released, today);
        released.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> changes.operation(
                        method.getKey().toUpperCase() + " " + path.getKey(),
                        method.getValue(),
                        today.path("paths").path(path.getKey()).path(method.getKey()))));
        return changes.problems;
    }

    private void operation(String name, JsonNode before, JsonNode now) {
        if (now.isMissingNode()) {
            problems.add(name + " is gone");
            return;
        }
        for (var parameter : before.path("parameters")) {
            var same = same(parameter, now.path("parameters"));
            if (same == null) {
                problems.add(
                        name + " takes no parameter " + parameter.get("name").asText());
            } else {
                schemas(
                        SchemaChanges.Use.REQUEST,
                        parameter,
                        same,
                        name + " " + parameter.get("name").asText());
            }
        }
        for (var parameter : now.path("parameters")) {
            var was = same(parameter, before.path("parameters"));
            if (parameter.path("required").asBoolean()
                    && (was == null || !was.path("required").asBoolean())) {
                problems.add(
                        name + " demands the parameter " + parameter.get("name").asText());
            }
        }
        if (now.at("/requestBody/required").asBoolean()
                && !before.at("/requestBody/required").asBoolean()) {
            problems.add(name + " demands a body");
        }
        contents(SchemaChanges.Use.REQUEST, before.path("requestBody"), now.path("requestBody"), name + " body");
        before.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .forEach(response -> contents(
                        SchemaChanges.Use.ANSWER,
                        response.getValue(),
                        now.path("responses").path(response.getKey()),
                        name + " " + response.getKey()));
    }

    private static JsonNode same(JsonNode parameter, JsonNode others) {
        for (var other : others) {
            if (other.get("name").equals(parameter.get("name"))
                    && other.get("in").equals(parameter.get("in"))) {
                return other;
            }
        }
        return null;
    }

    private void contents(SchemaChanges.Use use, JsonNode releasedPart, JsonNode todaysPart, String where) {
        var before = in(released).apply(releasedPart);
        var now = in(today).apply(todaysPart);
        if (now.isMissingNode() && !before.isMissingNode()) {
            problems.add(where + " is gone");
            return;
        }
        before.path("content").properties().forEach(content -> {
            if (now.path("content").has(content.getKey())) {
                schemas(use, content.getValue(), now.path("content").get(content.getKey()), where);
            } else {
                problems.add(where + " is gone as " + content.getKey());
            }
        });
    }

    private void schemas(SchemaChanges.Use use, JsonNode before, JsonNode now, String where) {
        problems.addAll(new SchemaChanges(use, in(released), in(today))
                .between(before.path("schema"), now.path("schema"), where));
    }

    private static UnaryOperator<JsonNode> in(JsonNode document) {
        return schema -> {
            var found = schema;
            while (found.has("$ref")) {
                found = document.at(found.get("$ref").asText().substring(1));
            }
            return found;
        };
    }
}
