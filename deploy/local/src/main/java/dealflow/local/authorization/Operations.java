package dealflow.local.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** The operations of a running service, as its API document lists them. */
final class Operations {

    private Operations() {}

    /**
     * One operation.
     *
     * @param contentType of its body; null if it takes none
     * @param body the example that the document shows; null if a request has none
     */
    record Operation(String method, String path, String contentType, String body) {

        String name() {
            return method + " " + path;
        }
    }

    static List<Operation> of(URI api, HttpClient http) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(api.resolve("/q/openapi?format=json"));
        var document = new ObjectMapper()
                .readTree(http.send(request.build(), BodyHandlers.ofString()).body());
        var operations = new ArrayList<Operation>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (operation.getValue().has("responses")) {
                    operations.add(of(operation.getKey().toUpperCase(), path.getKey(), operation.getValue()));
                }
            }
        }
        return operations;
    }

    private static Operation of(String method, String path, JsonNode documented) {
        var content = documented.path("requestBody").path("content").properties();
        if (content.isEmpty()) {
            return new Operation(method, path, null, method.equals("GET") || method.equals("DELETE") ? null : "");
        }
        var first = content.iterator().next();
        var example = first.getValue().path("example");
        return new Operation(
                method,
                path,
                first.getKey(),
                example.isMissingNode() ? "{}" : example.isTextual() ? example.textValue() : example.toString());
    }
}
