package dealflow.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Refuses JSON that is nested to exhaust the stack, has numbers that take long to read, or texts that PostgreSQL cannot keep. */
@Singleton
class JsonLimits implements ObjectMapperCustomizer {

    private static final int LONGEST_NUMBER = 100;

    @Inject
    LimitsConfig limits;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.jsonDepth())
                        .maxStringLength(limits.jsonText())
                        .maxTokenCount(limits.jsonTokens())
                        .maxNumberLength(LONGEST_NUMBER)
                        .build());
        mapper.registerModule(new SimpleModule().addDeserializer(String.class, new Texts()));
    }

    /** As ever, but for NUL. */
    private static final class Texts extends StdScalarDeserializer<String> {

        Texts() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = StringDeserializer.instance.deserialize(parser, context);
            return text == null || text.indexOf('\0') < 0
                    ? text
                    : (String) context.handleWeirdStringValue(String.class, text, "holds a NUL character");
        }
    }
}
