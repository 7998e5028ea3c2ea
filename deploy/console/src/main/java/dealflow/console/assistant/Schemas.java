package dealflow.console.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** What is said to assistants, and what they may say, stands in JSON: files of this module. */
final class Schemas {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig CHECKS = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .build();

    private Schemas() {}

    static JsonNode read(String file, ObjectMapper json) {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream("assistant/" + file)) {
            return json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonSchema of(JsonNode schema) {
        return FACTORY.getSchema(schema, CHECKS);
    }

    /** Where something is wrong, as {@code params.name}; empty for all of it. */
    static String field(ValidationMessage wrong) {
        var place =
                wrong.getInstanceLocation().toString().replaceFirst("^/", "").replace('/', '.');
        return wrong.getProperty() == null ? place : (place.isEmpty() ? "" : place + ".") + wrong.getProperty();
    }
}
