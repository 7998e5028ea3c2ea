package dealflow.deal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.deal.csv.CsvLines;
import dealflow.deal.csv.CsvMapping;
import dealflow.deal.refusal.InvalidFieldException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a line that cannot be read, in the file's own words. */
class LineReaderTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().findAndRegisterModules().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final String MAPPING =
            """
            {"pipeline":"p","columns":{"externalId":"id","owner":"account","amount":"value"},"currency":"EUR",
             "dateFormats":["dd.MM.yyyy"],"history":[{"to":"opportunity","at":"created"},
             {"toColumn":"state","values":{"Won":"won"},"at":"closed"}]}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | `` | null",
                "[] | `` | not of the form",
                "{\"externalId\": | `` | end-of-input",
                "{\"titel\":1} | titel | not a field",
                "{\"history\":[null]} | history[0] | null",
                "{\"history\":[{\"at\":\"14.06.2026\"}]} | history[0].at | 14.06.2026",
                "{\"amount\":{\"amount\":\"x\"}} | amount.amount | a number"
            })
    void whatIsWrongAndWhere(String line, String field, String message) {
        assertThatThrownBy(() -> new LineReader(JSON).read(line))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessageContaining(message)
                .message()
                .doesNotContain("dealflow", "java.");
    }

    @Test
    void aPairOfSurrogatesIsACharacter() {
        assertThat(new LineReader(JSON).read("{\"title\":\"a\\ud83d\\ude00b\"}").title())
                .isEqualTo("a😀b");
    }

    @ParameterizedTest
    @CsvSource({
        "amount.amount,value",
        "amount.currency,value",
        "owner,account",
        "externalId,id",
        "history[0].to,state",
        "history[0].at,closed",
        "title,mapping.columns.title",
        "history,mapping.history"
    })
    void aFieldIsTheColumnThatItCameFrom(String field, String place) throws JsonProcessingException {
        var row = Map.of("id", "1", "account", "x", "value", "10", "state", "Won", "closed", "01.02.2026");
        var lines = new CsvLines(JSON.readValue(MAPPING, CsvMapping.class));
        assertThat(lines.line(row).at("/history/0/to").asText()).isEqualTo("won");
        assertThat(lines.place(field, row)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"history\":[null]",
                "\"history\":[{\"to\":\"won\"}]",
                "\"history\":[{\"at\":\"closed\"}]",
                "\"values\":{\"owner\":null}",
                "\"separator\":\";;\"",
                "\"dateFormats\":[\"HH:mm\"]"
            })
    void aMappingThatMeansNothingIsRefused(String part) {
        var mapping = "{\"pipeline\":\"p\",\"columns\":{\"externalId\":\"id\"},%s}".formatted(part);
        assertThatThrownBy(() -> JSON.readValue(mapping, CsvMapping.class))
                .hasCauseInstanceOf(InvalidFieldException.class);
    }
}
