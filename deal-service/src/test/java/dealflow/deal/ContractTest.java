package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.confirmed;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static dealflow.deal.DealApi.qualify;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dealflow.deal.outbox.RecordedEvents;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the service really writes is what the contract's schemas and samples say. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ContractTest {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    @Inject
    RecordedEvents recorded;

    @Inject
    ObjectMapper json;

    @Test
    void everyEventOfALifeMatchesItsSchemaAndHasTheFieldsOfItsSample() throws IOException {
        var deal = life();
        var events = recorded.history(UUID.fromString(deal), 0, 100);
        assertThat(events.stream().map(RecordedEvents.Recorded::type).distinct())
                .containsExactlyInAnyOrder(
                        "dealflow.deal.opened.v1",
                        "dealflow.deal.revised.v1",
                        "dealflow.deal.stage-changed.v1",
                        "dealflow.deal.payment-received.v1",
                        "dealflow.deal.deleted.v1");
        for (var event : events) {
            var name = event.type().replace("dealflow.deal.", "").replace(".v1", "");
            var schema = SCHEMAS.getSchema(SchemaLocation.of("classpath:contract/schemas/" + name + ".json"));
            var real = json.readTree(event.payload());
            assertThat(schema.validate(real)).as(event.payload()).isEmpty();
            var sample = sample(event.type());
            assertThat(real.fieldNames()).toIterable().containsExactlyElementsOf(() -> sample.fieldNames());
            assertThat(real.path("payment").fieldNames())
                    .toIterable()
                    .containsExactlyElementsOf(() -> sample.path("payment").fieldNames());
            assertThat(real.path("deal").fieldNames()).toIterable().containsExactlyElementsOf(() -> sample.path("deal")
                    .fieldNames());
        }
    }

    private JsonNode sample(String type) throws IOException {
        try (var index = resource("index.json")) {
            for (var entry : json.readTree(index).get("samples")) {
                if (entry.get("type").asText().equals(type)) {
                    try (var file = resource(entry.get("file").asText())) {
                        return json.readTree(file);
                    }
                }
            }
        }
        throw new AssertionError("no sample of " + type);
    }

    private static InputStream resource(String name) {
        return Thread.currentThread().getContextClassLoader().getResourceAsStream("contract/samples/" + name);
    }

    private static String life() {
        var deal = lead(pipeline());
        qualify(deal);
        move(deal, confirmed("opportunity", "INQUIRY")).then().statusCode(200);
        as("sales-rep")
                .contentType("application/merge-patch+json")
                .body("{\"amount\":{\"amount\":\"1000000\",\"currency\":\"USD\"},\"expectedCloseOn\":\"2026-12-01\"}")
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
        move(deal, confirmed("recognition", "SAMPLE_REQUEST")).then().statusCode(200);
        move(deal, "{\"to\":\"lost\",\"reason\":\"price\"}").then().statusCode(200);
        move(deal, "{\"to\":\"opportunity\",\"reason\":\"they called\"}").then().statusCode(200);
        var payment = as("sales-rep")
                .body("{\"amount\":{\"amount\":\"100\",\"currency\":\"USD\"},\"receivedOn\":\"2026-01-02\"}")
                .post("/deals/" + deal + "/payments")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("sales-rep")
                .body("{\"reason\":\"for another order\"}")
                .post("/deals/" + deal + "/payments/" + payment + "/reversal")
                .then()
                .statusCode(201);
        as("sales-ops").delete("/deals/" + deal).then().statusCode(204);
        return deal;
    }
}
