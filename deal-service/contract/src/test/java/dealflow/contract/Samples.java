package dealflow.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.EventType;
import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.forecast.ForecastEventType;
import dealflow.contract.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** The published samples and schemas, read from the classpath as a consumer reads them. */
public final class Samples {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private Samples() {}

    public record Sample(String file, EventType type) {
        public byte[] bytes() {
            return Samples.bytes("samples/" + file);
        }

        public JsonNode json() {
            return parse(bytes());
        }

        public DealEvent event() {
            return ContractJson.readEvent(type, bytes());
        }

        @Override
        public String toString() {
            return file;
        }
    }

    public static List<Sample> all() {
        return StreamSupport.stream(index().get("samples").spliterator(), false)
                .map(entry -> new Sample(
                        entry.get("file").asText(),
                        EventType.of(entry.get("type").asText()).orElseThrow()))
                .toList();
    }

    /** One about a forecast. */
    public record ForecastSample(String file, ForecastEventType type) {
        public byte[] bytes() {
            return Samples.bytes("samples/" + file);
        }

        public JsonNode json() {
            return parse(bytes());
        }

        public ForecastEvent event() {
            return ContractJson.readForecast(type, bytes());
        }

        @Override
        public String toString() {
            return file;
        }
    }

    public static List<ForecastSample> forecasts() {
        return StreamSupport.stream(index().get("forecasts").spliterator(), false)
                .map(entry -> new ForecastSample(
                        entry.get("file").asText(),
                        ForecastEventType.of(entry.get("type").asText()).orElseThrow()))
                .toList();
    }

    static JsonNode index() {
        return parse(bytes("samples/index.json"));
    }

    static JsonSchema schema(EventType type) {
        return schema(shortName(type));
    }

    static JsonSchema schema(String name) {
        return SCHEMAS.getSchema(SchemaLocation.of("classpath:contract/schemas/" + name + ".json"), STRICT);
    }

    static JsonSchema schema(ForecastEventType type) {
        return schema(shortName(type));
    }

    static String shortName(ForecastEventType type) {
        return type.wireName().replaceAll("^dealflow\\.forecast\\.|\\.v1$", "");
    }

    static String shortName(EventType type) {
        return type.wireName().replaceAll("^dealflow\\.deal\\.|\\.v1$", "");
    }

    static byte[] bytes(String path) {
        try (var file = Samples.class.getResourceAsStream("/contract/" + path)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode parse(byte[] json) {
        try {
            return PLAIN.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
