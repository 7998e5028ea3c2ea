package dealflow.deal.outbox;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.Published;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** After a lost topic: everything goes out again, and each deal in its order. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class RepublicationTest {

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Test
    void everyEventIsPublishedAgainInOrder() {
        var deal = lead(pipeline());
        for (var title : new String[] {"a", "b"}) {
            as("sales-rep")
                    .contentType("application/merge-patch+json")
                    .body("{\"title\":\"" + title + "\"}")
                    .patch("/deals/" + deal)
                    .then()
                    .statusCode(200);
        }
        Published.of(deal, kafka, messages -> messages.size() == 3);

        var events = as("sales-ops")
                .header("Idempotency-Key", UUID.randomUUID())
                .post("/republications")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getLong("events");

        assertThat(events).isGreaterThanOrEqualTo(3);
        var twice = Published.of(deal, kafka, messages -> messages.size() == 6).stream()
                .map(message -> new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .toList();
        assertThat(twice.subList(3, 6)).isEqualTo(twice.subList(0, 3)).doesNotHaveDuplicates();
        // What has arrived is no longer counted once the relay has ended its round.
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (waiting() >= events) {
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    private static long waiting() {
        return as("sales-ops")
                .get("/republications")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("waiting");
    }

    @Test
    void onlyOperationsMayOrderIt() {
        as("sales-manager").post("/republications").then().statusCode(403);
    }
}
