package dealflow.edge.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.edge.limit.Bounds;
import dealflow.edge.limit.LimitsConfig;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Refuses JSON that is nested to exhaust the stack, has numbers that take long to read, says a thing twice, or has texts and
 * times that are out of {@link Bounds}.
 */
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
        strict(mapper);
    }

    /** The last one: Quarkus registers its own reading of times after everybody else's. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    static void strict(ObjectMapper mapper) {
        mapper.registerModule(new JsonValues());
        // What a client means twice, or says behind the end, or means by half a number, is refused and not guessed.
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }
}
