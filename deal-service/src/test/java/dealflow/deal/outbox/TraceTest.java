package dealflow.deal.outbox;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.Published;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A caller's trace goes through the outbox into Kafka. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
@TestProfile(NothingLostTest.Faults.class)
class TraceTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Test
    void theMessageContinuesTheCallersTrace() {
        var deal = as("sales-rep")
                .header("Idempotency-Key", UUID.randomUUID())
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .body("{\"pipeline\":\"%s\",\"title\":\"Lamps\"}".formatted(pipeline()))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        var message =
                Published.of(deal, kafka, messages -> messages.size() == 1).get(0);
        assertThat(new String(message.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8))
                .matches("00-" + TRACE + "-(?!b7ad6b7169203331)[0-9a-f]{16}-01");
    }
}
