package dealflow.deal.move;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.confirmed;
import static dealflow.deal.DealApi.deal;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.qualify;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The won stage has signals and a checklist like any other: each company says what counts as an order. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class OrderRulesTest {

    private static final String CONTRACT =
            """
            "signals":["CONTRACT_SIGNED"],
            "checklist":[{"key":"deposit-received","names":{"en":"The deposit has come in"},"required":true,
                          "confirmedBy":"CUSTOMER"}]""";

    @Test
    void aWordIsNoOrderWhereTheCompanyWantsAContractAndADeposit() {
        var deal = atTheEnd("\"won\":{\"key\":\"signed\",%s}".formatted(CONTRACT));
        assertThat(lacking(deal, confirmed("won", "VERBAL_PROMISE")))
                .containsExactly("VERBAL_PROMISE", "deposit-received");
        var possible = as("sales-rep").get("/deals/" + deal + "/transitions").jsonPath();
        assertThat(possible.getList("items.find { it.to == 'signed' }.missing.key", String.class))
                .containsExactly("confirmation", "deposit-received");
        assertThat(possible.getString("items.find { it.to == 'signed' }.missing[0].message"))
                .contains("CONTRACT_SIGNED");

        assertThat(guidance(deal, "missing")).containsExactly("deposit-received");
        as("sales-rep")
                .body("{\"done\":true,\"evidence\":\"bank notice of 3 March\"}")
                .put("/deals/" + deal + "/checklist/deposit-received")
                .then()
                .statusCode(200);
        assertThat(guidance(deal, "done")).containsExactly("deposit-received");
        assertThat(as("sales-rep")
                        .get("/deals/" + deal + "/checklist")
                        .jsonPath()
                        .getList("items.stage", String.class))
                .containsExactly("lead", "signed");
        move(deal, confirmed("won", "CONTRACT_SIGNED")).then().statusCode(200);
        assertThat(deal(deal).getString("status")).isEqualTo("WON");
    }

    @Test
    void aWordIsAnOrderWhereTheCompanySaysNothingElse() {
        var deal = atTheEnd("\"won\":{\"key\":\"signed\"}");
        move(deal, confirmed("won", "VERBAL_PROMISE")).then().statusCode(200);
    }

    @Test
    void anItemOfTheOrderIsNoSecondItemOfAStage() {
        var body = pipeline("p-" + UUID.randomUUID(), "\"won\":{\"key\":\"signed\",%s}".formatted(CONTRACT))
                .replace("\"key\":\"visited\"", "\"key\":\"deposit-received\"");
        var refused = as("sales-ops").body(body).post("/pipelines");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("errors[0].field")).isEqualTo("won.checklist.key");
    }

    private static List<String> lacking(String deal, String move) {
        return move(deal, move).then().statusCode(422).extract().jsonPath().getList("missing.key", String.class);
    }

    private static List<String> guidance(String deal, String which) {
        return as("sales-rep").get("/deals/" + deal + "/guidance").jsonPath().getList(which + ".key", String.class);
    }

    private static String atTheEnd(String won) {
        var key = "p-" + UUID.randomUUID();
        as("sales-ops").body(pipeline(key, won)).post("/pipelines").then().statusCode(201);
        var deal = lead(key);
        qualify(deal);
        move(deal, confirmed("talks", "INQUIRY")).then().statusCode(200);
        return deal;
    }

    private static String pipeline(String key, String won) {
        return """
                {"key":"%s","currency":"USD","timeZone":"Europe/Oslo","stages":[
                  {"key":"lead","place":"OUTSIDE","checklist":[{"key":"visited"}]},
                  {"key":"talks","place":"FUNNEL"}],%s}"""
                .formatted(key, won);
    }
}
