package dealflow.edge.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValuesTest {

    private static final String YEARS = "must lie in the years 1900 to 2200";

    private enum Choice {
        A
    }

    private record Body(
            String text,
            Map<String, String> names,
            JsonNode tree,
            Instant instant,
            OffsetDateTime time,
            LocalDate date,
            Duration duration,
            Choice choice,
            Integer number,
            BigDecimal decimal) {}

    private static Body read(String json) throws JsonProcessingException {
        var mapper = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        JsonLimits.strict(mapper);
        return mapper.readValue(json, Body.class);
    }

    private static void refused(String json, String why) {
        assertThatThrownBy(() -> read(json))
                .as(json)
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining(why);
    }

    @Test
    void timesAreReadInTheirFormAndInTheirBounds() throws JsonProcessingException {
        var read = read(
                """
                {"instant":"1900-01-01T00:00:00Z","time":"2011-10-01T00:38:44.546+02:00","date":"2200-12-31","duration":"P1D"}""");
        assertThat(read.instant()).isEqualTo("1900-01-01T00:00:00Z");
        assertThat(read.time()).isEqualTo(OffsetDateTime.parse("2011-09-30T22:38:44.546Z"));
        assertThat(read.date()).isEqualTo("2200-12-31");
        assertThat(read("{\"date\":null,\"instant\":\" \"}").date()).isNull();
        for (var time : List.of(
                "0001-01-01T00:00:00Z",
                "1899-12-31T23:59:59.999999999Z",
                "1900-01-01T00:00:00+01:00",
                "2201-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "+1000000-12-31T23:59:59Z",
                Instant.MAX.toString().replace("+1000000000", "+999999999"))) {
            refused("{\"instant\":\"%s\"}".formatted(time), YEARS);
            refused("{\"time\":\"%s\"}".formatted(time), YEARS);
        }
        for (var date : List.of("0000-01-01", "-0001-01-01", "+57440-04-14", "1899-12-31", "2201-01-01")) {
            refused("{\"date\":\"%s\"}".formatted(date), YEARS);
        }
    }

    @Test
    void numbersAndOtherFormsAreNoTimes() {
        for (var form : List.of("20260105", "1.5", "[2026,1,5]", "true", "\"20260105\"", "\"1767571200\"", "\"x\"")) {
            refused("{\"instant\":%s}".formatted(form), "must be an instant such as");
            refused("{\"time\":%s}".formatted(form), "must be an instant such as");
            refused("{\"date\":%s}".formatted(form), "must be a date such as");
        }
        refused("{\"instant\":\"2026-02-30T00:00:00Z\"}", "must be an instant such as");
        refused("{\"instant\":\"2026-01-01T24:00:00Z\"}", "must be an instant such as");
        refused("{\"date\":\"2026-02-30\"}", "must be a date such as");
        refused("{\"duration\":86400}", "must be a duration such as");
    }

    @Test
    void halfACharacterAndNulAreNoText() throws JsonProcessingException {
        assertThat(read("{\"text\":\"\\ud83d\\ude00\",\"tree\":{\"\\ud83d\\ude00\":[\"\\u4e2d\"]}}")
                        .text())
                .isEqualTo("\ud83d\ude00");
        for (var half : List.of("\\ud800", "a\\ud800b", "\\udc00\\ud800", "\\ud83d\\ud83d\\ude00", "\\u0000")) {
            refused("{\"text\":\"%s\"}".formatted(half), "must not hold");
            refused("{\"names\":{\"en\":\"%s\"}}".formatted(half), "must not hold");
            refused("{\"names\":{\"%s\":\"x\"}}".formatted(half), "must not hold");
            refused("{\"tree\":{\"a\":[{\"b\":\"%s\"}]}}".formatted(half), "must not hold");
            refused("{\"tree\":{\"%s\":1}}".formatted(half), "must not hold");
        }
    }

    @Test
    void whatIsSaidTwiceOrBehindTheEndOrByHalfIsRefused() {
        refused("{\"text\":\"a\",\"text\":\"b\"}", "Duplicate field");
        refused("{\"tree\":{\"a\":1,\"a\":2}}", "Duplicate field");
        refused("{\"text\":\"a\"} {\"text\":\"b\"}", "Trailing token");
        refused("{\"text\":\"a\"}]", "Unexpected close marker");
        refused("{\"choice\":0}", "Choice");
        refused("{\"number\":1.9}", "Integer");
    }

    @Test
    void numbersThatNoSumSurvivesAreRefused() throws JsonProcessingException {
        assertThat(read("{\"decimal\":\"12000.00\"}").decimal()).isEqualTo("12000.00");
        assertThat(read("{\"decimal\":0.3}").decimal()).isEqualTo("0.3");
        for (var number : List.of("1E-999999999", "1E999999999", "\"1E-500\"", "\"" + "9".repeat(401) + "\"")) {
            refused("{\"decimal\":%s}".formatted(number), "digits");
        }
    }
}
