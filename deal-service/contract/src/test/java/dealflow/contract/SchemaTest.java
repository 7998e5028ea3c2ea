package dealflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
