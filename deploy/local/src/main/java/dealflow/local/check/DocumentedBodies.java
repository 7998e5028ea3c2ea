package dealflow.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds a running service against what its API document says that the bodies of requests have to have. */
public final class DocumentedBodies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI api;
    private final String token;
    private final Map<String, String> known;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode document;

    /**
     * @param token of somebody who may ask everything
     * @param known the values of path parameters, by name
     */
    public DocumentedBodies(URI api, String token, Map<String, String> known) throws IOException, InterruptedException {
        this.api = api;
        this.token = token;
        this.known = known;
        document = JSON.readTree(http.send(
                        HttpRequest.newBuilder(api.resolve("/q/openapi?format=json"))
                                .build(),
                        BodyHandlers.ofString())
                .body());
    }

    /**
     * Bodies that are taken without, or with null for, what their schema requires, and examples that are refused.
     *
     * @param replaced of the examples, what is otherwise here, such as the currency
     */
    public List<String> takenWithoutWhatIsRequired(Map<String, String> replaced)
            throws IOException, InterruptedException {
        var found = new ArrayList<String>();
        var bodies = 0;
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var content = operation.getValue().at("/requestBody/content/application~1json");
                if (content.isMissingNode()) {
                    continue;
                }
                var example = content.path("example");
                var text = example.isTextual() ? example.textValue() : example.toString();
                for (var each : replaced.entrySet()) {
                    text = text.replace(each.getKey(), each.getValue());
                }
                var whole = JSON.readTree(text);
                for (var pointer : required(resolved(content.get("schema")), whole, "")) {
                    for (var isNull : List.of(true, false)) {
                        var body = spoilt(whole.deepCopy(), pointer, isNull);
                        var status = send(operation.getKey().toUpperCase(), path.getKey(), body);
                        if (status != 400 && status != 422) {
                            found.add("%s %s: %d, %s".formatted(operation.getKey(), path.getKey(), status, body));
                        }
                    }
                }
                var status = send(operation.getKey().toUpperCase(), path.getKey(), whole.toString());
                if (status / 100 != 2) {
                    found.add("%s %s: %d, %s".formatted(operation.getKey(), path.getKey(), status, whole));
                }
                if (!operation.getValue().at("/requestBody/required").asBoolean()) {
                    var without = send(operation.getKey().toUpperCase(), path.getKey(), "");
                    if (without / 100 != 2) {
                        found.add("%s %s: %d without a body".formatted(operation.getKey(), path.getKey(), without));
                    }
                }
                bodies++;
            }
        }
        return bodies == 0 ? List.of("no operation takes a body") : found;
    }

    /** Where in a body something stands that its schema requires. */
    private List<String> required(JsonNode schema, JsonNode body, String at) {
        var pointers = new ArrayList<String>();
        for (var name : schema.path("required")) {
            pointers.add(at + "/" + name.asText());
        }
        schema.path("properties").properties().forEach(property -> {
            if (body.has(property.getKey())) {
                var inner = resolved(property.getValue());
                var pointer = at + "/" + property.getKey();
                pointers.addAll(required(inner, body.get(property.getKey()), pointer));
                if (body.get(property.getKey()).has(0)) {
                    pointers.addAll(required(
                            resolved(inner.path("items")),
                            body.get(property.getKey()).get(0),
                            pointer + "/0"));
                }
            }
        });
        return pointers;
    }

    private static String spoilt(JsonNode body, String pointer, boolean isNull) {
        var end = pointer.lastIndexOf('/');
        var parent = (ObjectNode) body.at(pointer.substring(0, end));
        if (isNull) {
            parent.putNull(pointer.substring(end + 1));
        } else {
            parent.remove(pointer.substring(end + 1));
        }
        return body.toString();
    }

    private int send(String method, String path, String body) throws IOException, InterruptedException {
        var target = path;
        for (var each : known.entrySet()) {
            target = target.replace("{" + each.getKey() + "}", each.getValue());
        }
        return http.send(
                        HttpRequest.newBuilder(api.resolve(target))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    }
}
