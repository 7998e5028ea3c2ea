package dealflow.acceptance.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Today's API documents and event schemas against the released ones: whoever knows those is not broken. */
class CompatibilityIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of(System.getProperty("dealflow.root"));
    private static final Path RELEASED = ROOT.resolve("deploy/acceptance/released");
    private static final Path SCHEMAS = ROOT.resolve("deal-service/contract/schemas");

    @ParameterizedTest
    @ValueSource(strings = {"deal-service", "funnel-service", "forecast-service"})
    void clientsOfTheReleasedApiAreNotBroken(String service) {
        var released = read(RELEASED.resolve(service + ".json"));
        assertThat(released.path("paths")).hasSizeGreaterThan(10);

        assertThat(ApiChanges.between(released, read(ROOT.resolve(service + "/target/openapi/openapi.json"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deal-event",
                "opened",
                "stage-changed",
                "revised",
                "payment-received",
                "stalled",
                "deleted",
                "pipeline",
                "forecast-event",
                "snapshot-taken",
                "target-at-risk",
                "target-back-on-course",
                "call-made",
                "accuracy-updated"
            })
    void readersOfTheReleasedEventsAreNotBroken(String schema) {
        var released = RELEASED.resolve("schemas/" + schema + ".json");
        var today = SCHEMAS.resolve(schema + ".json");

        assertThat(events(read(released), in(released), read(today), in(today))).isEmpty();
    }

    /** What is done to today's contract, and what it breaks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/properties/actor                  | remove  |                            | actor is gone",
                "/properties/sequence/type          | set     | \"number\"                 | sequence was",
                "/properties/previous/type          | set     | [\"object\"]               | previous was",
                "/$defs/change/properties/direction/enum | set | [\"IN\"]                   | no longer the values",
                "/required                          | set     | [\"dealId\"]               | may be without",
                "/$defs/money/required              | set     | [\"amount\",\"currency\",\"at\"] | demands [at]",
                "/$defs/customer/properties/name    | remove  |                            | customer.name is gone",
                "/properties/occurredAt/format      | set     | \"date\"                   | format was",
                "/properties/payment/anyOf          | set     | []                         | event.payment was"
            })
    void aBrokenEventIsNoticed(String pointer, String how, String value, String problem) {
        var released = SCHEMAS.resolve("deal-event.json");
        var today = broken(read(released), pointer, how, value);

        assertThat(events(read(released), in(released), today, in(today, released)))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/paths/~1deals~1{id}/get                                    | remove |          | GET /deals/{id} is gone",
                "/paths/~1deals                                              | remove |          | POST /deals is gone",
                "/paths/~1deals/get/parameters                               | set    | []       | takes no parameter",
                "/paths/~1deals/get/responses/200                            | remove |          | GET /deals 200 is gone",
                "/paths/~1deals/post/requestBody/content/application~1json   | remove |          | body is gone as",
                "/components/schemas/DealSnapshot/properties/id                | remove |          | id is gone",
                "/components/schemas/CloudEvent/properties/data/anyOf          | set    | []       | parts, has 0",
                "/components/schemas/UUID/format                              | set    | \"date\" | format was"
            })
    void aBrokenApiIsNoticed(String pointer, String how, String value, String problem) {
        var released = read(ROOT.resolve("deal-service/target/openapi/openapi.json"));

        assertThat(ApiChanges.between(released, broken(released.deepCopy(), pointer, how, value)))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void anAdditionBreaksNothing() {
        var file = SCHEMAS.resolve("deal-event.json");
        var today = read(file);
        ((ObjectNode) today.at("/properties")).putObject("weather").put("type", "string");
        ((ArrayNode) today.at("/$defs/change/properties/direction/enum")).add("SIDEWAYS");

        assertThat(events(read(file), in(file), today, in(today, file))).isEmpty();
    }

    @Test
    void aNewKindOfEventBreaksNothing() {
        var released = read(ROOT.resolve("deal-service/target/openapi/openapi.json"));
        var today = released.deepCopy();
        ((ArrayNode) today.at("/components/schemas/CloudEvent/properties/data/anyOf"))
                .addObject()
                .put("type", "object");

        assertThat(ApiChanges.between(released, today)).isEmpty();
    }

    private static List<String> events(
            JsonNode released, UnaryOperator<JsonNode> before, JsonNode today, UnaryOperator<JsonNode> after) {
        return new SchemaChanges(SchemaChanges.Use.RECORDED, before, after).between(released, today, "event");
    }

    private static JsonNode broken(JsonNode document, String pointer, String how, String value) {
        var end = pointer.lastIndexOf('/');
        var name = pointer.substring(end + 1).replace("~1", "/");
        var parent = (ObjectNode) document.at(pointer.substring(0, end));
        assertThat(parent.has(name)).as(pointer).isTrue();
        if (how.equals("remove")) {
            parent.remove(name);
        } else {
            parent.set(name, parse(value));
        }
        return document;
    }

    private static UnaryOperator<JsonNode> in(Path file) {
        return in(read(file), file);
    }

    /** Follows references within a document, and to files beside it. */
    private static UnaryOperator<JsonNode> in(JsonNode document, Path file) {
        return schema -> {
            var found = schema;
            while (found.has("$ref")) {
                var reference = found.get("$ref").asText();
                var hash = reference.indexOf('#');
                var other = hash < 0 ? reference : reference.substring(0, hash);
                found = (other.isEmpty() ? document : read(file.resolveSibling(other)))
                        .at(hash < 0 ? "" : reference.substring(hash + 1));
            }
            return found;
        };
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
