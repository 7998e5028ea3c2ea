package dealflow.deal.move;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.deal;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static dealflow.deal.DealApi.qualify;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.deal.DealApi;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The manual's rules, as far as they are this service's to keep; R5 and R6 are statistics, which others keep. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ManualRulesTest {

    @Test
    void r1OurOwnActivityIsNoConfirmation() {
        var deal = lead(pipeline());
        qualify(deal);
        assertThat(move(deal, "{\"to\":\"opportunity\",\"note\":\"we quoted\",\"reason\":\"we called twice\"}")
                        .jsonPath()
                        .getList("missing.kind", String.class))
                .containsExactly("CONFIRMATION");
        move(deal, "{\"to\":\"opportunity\",\"confirmation\":{\"signal\":\"INQUIRY\"}}")
                .then()
                .statusCode(422);
    }

    @Test
    void r2ALeadIsOutsideTheFunnelAndCountedApart() {
        var pipeline = pipeline();
        lead(pipeline);
        qualify(lead(pipeline));
        var count = as("sales-ops").get("/pipelines/" + pipeline + "/leads").jsonPath();
        assertThat(count.getInt("leads")).isEqualTo(2);
        assertThat(count.getInt("genuine")).isEqualTo(1);
        assertThat(count.getInt("pseudo")).isEqualTo(1);
        assertThat(as("sales-rep")
                        .get("/deals?status=OPEN&pipeline=" + pipeline)
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void r3WithoutAnyOneElementItIsAPseudoOpportunity() {
        var pipeline = pipeline();
        for (var element : new String[] {"need", "budget", "keyPerson", "fit"}) {
            var deal = lead(pipeline);
            var without = DealApi.GENUINE.replaceAll(
                    "\"%s\":\\{[^}]*}".formatted(element), "\"%s\":{\"state\":\"UNKNOWN\"}".formatted(element));
            as("sales-rep")
                    .body(without)
                    .put("/deals/" + deal + "/qualification")
                    .then()
                    .statusCode(200);
            assertThat(deal(deal).getString("qualification.verdict")).isEqualTo("PSEUDO");
            assertThat(move(deal, DealApi.confirmed("opportunity", "INQUIRY"))
                            .jsonPath()
                            .getList("missing.key", String.class))
                    .containsExactly(element);
        }
        as("sales-rep")
                .body("{\"need\":{\"state\":\"CONFIRMED\"}}")
                .put("/deals/" + lead(pipeline) + "/qualification")
                .then()
                .statusCode(422);
    }

    @Test
    void r4NoFieldOfTheApiSaysHowProbableADealIs() throws IOException {
        var document = as("viewer").get("/q/openapi?format=json").asByteArray();
        var names = new TreeSet<String>();
        var api = new ObjectMapper().readTree(document);
        // What the forecast tells of a target has the chance that it is met, which many deals have together.
        var target = ((ObjectNode) api.at("/components/schemas")).remove("TargetOutlook");
        assertThat(target.at("/properties/chance").isObject()).isTrue();
        properties(api, names);
        assertThat(names).contains("stage", "verdict", "suggested", "reduction");
        assertThat(names).noneMatch(name -> name.toLowerCase().matches(".*(probab|likel|odds|score|chance|winrate).*"));
    }

    private static void properties(JsonNode node, TreeSet<String> names) {
        node.path("properties").fieldNames().forEachRemaining(names::add);
        node.forEach(child -> properties(child, names));
    }
}
