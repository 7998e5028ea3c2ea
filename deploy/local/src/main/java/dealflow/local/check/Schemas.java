package dealflow.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of an API document, each with all that it refers to; one takes longer to read than an answer to check. */
final class Schemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .typeLoose(false)
            .build();

    private final JsonNode components;

    /** By what they say: most only refer to another, and many to the same. */
    private final Map<String, JsonSchema> read = new ConcurrentHashMap<>();

    Schemas(JsonNode document) {
        this.components = document.path("components");
    }

    JsonSchema of(JsonNode schema) {
        return read.computeIfAbsent(schema.toString(), any -> read(schema));
    }

    private JsonSchema read(JsonNode schema) {
        var whole = JSON.createObjectNode();
        whole.set("components", components);
        whole.set("allOf", JSON.createArrayNode().add(schema));
        return FACTORY.getSchema(whole, STRICT);
    }
}
