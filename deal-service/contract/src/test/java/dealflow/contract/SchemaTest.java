package dealflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stage-changed    | /sequence                        | 0",
                "stage-changed    | /sequence                        | \"4\"",
                "stage-changed    | /dealId                          | \"173688\"",
                "stage-changed    | /occurredAt                      | \"yesterday\"",
                "stage-changed    | /occurredAt                      | 1772415000",
                "stage-changed    | /actor                           | null",
                "stage-changed    | /change/direction                | \"SIDEWAYS\"",
                "stage-changed    | /change/fromStage                | null",
                "stage-changed    | /change/confirmation/confirmedAt | \"2026-03-02\"",
                "stage-changed    | /change/skipped                  | null",
                "stage-changed    | /deal                            | null",
                "stage-changed    | /deal/status                     | \"MAYBE\"",
                "stage-changed    | /deal/stage                      | \"Two Words\"",
                "revised          | /deal/amount                     | 12000.00",
                "revised          | /deal/amount                     | {\"amount\":12000.00,\"currency\":\"EUR\"}",
                "revised          | /deal/amount                     | {\"amount\":\"1.2E4\",\"currency\":\"EUR\"}",
                "revised          | /deal/amount                     | {\"amount\":\"12000.00\",\"currency\":\"euro\"}",
                "revised          | /deal/fields                     | null",
                "revised          | /deal/fields                     | {\"containers\":2}",
                "revised          | /deal/fields/incoterm            | {\"amount\":\"1.2E4\",\"currency\":\"EUR\"}",
                "revised          | /deal/expectedCloseOn            | \"15.06.2026\"",
                "revised          | /previous                        | {}",
                "revised          | /previous                        | null",
                "opened           | /sequence                        | 2",
                "opened           | /change/direction                | \"FORWARD\"",
                "revised          | /deal/snoozedUntil               | \"2026-05-04T00:00:00Z\"",
                "revised          | /deal/milestones                 | [{\"milestone\":\"BILL_OF_LADING\"}]",
                "payment-received | /payment                         | null",
                "payment-received | /payment/receivedOn              | \"2026-06-30T01:00:00Z\"",
                "payment-received | /payment/reverses                | \"23\"",
                "payment-received | /payment/reverses/payment        | null",
                "payment-received | /payment/reverses/reason         | \"\"",
                "stalled          | /deal/status                     | \"WON\"",
                "deleted          | /deal                            | {}"
            })
    void refusesAWrongValue(String type, String path, String value) {
        var wrong = last(type);
        var parent = (ObjectNode) wrong.at(path.substring(0, path.lastIndexOf('/')));
        var field = path.substring(path.lastIndexOf('/') + 1);
        assertThat(parent.has(field)).isTrue();
        parent.set(field, Samples.parse(value.getBytes()));
        assertThat(Samples.schema(type).validate(wrong)).isNotEmpty();
    }

    private static JsonNode last(String type) {
        return Samples.all().stream()
                .filter(sample -> Samples.shortName(sample.type()).equals(type))
                .reduce((first, second) -> second)
                .orElseThrow()
                .json();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/stages                | []",
                "/stages/0/place        | \"INSIDE\"",
                "/stages/0/stalledAfter | \"30 days\"",
                "/stages/0/checklist    | null",
                "/won                   | null",
                "/version               | \"1\"",
                "/skips                 | true",
                "/winReasons            | null",
                "/retiredStages         | {\"old\":null}",
                "/holidays              | [\"17 February\"]"
            })
    void refusesAWrongPipeline(String path, String value) {
        var wrong = Samples.parse(Samples.bytes("samples/pipeline.json"));
        ((ObjectNode) wrong.at(path.substring(0, path.lastIndexOf('/'))))
                .set(path.substring(path.lastIndexOf('/') + 1), Samples.parse(value.getBytes()));
        assertThat(Samples.schema("pipeline").validate(wrong)).isNotEmpty();
    }

    /** What strict validators and generators of code ask for; deploy/acceptance/schemas/check asks one of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "deal-event",
                "deleted",
                "field",
                "opened",
                "payment-received",
                "pipeline",
                "revised",
                "stage-changed",
                "stalled",
                "team"
            })
    void saysWhatItIsCalledAndOfWhichTypeEachValueIs(String name) {
        var schema = Samples.parse(Samples.bytes("schemas/" + name + ".json"));
        assertThat(schema.path("$id").asText()).isEqualTo(name + ".json");
        assertThat(schema.path("type").asText()).isEqualTo("object");
        assertThat(vague(schema, name, new ArrayList<>())).isEmpty();
    }

    /** Objects without a title, and what is bound without a type. */
    private static List<String> vague(JsonNode node, String place, List<String> found) {
        var isBound = node.path("properties").isObject() || node.path("enum").isArray() || node.has("const");
        if (isBound && !node.has("type") || isObject(node.path("type")) && !node.has("title")) {
            found.add(place);
        }
        for (var keyword : List.of("properties", "$defs", "items", "additionalProperties", "anyOf", "allOf")) {
            var child = node.path(keyword);
            if (keyword.equals("properties") || keyword.equals("$defs")) {
                child.fields().forEachRemaining(field -> vague(field.getValue(), place + "/" + field.getKey(), found));
            } else if (child.isArray()) {
                child.forEach(each -> vague(each, place + "/" + keyword, found));
            } else if (child.isObject()) {
                vague(child, place + "/" + keyword, found);
            }
        }
        return found;
    }

    private static boolean isObject(JsonNode type) {
        return type.asText().equals("object")
                || type.isArray() && type.toString().contains("\"object\"");
    }

    /** A probability belongs to a population, never to one deal. */
    @Test
    void noEventSaysHowProbableADealIs() {
        var properties = new ArrayList<String>();
        for (var root : List.of("deal-event", "pipeline")) {
            collect(Samples.parse(Samples.bytes("schemas/" + root + ".json")), properties);
        }
        assertThat(properties).contains("dealId", "stage", "qualification").noneMatch(name -> name.toLowerCase()
                .matches(".*(probab|likel|odds|score|chance).*"));
    }

    private static void collect(JsonNode schema, List<String> properties) {
        if (schema.path("properties").isObject()) {
            schema.get("properties").fieldNames().forEachRemaining(properties::add);
        }
        schema.forEach(child -> collect(child, properties));
    }
}
