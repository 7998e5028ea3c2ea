package dealflow.local.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.ValidationMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An OpenAPI document, as a fuzzer sees it. */
final class ApiDocument {

    /** Parameters that make windows. */
    private static final Set<String> DAYS =
            Set.of("from", "to", "since", "until", "asOf", "enteredFrom", "enteredTo", "baseFrom", "baseTo");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Schemas schemas;

    ApiDocument(JsonNode document) {
        this.document = document;
        AnswerCheck.close(document);
        this.schemas = new Schemas(document);
        for (var path : document.get("paths").properties()) {
            for (var each : path.getValue().properties()) {
                // A stream has no end to wait for.
                var endless = each.getValue().at("/responses/200/content").has("text/event-stream");
                if (each.getValue().has("responses") && !endless) {
                    operations.add(operation(each.getKey().toUpperCase(), path.getKey(), each.getValue()));
                }
            }
        }
    }

    private Operation operation(String method, String template, JsonNode documented) {
        var answers = documented.get("responses").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, answer -> AnswerCheck.followed(document, answer.getValue())));
        return new Operation(method, template, documented, answers);
    }

    List<Operation> operations() {
        return operations;
    }

    /** How some JSON differs from a schema of this document. */
    List<String> differences(JsonNode schema, String body) {
        try {
            return schemas.of(schema).validate(JSON.readTree(body)).stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of("is not JSON");
        }
    }

    /** One operation, with its answers by their status. */
    record Operation(String method, String template, JsonNode documented, Map<String, JsonNode> answers) {

        String name() {
            return method + " " + template;
        }

        private JsonNode content() {
            return documented.path("requestBody").path("content");
        }

        String contentType() {
            var content = content();
            return content.isEmpty() ? "application/json" : content.fieldNames().next();
        }

        String path(Map<String, String> known, Nasty nasty) {
            var path = template;
            for (var parameter : documented.path("parameters")) {
                var name = parameter.get("name").asText();
                if (parameter.get("in").asText().equals("path")) {
                    var value = known.containsKey(name) && !nasty.rarely() ? known.get(name) : nasty.segment();
                    path = path.replace("{" + name + "}", encoded(value));
                }
            }
            return path;
        }

        String query(Nasty nasty) {
            var query = new ArrayList<String>();
            for (var parameter : documented.path("parameters")) {
                if (parameter.get("in").asText().equals("query") && nasty.often()) {
                    var example = parameter.path("example").asText("");
                    var value = example.isEmpty() || nasty.often() ? nasty.text() : example;
                    if (DAYS.contains(parameter.get("name").asText()) && nasty.often()) {
                        value = nasty.day();
                    }
                    query.add(encoded(parameter.get("name").asText()) + "=" + encoded(value));
                }
            }
            return query.isEmpty() ? "" : "?" + String.join("&", query);
        }

        /** The example, most often spoilt; null where the operation takes none. */
        String body(Nasty nasty) {
            if (content().isEmpty()) {
                return method.equals("POST") || method.equals("PUT") ? "" : null;
            }
            var example = content().elements().next().path("example");
            var text = example.isMissingNode() ? "{}" : example.isTextual() ? example.textValue() : example.toString();
            return nasty.spoilt(text);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
