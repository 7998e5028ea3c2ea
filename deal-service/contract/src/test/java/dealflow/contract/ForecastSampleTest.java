package dealflow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.Samples.ForecastSample;
import dealflow.contract.forecast.ForecastEventType;
import dealflow.contract.json.ContractJson;
import dealflow.contract.json.UnreadableEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link SampleTest} asks of deal events, of those about forecasts. */
class ForecastSampleTest {

    static List<ForecastSample> samples() {
        return Samples.forecasts();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void matchesTheSchemaOfItsType(ForecastSample sample) {
        assertThat(Samples.schema(sample.type()).validate(sample.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadAndWrittenBackAsItWas(ForecastSample sample) {
        assertThat(Samples.parse(ContractJson.write(sample.event()))).isEqualTo(sample.json());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void saysItsTypeInItsName(ForecastSample sample) {
        assertThat(sample.file()).matches("forecast-" + Samples.shortName(sample.type()) + "(\\.[a-z-]+)?\\.json");
    }

    @Test
    void comesInTheOrderOfItsPipeline() {
        assertThat(samples().stream().map(sample -> sample.event().sequence()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, samples().size()).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isRefusedWithoutAnyOfItsFields(ForecastSample sample) {
        var paths = new ArrayList<String>();
        collect(sample.json(), "", paths);
        assertThat(paths).hasSizeGreaterThan(10);
        for (var path : paths) {
            var broken = sample.json();
            var end = path.lastIndexOf('/');
            ((ObjectNode) broken.at(path.substring(0, end))).remove(path.substring(end + 1));
            assertThat(Samples.schema(sample.type()).validate(broken)).as(path).isNotEmpty();
        }
    }

    private static void collect(JsonNode node, String path, List<String> paths) {
        node.fields().forEachRemaining(field -> {
            paths.add(path + "/" + field.getKey());
            collect(field.getValue(), path + "/" + field.getKey(), paths);
        });
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), path + "/" + i, paths);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void mayCarryFieldsOfALaterVersion(ForecastSample sample) {
        var later = (ObjectNode) sample.json();
        later.put("addedLater", 1);
        assertThat(Samples.schema(sample.type()).validate(later)).isEmpty();
        assertThat(ContractJson.readForecast(sample.type(), later.toString().getBytes()))
                .isEqualTo(sample.event());
    }

    @ParameterizedTest
    @EnumSource(ForecastEventType.class)
    void everyTypeHasOneThatOnlySchemasOfTheSameContentTake(ForecastEventType type) {
        var ofType = samples().stream().filter(sample -> sample.type() == type).toList();
        assertThat(ofType).isNotEmpty();
        for (var other : ForecastEventType.values()) {
            var same = content(other).equals(content(type));
            assertThat(ofType).allSatisfy(sample -> assertThat(
                            Samples.schema(other).validate(sample.json()).isEmpty())
                    .as(other.wireName())
                    .isEqualTo(same));
        }
    }

    private static String content(ForecastEventType type) {
        return switch (type) {
            case SNAPSHOT_TAKEN -> "snapshot";
            case TARGET_AT_RISK, TARGET_BACK_ON_COURSE -> "target";
            case CALL_MADE -> "call";
            case ACCURACY_UPDATED -> "accuracy";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "snapshot-taken   | /sequence                        | 0",
                "snapshot-taken   | /currency                        | \"euro\"",
                "snapshot-taken   | /snapshot/daily                  | \"yesterday\"",
                "snapshot-taken   | /snapshot/periods/0/closed       | 48000.00",
                "snapshot-taken   | /snapshot/periods/0/closed       | \"48000\"",
                "snapshot-taken   | /snapshot/periods/0/total        | {\"expected\":\"1.00\"}",
                "snapshot-taken   | /snapshot/periods/0/interval     | \"decade\"",
                "target-at-risk   | /target/chance                   | 1.5",
                "target-at-risk   | /target/chance                   | null",
                "target-at-risk   | /target/total                    | null",
                "target-at-risk   | /target/owner                    | \"\"",
                "call-made        | /call/version                    | 0",
                "call-made        | /call/measure                    | \"profit\"",
                "call-made        | /call/author                     | null",
                "accuracy-updated | /accuracy/overall/wape           | -0.1",
                "accuracy-updated | /accuracy/overall/coverage       | 1.1",
                "accuracy-updated | /accuracy/interval               | \"week\""
            })
    void refusesAWrongValue(String type, String path, String value) {
        var sample = samples().stream()
                .filter(one -> Samples.shortName(one.type()).equals(type))
                .findFirst()
                .orElseThrow();
        var wrong = sample.json();
        var end = path.lastIndexOf('/');
        ((ObjectNode) wrong.at(path.substring(0, end))).set(path.substring(end + 1), Samples.parse(value.getBytes()));
        assertThat(Samples.schema(sample.type()).validate(wrong)).isNotEmpty();
    }

    @Test
    void whatIsNoEventIsRefused() {
        for (var value : List.of("[]", "{}", "{\"pipeline\":\"export\",\"sequence\":0}", "null")) {
            assertThatThrownBy(() -> ContractJson.readForecast(ForecastEventType.CALL_MADE, value.getBytes()))
                    .isInstanceOf(UnreadableEventException.class);
        }
    }
}
