package dealflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dealflow.contract.event.EventType;
import dealflow.contract.event.Topics;
import dealflow.contract.forecast.ForecastEventType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private final JsonNode document;

    AsyncApiTest() throws IOException {
        document = new ObjectMapper(new YAMLFactory()).readTree(Samples.bytes("asyncapi.yaml"));
    }

    @Test
    void everyReferenceResolves() {
        var references = new ArrayList<String>();
        collect(document, references);
        assertThat(references).hasSizeGreaterThan(20).allSatisfy(reference -> assertThat(
                        resolve(reference).isMissingNode())
                .as(reference)
                .isFalse());
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.get("$ref").asText());
        }
        node.forEach(child -> collect(child, references));
    }

    private JsonNode resolve(String reference) {
        return reference.startsWith("#")
                ? document.at(reference.substring(1))
                : Samples.parse(Samples.bytes(reference.substring(2)));
    }

    @Test
    void describesTheTopicsAsTheyAre() {
        var deals = document.at("/channels/deals");
        assertThat(deals.get("address").asText()).isEqualTo(Topics.DEALS);
        assertThat(deals.at("/bindings/kafka/partitions").asInt()).isEqualTo(12);
        var pipelines = document.at("/channels/pipelines");
        assertThat(pipelines.get("address").asText()).isEqualTo(Topics.PIPELINES);
        assertThat(pipelines.at("/bindings/kafka/partitions").asInt()).isEqualTo(1);
        var fields = document.at("/channels/fields");
        assertThat(fields.get("address").asText()).isEqualTo(Topics.FIELDS);
        assertThat(fields.at("/bindings/kafka/partitions").asInt()).isEqualTo(1);
        var teams = document.at("/channels/teams");
        assertThat(teams.get("address").asText()).isEqualTo(Topics.TEAMS);
        assertThat(teams.at("/bindings/kafka/partitions").asInt()).isEqualTo(1);
        var rates = document.at("/channels/exchangeRates");
        assertThat(rates.get("address").asText()).isEqualTo(Topics.EXCHANGE_RATES);
        assertThat(rates.at("/bindings/kafka/partitions").asInt()).isEqualTo(1);
        var forecasts = document.at("/channels/forecasts");
        assertThat(forecasts.get("address").asText()).isEqualTo(Topics.FORECASTS);
        assertThat(forecasts.at("/bindings/kafka/partitions").asInt()).isEqualTo(1);
    }

    @Test
    void namesEveryTypeAndItsHeader() {
        var names = new ArrayList<String>();
        document.at("/components/messages").forEach(message -> {
            var name = message.get("name").asText();
            names.add(name);
            assertThat(message.at("/headers/allOf/1/properties/ce_type/const").asText())
                    .isEqualTo(name);
        });
        var types = Stream.concat(
                Arrays.stream(EventType.values()).map(EventType::wireName),
                Arrays.stream(ForecastEventType.values()).map(ForecastEventType::wireName));
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                types,
                                Stream.of(
                                        "dealflow.pipeline.defined.v1",
                                        "dealflow.field.defined.v1",
                                        "dealflow.team.defined.v1",
                                        "dealflow.exchange-rate.set.v1"))
                        .toList());
        assertThat(document.at("/channels/deals/messages")).hasSize(EventType.values().length);
        assertThat(document.at("/channels/forecasts/messages")).hasSize(ForecastEventType.values().length);
    }

    @Test
    void everyExampleMatchesTheSchemaOfItsMessage() {
        var examples = new ArrayList<String>();
        document.at("/components/messages").forEach(message -> {
            var schema = message.at("/payload/schema/$ref").asText().replaceAll("^\\./schemas/|\\.json$", "");
            message.get("examples").forEach(example -> {
                var file = example.at("/payload/$ref").asText();
                examples.add(file);
                assertThat(Samples.schema(schema).validate(resolve(file)))
                        .as(file)
                        .isEmpty();
            });
        });
        assertThat(examples).hasSize(Samples.all().size() + Samples.forecasts().size() + 4);
    }
}
