package dealflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.Samples.Sample;
import dealflow.contract.event.EventType;
import dealflow.contract.json.ContractJson;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTest {

    /** Every event of today has them; the topic keeps older ones that do not. */
    private static final Set<String> ADDED_LATER = Set.of(
            "/deal/customer/id",
            "/deal/people",
            "/deal/fields",
            "/deal/lines",
            "/deal/amountBasis",
            "/change/confirmation/person",
            "/change/confirmation/role",
            "/deal/snoozedUntil",
            "/deal/snoozeReason",
            "/deal/milestones",
            "/payment/reverses");

    static List<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void matchesTheSchemaOfItsType(Sample sample) {
        assertThat(Samples.schema(sample.type()).validate(sample.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadAndWrittenBackAsItWas(Sample sample) {
        assertThat(Samples.parse(ContractJson.write(sample.event()))).isEqualTo(sample.json());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void saysItsTypeInItsName(Sample sample) {
        assertThat(sample.file()).matches("\\d\\d-" + Samples.shortName(sample.type()) + "(\\.[a-z-]+)?\\.json");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isRefusedWithoutAnyOfItsFields(Sample sample) {
        var schema = Samples.schema(sample.type());
        for (var path : List.of(
                "",
                "/deal",
                "/change",
                "/change/confirmation",
                "/payment",
                "/payment/reverses",
                "/deal/qualification")) {
            for (var field : fields(sample, path)) {
                if (ADDED_LATER.contains(path + "/" + field)) {
                    continue;
                }
                var broken = sample.json();
                ((ObjectNode) broken.at(path)).remove(field);
                assertThat(schema.validate(broken)).as(path + "/" + field).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void mayLackTheFieldsThatWereAddedLater(Sample sample) {
        var earlier = sample.json();
        for (var path : ADDED_LATER) {
            var end = path.lastIndexOf('/');
            if (earlier.at(path.substring(0, end)) instanceof ObjectNode parent) {
                parent.remove(path.substring(end + 1));
            }
        }
        assertThat(Samples.schema(sample.type()).validate(earlier)).isEmpty();
        var event = ContractJson.readEvent(sample.type(), earlier.toString().getBytes());
        if (event.deal() != null) {
            assertThat(event.deal().milestones()).isEmpty();
            assertThat(event.deal().lines()).isEmpty();
            assertThat(event.deal().people()).isEmpty();
            assertThat(event.deal().fields()).isEmpty();
            assertThat(event.deal().snoozedUntil()).isNull();
        }
        if (event.payment() != null) {
            assertThat(event.payment().reverses()).isNull();
        }
    }

    private static List<String> fields(Sample sample, String path) {
        var names = new ArrayList<String>();
        sample.json().at(path).fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void mayCarryFieldsOfALaterVersion(Sample sample) {
        var later = (ObjectNode) sample.json();
        later.put("addedLater", 1);
        assertThat(Samples.schema(sample.type()).validate(later)).isEmpty();
        assertThat(ContractJson.readEvent(sample.type(), later.toString().getBytes()))
                .isEqualTo(sample.event());
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyTypeHasOneThatNoOtherTypesSchemaTakes(EventType type) {
        var ofType = samples().stream().filter(sample -> sample.type() == type).toList();
        assertThat(ofType).isNotEmpty();
        for (var other : EventType.values()) {
            if (other != type) {
                assertThat(ofType)
                        .allSatisfy(sample -> assertThat(Samples.schema(other).validate(sample.json()))
                                .as(other.wireName())
                                .isNotEmpty());
            }
        }
    }

    @Test
    void thePipelineMatchesItsSchemaAndIsWrittenBackAsItWas() {
        var bytes = Samples.bytes("samples/pipeline.json");
        assertThat(Samples.schema("pipeline").validate(Samples.parse(bytes))).isEmpty();
        assertThat(Samples.parse(ContractJson.write(ContractJson.readPipeline(bytes))))
                .isEqualTo(Samples.parse(bytes));
    }

    @Test
    void theFieldMatchesItsSchemaAndIsWrittenBackAsItWas() {
        var bytes = Samples.bytes("samples/field.json");
        assertThat(Samples.schema("field").validate(Samples.parse(bytes))).isEmpty();
        assertThat(Samples.parse(ContractJson.write(ContractJson.readField(bytes))))
                .isEqualTo(Samples.parse(bytes));
    }

    @Test
    void theTeamMatchesItsSchemaAndIsWrittenBackAsItWas() {
        var bytes = Samples.bytes("samples/team.json");
        assertThat(Samples.schema("team").validate(Samples.parse(bytes))).isEmpty();
        assertThat(Samples.parse(ContractJson.write(ContractJson.readTeam(bytes))))
                .isEqualTo(Samples.parse(bytes));
    }

    @Test
    void theExchangeRateMatchesItsSchemaAndIsWrittenBackAsItWas() {
        var bytes = Samples.bytes("samples/exchange-rate.json");
        assertThat(Samples.schema("exchange-rate").validate(Samples.parse(bytes)))
                .isEmpty();
        assertThat(Samples.parse(ContractJson.write(ContractJson.readExchangeRate(bytes))))
                .isEqualTo(Samples.parse(bytes));
    }

    @Test
    void theIndexListsEveryFile() {
        Set<String> listed = samples().stream().map(Sample::file).collect(Collectors.toSet());
        Samples.index().get("pipelines").forEach(file -> listed.add(file.asText()));
        Samples.index().get("fields").forEach(file -> listed.add(file.asText()));
        Samples.index().get("teams").forEach(file -> listed.add(file.asText()));
        Samples.index().get("exchangeRates").forEach(file -> listed.add(file.asText()));
        Samples.forecasts().forEach(sample -> listed.add(sample.file()));
        listed.add("index.json");
        assertThat(new File("samples").list()).containsExactlyInAnyOrderElementsOf(listed);
    }
}
