package dealflow.deal.guidance;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.pipeline.Stage;
import dealflow.deal.pipeline.Pipelines;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** R7: the stage tells what to do next. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class GuidanceTest {

    @Inject
    Pipelines pipelines;

    @Test
    void theTemplatesTellFirstSecondAndPriceAndWhatToDoInBothLanguages() {
        for (var template : pipelines.templates()) {
            for (var stage : template.stages()) {
                for (var language : new String[] {"en", "zh"}) {
                    assertThat(stage.concerns().get(language)).as(stage.key()).hasSize(3);
                    assertThat(stage.actions().get(language)).hasSizeGreaterThan(1);
                    assertThat(stage.names().get(language)).isNotBlank();
                    assertThat(stage.checklist()).isNotEmpty().allSatisfy(item -> assertThat(
                                    item.names().get(language))
                            .isNotBlank());
                }
                assertThat(stage.place() == Stage.Place.OUTSIDE
                                || !stage.signals().isEmpty())
                        .isTrue();
            }
            assertThat(template.won().names()).containsOnlyKeys("en", "zh");
            assertThat(template.winReasons()).isNotEmpty();
            assertThat(template.lossReasons()).isNotEmpty();
        }
    }

    @Test
    void aPipelineThatSaysLittleStillGuides() {
        var deal = lead(pipeline());
        var guidance = as("sales-rep").header("Accept-Language", "fr, zh;q=0.5").get("/deals/" + deal + "/guidance");
        guidance.then().statusCode(200).header("Content-Language", "zh");
        assertThat(guidance.jsonPath().getString("concerns.first")).isNull();
        assertThat(guidance.jsonPath().getString("concerns.price")).isEqualTo("价格尚不是关注点;成本次于清晰的需求");
        assertThat(guidance.jsonPath().getString("stay.threshold")).isNull();
        assertThat(guidance.jsonPath().getList("elementsMissing.key", String.class))
                .containsExactly("need", "budget", "keyPerson", "fit");
        as("sales-rep")
                .get("/deals/019cac2a-9dc0-7d4b-9a35-5b0e6f7c2d11/guidance")
                .then()
                .statusCode(404);
    }

    @Test
    void aClosedDealHasNothingToDo() {
        var deal = lead(pipeline());
        move(deal, "{\"to\":\"lost\",\"reason\":\"price\"}").then().statusCode(200);
        var guidance = as("sales-rep").get("/deals/" + deal + "/guidance").jsonPath();
        assertThat(guidance.getString("stage.name")).isEqualTo("Lost");
        assertThat(guidance.getString("suggested")).isNull();
        assertThat(guidance.getList("actions")).isEmpty();
    }
}
