package dealflow.deal.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.contract.field.FieldChoice;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.field.FieldRules;
import dealflow.contract.field.FieldType;
import dealflow.deal.refusal.InvalidFieldException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each type takes, and the one way in which it is kept. */
class FieldValuesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<FieldChoice> CHOICES =
            List.of(new FieldChoice("FOB", Map.of(), false), new FieldChoice("CIF", Map.of(), false));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TEXT       | \" Rotterdam \"                          | \"Rotterdam\"",
                "TEXT       | \"  \"                                   | null",
                "NUMBER     | 2                                        | \"2\"",
                "NUMBER     | 1.10                                     | \"1.1\"",
                "NUMBER     | -0.0                                     | \"0\"",
                "NUMBER     | 1E3                                      | \"1000\"",
                "NUMBER     | 123456789012345                          | \"123456789012345\"",
                "NUMBER     | \"12.50\"                                | \"12.5\"",
                "DATE       | \"2026-03-02\"                           | \"2026-03-02\"",
                "BOOLEAN    | true                                     | true",
                "BOOLEAN    | \"false\"                                | false",
                "ONE_OF     | \"FOB\"                                  | \"FOB\"",
                "SEVERAL_OF | [\"CIF\",\"FOB\",\"CIF\"]                | [\"FOB\",\"CIF\"]",
                "SEVERAL_OF | \"CIF; FOB\"                             | [\"FOB\",\"CIF\"]",
                "SEVERAL_OF | []                                       | null",
                "MONEY      | {\"amount\":\"12.5\",\"currency\":\"EUR\"} | {\"amount\":\"12.50\",\"currency\":\"EUR\"}",
                "MONEY      | {\"amount\":12.5,\"currency\":\"EUR\"}   | {\"amount\":\"12.50\",\"currency\":\"EUR\"}",
                "MONEY      | \"1200 JPY\"                             | {\"amount\":\"1200\",\"currency\":\"JPY\"}",
                "LINK       | \"https://example.com/a?b=1\"            | \"https://example.com/a?b=1\""
            })
    void isKeptInOneWay(FieldType type, String written, String kept) throws JsonProcessingException {
        assertThat(FieldValues.checked("f", of(type, null), read(written), false))
                .isEqualTo(read(kept));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TEXT       | 5                                        | must be a text",
                "NUMBER     | \"12,5\"                                 | must be a number",
                "NUMBER     | 1234567890123456                         | must be a number",
                "NUMBER     | 1E300                                    | must be a number",
                "NUMBER     | 1E1000                                   | must be a number",
                "NUMBER     | -1E2147483647                            | must be a number",
                "NUMBER     | true                                     | must be a number",
                "DATE       | \"02.03.2026\"                           | must be a date",
                "DATE       | \"1026-03-02\"                           | 1900",
                "DATE       | 20260302                                 | must be a date",
                "BOOLEAN    | \"yes\"                                  | must be true or false",
                "ONE_OF     | \"FOV\"                                  | 'FOV' is not one of [FOB, CIF]",
                "ONE_OF     | [\"FOB\"]                                | must be one of",
                "SEVERAL_OF | [\"FOB\",null]                           | must be one of",
                "SEVERAL_OF | {\"a\":1}                                | must be a list",
                "MONEY      | {\"amount\":\"1\"}                       | must be an amount with its currency",
                "MONEY      | {\"amount\":\"1\",\"currency\":\"EUR\",\"x\":1} | must be an amount with its currency",
                "MONEY      | {\"amount\":\"1.005\",\"currency\":\"EUR\"} | 2 decimals",
                "MONEY      | \"12.50\"                                | must be an amount with its currency",
                "LINK       | \"javascript:alert(1)\"                  | https://",
                "LINK       | \"https:///path\"                        | https://",
                "LINK       | \"//example.com\"                        | https://",
                "LINK       | \"ftp://example.com\"                    | https://"
            })
    void isRefusedWithWhatItHasToBe(FieldType type, String written, String message) {
        assertThatThrownBy(() -> FieldValues.checked("fields.f", of(type, null), read(written), false))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).startsWith("fields.f"))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 1, 10, 0.9, must be at least 1",
        "NUMBER, 1, 10, 10.01, must be at most 10",
        "DATE, 2026-01-01, , 2025-12-31, must be at least 2026-01-01",
        "MONEY, , 5, 5.01 USD, must be at most 5"
    })
    void keepsToItsRules(FieldType type, String min, String max, String value, String message) {
        var ruled = of(type, new FieldRules(min, max, null, null));
        assertThatThrownBy(() -> FieldValues.checked("f", ruled, value, false)).hasMessage(message);
    }

    @Test
    void aTextMatchesItsPatternInBoundedTime() {
        var hs = of(FieldType.TEXT, new FieldRules(null, null, "[0-9]{4}(\\.[0-9]{2})*", 10));
        assertThat(FieldValues.checked("f", hs, "8513.10", false)).isEqualTo("8513.10");
        assertThatThrownBy(() -> FieldValues.checked("f", hs, "85", false)).hasMessageContaining("must match");
        assertThatThrownBy(() -> FieldValues.checked("f", hs, "8513.10.10.1", false))
                .hasMessageContaining("at most 10");
        var endless = of(FieldType.TEXT, new FieldRules(null, null, "a*a*a*a*a*b", null));
        assertThatThrownBy(() -> FieldValues.checked("f", endless, "a".repeat(100), false))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("takes too long");
    }

    private static FieldDefinition of(FieldType type, FieldRules rules) {
        var closed = type == FieldType.ONE_OF || type == FieldType.SEVERAL_OF;
        return new FieldDefinition("f", 1, null, type, closed ? CHOICES : null, rules, null, false, false, false);
    }

    /** As a request's own values are read. */
    private static Object read(String json) throws JsonProcessingException {
        return JSON.readValue(json, Object.class);
    }
}
