package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The API document says of each field of a request whether it is required, and the service means it: each documented example is sent
 * once without each of its fields. Without a required one it is refused for that field, without another it is not.
 */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class RequiredFieldsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Required or not by what another field says, which the document tells in words. */
    private static final Set<String> BY_OTHERS =
            Set.of("evidence", "to", "toColumn", "pipeline", "title", "choices", "confirmedBy");

    private final List<String> wrong = new ArrayList<>();
    private JsonNode document;
    private String pipeline;
    private int sent;

    /** Sends a body that lacks something. */
    private interface Sender {
        Response send(JsonNode body);
    }

    @BeforeEach
    void read() throws IOException {
        document = JSON.readTree(as("viewer").get("/q/openapi?format=json").asByteArray());
        pipeline = DealApi.pipeline();
    }

    @Test
    void ofEachBody() throws IOException {
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                for (var content :
                        operation.getValue().at("/requestBody/content").properties()) {
                    if (content.getKey().endsWith("json") && !content.getKey().endsWith("ndjson")) {
                        var name = operation.getKey().toUpperCase() + " " + path.getKey();
                        check(
                                name,
                                content.getValue().get("schema"),
                                example(content.getValue()),
                                body -> as("sales-ops")
                                        .contentType(content.getKey())
                                        .body(filled(body))
                                        .request(operation.getKey().toUpperCase(), address(path.getKey())));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(sent).isGreaterThan(60);
    }

    @Test
    void ofTheMappingOfColumns() throws IOException {
        var imports = document.at("/paths/~1imports/post");
        var file = imports.at("/requestBody/content/text~1csv/example").textValue();
        for (var parameter : imports.get("parameters")) {
            if (parameter.get("name").textValue().equals("mapping")) {
                var schema = parameter.at("/schema/contentSchema");
                check("mapping", schema, example(parameter), mapping -> as("sales-ops")
                        .contentType("text/csv")
                        .queryParam("mapping", mapping.toString())
                        .body(file)
                        .post("/imports"));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(sent).isGreaterThan(5);
    }

    /** An example, which may be written as a text. */
    private static JsonNode example(JsonNode shown) throws IOException {
        var example = shown.get("example");
        return example.isTextual() ? JSON.readTree(example.textValue()) : example;
    }

    private void check(String name, JsonNode schema, JsonNode example, Sender sender) {
        fields(name, schema, example, "", (field, required) -> {
            var less = example.deepCopy();
            ((ObjectNode) less.at(field.head())).remove(field.last().getMatchingProperty());
            var answer = sender.send(less);
            sent++;
            var path = path(field);
            var refused = isRefused(answer, path);
            if (required != refused
                    && !(refused && BY_OTHERS.contains(field.last().getMatchingProperty()))) {
                wrong.add("%s without %s, which is %srequired: %d %s"
                        .formatted(name, path, required ? "" : "not ", answer.statusCode(), answer.asString()));
            }
        });
    }

    /** Each field of an example, and whether the schema requires it. */
    private void fields(
            String name, JsonNode reference, JsonNode example, String at, BiConsumer<JsonPointer, Boolean> check) {
        var schema = followed(reference);
        for (var i = 0; i < example.size() && example.isArray(); i++) {
            fields(name, schema.get("items"), example.get(i), at + "/" + i, check);
        }
        if (!example.isObject() || !schema.has("properties")) {
            return;
        }
        var required = new ArrayList<String>();
        schema.path("required").forEach(field -> required.add(field.textValue()));
        required.stream()
                .filter(field -> !example.has(field))
                .forEach(field ->
                        wrong.add("%s: the example lacks %s/%s, which is required".formatted(name, at, field)));
        example.properties().forEach(field -> {
            var pointer = at + "/" + field.getKey();
            check.accept(JsonPointer.compile(pointer), required.contains(field.getKey()));
            fields(name, schema.at("/properties/" + field.getKey()), field.getValue(), pointer, check);
        });
    }

    /** A schema that is referred to, or that may be null besides. */
    private JsonNode followed(JsonNode schema) {
        if (schema.has("anyOf")) {
            return followed(schema.at("/anyOf/0"));
        }
        return schema.has("$ref") ? document.at(schema.get("$ref").textValue().substring(1)) : schema;
    }

    private static String path(JsonPointer field) {
        return field.toString().substring(1).replaceAll("/[0-9]+", "").replace('/', '.');
    }

    /** Whether an answer refuses a field, and nothing else; of many moves it is enough that one is refused. */
    private static boolean isRefused(Response answer, String path) {
        var status = answer.statusCode();
        var named = new ArrayList<String>();
        if (status == 207) {
            named.addAll(answer.jsonPath().getList("items.field", String.class));
        } else if (status >= 400 && status < 500) {
            named.addAll(
                    Objects.requireNonNullElse(answer.jsonPath().getList("errors.field", String.class), List.of()));
        }
        return named.stream()
                .filter(Objects::nonNull)
                .map(field -> field.replaceAll("\\[[0-9]+]", "").replaceFirst("^mapping\\.", ""))
                .anyMatch(field -> path.equals(field)
                        || path.endsWith("." + field)
                        || path.startsWith(field + ".")
                        || field.startsWith(path + "."));
    }

    /** With a pipeline and deals that there are, at the version that they have, and a day that is yet to come. */
    private String filled(JsonNode body) {
        var dated = body.toString()
                .replace("\"version\":7", "\"version\":1")
                .replaceFirst("(\"until\":\")[^\"]+", "$1" + LocalDate.now().plusYears(1))
                .replaceFirst("(\"bankReference\":\")[^\"]+", "$1" + UUID.randomUUID());
        return ID.matcher(dated).replaceAll(id -> deal()).replace("\"export\"", "\"" + pipeline + "\"");
    }

    private String address(String path) {
        return path.replace("{id}", id(path))
                .replace("{key}", pipeline)
                .replace("{externalId}", UUID.randomUUID().toString())
                .replace("{item}", "samples-tested")
                .replace("{milestone}", "BILL_OF_LADING")
                .replace("{payment}", "2")
                .replace("{delivery}", new UUID(0, 0).toString())
                .replace("{number}", "1")
                .replace("{person}", "p1")
                .replace("{field}", "incoterm")
                .replace("{team}", "of-examples")
                .replace("{product}", "lamp")
                .replace("{view}", "big")
                .replace("{currency}", "EUR")
                .replace("{base}", "USD")
                .replace("{date}", "2026-01-01");
    }

    private String id(String path) {
        if (path.startsWith("/customers")) {
            return as("sales-ops")
                    .body("{\"name\":\"%s AS\"}".formatted(UUID.randomUUID()))
                    .post("/customers")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        }
        return path.startsWith("/deals") ? deal(path) : new UUID(0, 0).toString();
    }

    /** One whose price may be talked about, where that is what a path is for. */
    private String deal(String path) {
        var deal = deal();
        if (path.contains("price-requests")) {
            DealApi.move(deal, "{\"to\":\"risk\",\"override\":\"to talk about the price\"}")
                    .then()
                    .statusCode(200);
            as("sales-ops")
                    .body("{\"ways\":[{\"way\":\"A competitor\",\"state\":\"HOLDS\",\"evidence\":\"their offer\"}]}")
                    .put("/deals/" + deal + "/risk-review")
                    .then()
                    .statusCode(200);
            as("sales-ops")
                    .body("{\"reduction\":0.05}")
                    .post("/deals/" + deal + "/price-requests")
                    .then()
                    .statusCode(201)
                    .body("answer", equalTo("TRADE"));
        }
        return deal;
    }

    private String deal() {
        return as("sales-ops")
                .body(
                        """
                        {"pipeline":"%s","title":"Solar lamps","amount":{"amount":"48000","currency":"USD"},
                         "paymentTerms":[{"milestone":"ORDER","share":0.3},{"milestone":"BILL_OF_LADING","share":0.7}]}"""
                                .formatted(pipeline))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Nothing is to be sent to anybody. */
    @AfterEach
    void deleteWebhooks() {
        as("sales-ops")
                .get("/webhooks")
                .jsonPath()
                .getList("items.id", String.class)
                .forEach(id -> as("sales-ops").delete("/webhooks/" + id).then().statusCode(204));
    }
}
