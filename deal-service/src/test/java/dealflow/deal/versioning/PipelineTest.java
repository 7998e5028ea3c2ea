package dealflow.deal.versioning;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.pipeline.Stage;
import dealflow.deal.DealApi;
import dealflow.deal.pipeline.PipelineCheck;
import dealflow.deal.pipeline.Pipelines;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class PipelineTest {

    @Inject
    Pipelines pipelines;

    @Test
    void theTemplatesAreWholePipelinesInBothLanguages() {
        assertThat(pipelines.templates()).hasSize(2).allSatisfy(template -> {
            assertThat(PipelineCheck.checked(template)).isEqualTo(template);
            assertThat(template.stages()).allSatisfy(stage -> {
                assertThat(stage.names()).containsOnlyKeys("en", "zh");
                assertThat(stage.concerns()).containsOnlyKeys("en", "zh");
                assertThat(stage.actions()).containsOnlyKeys("en", "zh");
                assertThat(stage.priceStance()).isNotNull();
            });
            assertThat(template.stages().get(0).place()).isEqualTo(Stage.Place.OUTSIDE);
        });
    }

    @Test
    void aPipelineIsMadeFromATemplate() {
        var key = "t-" + UUID.randomUUID();
        var body =
                "{\"key\":\"%s\",\"template\":\"buyer-aligned-7\",\"currency\":\"CNY\",\"timeZone\":\"Asia/Shanghai\"}"
                        .formatted(key);
        as("sales-ops").body(body).post("/pipelines").then().statusCode(201);
        as("sales-ops").body(body).post("/pipelines").then().statusCode(409);
        as("sales-rep").body(body).post("/pipelines").then().statusCode(403);
        var made = as("viewer").get("/pipelines/" + key).jsonPath();
        assertThat(as("viewer")
                        .get("/pipelines")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("items.key"))
                .contains(key);
        assertThat(as("viewer").get("/pipeline-templates").jsonPath().getList("items.key"))
                .isEqualTo(List.of("buyer-aligned-7", "b2b-5"));
        assertThat(made.getString("currency")).isEqualTo("CNY");
        assertThat(made.getString("won.key")).isEqualTo("order-confirmed");
        assertThat(made.getList("stages.key"))
                .isEqualTo(List.of(
                        "lead",
                        "opportunity",
                        "needs-confirmed",
                        "customer-recognition",
                        "solution-confirmed",
                        "risk-assessment"));
    }

    @Test
    void anEditMakesANewVersionAndKeepsStagesThatHaveDeals() {
        var key = pipeline();
        DealApi.lead(key);
        var without =
                """
                {"currency":"USD","timeZone":"UTC","stages":[{"key":"opportunity","place":"FUNNEL"}],
                 "won":{"key":"signed","names":{"en":"Signed"}}}""";
        as("sales-ops").body(without).put("/pipelines/" + key).then().statusCode(422);
        var with = without.replace("\"stages\":[", "\"stages\":[{\"key\":\"lead\",\"place\":\"OUTSIDE\"},");
        assertThat(as("sales-ops")
                        .body(with)
                        .put("/pipelines/" + key)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getInt("version"))
                .isEqualTo(2);
    }

    @Test
    void aDefinitionThatContradictsItselfIsRefused() {
        for (var stages : List.of(
                "[]",
                "[{\"key\":\"a\",\"place\":\"OUTSIDE\"}]",
                "[{\"key\":\"a\",\"place\":\"FUNNEL\"},{\"key\":\"b\",\"place\":\"OUTSIDE\"}]",
                "[{\"key\":\"a\",\"place\":\"FUNNEL\"},{\"key\":\"a\",\"place\":\"FUNNEL\"}]",
                "[{\"key\":\"lost\",\"place\":\"FUNNEL\"}]",
                "[{\"key\":\"A b\",\"place\":\"FUNNEL\"}]")) {
            as("sales-ops")
                    .body("{\"key\":\"x-%s\",\"currency\":\"USD\",\"timeZone\":\"UTC\",\"stages\":%s}"
                            .formatted(UUID.randomUUID(), stages))
                    .post("/pipelines")
                    .then()
                    .statusCode(422);
        }
    }
}
