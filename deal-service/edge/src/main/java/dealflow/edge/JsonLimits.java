package dealflow.edge;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Refuses JSON that is nested to exhaust the stack, or has numbers that take long to read. */
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
                        .maxNumberLength(LONGEST_NUMBER)
                        .build());
    }
}
