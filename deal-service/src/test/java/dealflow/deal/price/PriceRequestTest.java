package dealflow.deal.price;

import static dealflow.deal.DealApi.CONFIRMED;
import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.deal;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class PriceRequestTest {

    private static final String HOLDS =
            """
            {"ways":[{"way":"A competitor stands at the same stage","state":"HOLDS","evidence":"their quotation"},
             {"way":"It cannot bear the risk","state":"OPEN"}]}""";

    @Test
    void aConcessionNeedsAnAnswerThatAllowsItAndSomethingInReturn() {
        var deal = atRisk(pipeline());
        ask(deal, "sales-rep", "0.05").then().statusCode(201);
        concede(deal, 1, "sales-rep", "46000.00", "prepayment").then().statusCode(409);

        review(deal, HOLDS).then().statusCode(200);
        assertThat(ask(deal, "sales-rep", "0.05").jsonPath().getString("answer"))
                .isEqualTo("TRADE");
        concede(deal, 2, "sales-rep", "46000.00", "").then().statusCode(422);
        concede(deal, 2, "sales-rep", "48000.00", "prepayment").then().statusCode(422);
        concede(deal, 9, "sales-rep", "46000.00", "prepayment").then().statusCode(404);
        concede(deal, 2, "sales-rep", "46000.00", "half with the order").then().statusCode(200);
        concede(deal, 2, "sales-rep", "45000.00", "more").then().statusCode(409);
        assertThat(deal(deal).getString("amount.amount")).isEqualTo("46000.00");
        assertThat(history(deal).getString("items[-1].event.previous.amount.amount"))
                .isEqualTo("48000.00");
        assertThat(as("sales-rep")
                        .get("/deals/" + deal + "/price-requests")
                        .jsonPath()
                        .getString("items[1].concession.inReturn"))
                .isEqualTo("half with the order");
    }

    @Test
    void limitsHoldForWhatIsConcededInSumAndForWhoConcedes() {
        var pipeline = pipeline();
        var limits =
                "{\"limits\":[{\"role\":\"sales-rep\",\"largestReduction\":0.03},{\"role\":\"sales-manager\",\"largestReduction\":0.08}]}";
        as("sales-rep")
                .body(limits)
                .put("/pipelines/" + pipeline + "/approval-limits")
                .then()
                .statusCode(403);
        as("sales-ops")
                .body(limits)
                .put("/pipelines/" + pipeline + "/approval-limits")
                .then()
                .statusCode(200);
        var deal = atRisk(pipeline);
        review(deal, HOLDS);
        assertThat(ask(deal, "sales-rep", "0.02").jsonPath().getString("answer"))
                .isEqualTo("TRADE");
        concede(deal, 1, "sales-rep", "47040.00", "prepayment").then().statusCode(200);
        var more = as("sales-rep")
                .header("Accept-Language", "zh-CN")
                .body("{\"price\":{\"amount\":\"46000\",\"currency\":\"USD\"}}")
                .post("/deals/" + deal + "/price-requests");
        assertThat(more.jsonPath().getString("answer"))
                .as("2 % and then 2 % are more than 3 %")
                .isEqualTo("ESCALATE");
        assertThat(more.jsonPath().getString("approver")).isEqualTo("sales-manager");
        assertThat(more.jsonPath().getString("reasons[1].text")).contains("4.2 %", "由 sales-manager 决定");
        var refused = concede(deal, 2, "sales-rep", "46000.00", "volume");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.jsonPath().getString("detail")).contains("sales-manager");
        concede(deal, 2, "sales-ops", "46000.00", "volume").then().statusCode(200);
    }

    @Test
    void whatIsCheckedNeedsEvidenceAndAnOldReviewIsNotOverwritten() {
        var deal = atRisk(pipeline());
        review(deal, "{\"ways\":[{\"way\":\"w\",\"state\":\"HOLDS\"}]}").then().statusCode(422);
        review(deal, "{\"ways\":[]}").then().statusCode(422);
        review(deal, HOLDS).then().statusCode(200).header("ETag", "\"1\"");
        as("sales-rep")
                .header("If-Match", "\"0\"")
                .body(HOLDS)
                .put("/deals/" + deal + "/risk-review")
                .then()
                .statusCode(412);
        assertThat(as("sales-rep")
                        .get("/deals/" + deal + "/risk-review")
                        .jsonPath()
                        .getList("ways.state"))
                .isEqualTo(List.of("HOLDS", "OPEN"));
    }

    @Test
    void thePriceOfAClosedDealIsSettled() {
        var deal = atRisk(pipeline());
        move(deal, "{\"to\":\"lost\",\"reason\":\"price\"}");
        ask(deal, "sales-rep", "0.02").then().statusCode(409);
        for (var bad : List.of(
                "{\"reduction\":0}", "{\"reduction\":1.5}", "{\"price\":{\"amount\":\"1\",\"currency\":\"NOK\"}}")) {
            as("sales-rep")
                    .body(bad)
                    .post("/deals/" + atRisk(pipeline()) + "/price-requests")
                    .then()
                    .statusCode(422);
        }
    }

    private static String atRisk(String pipeline) {
        var deal = lead(pipeline);
        as("sales-ops")
                .body("{\"to\":\"risk\",\"override\":\"test\",%s}".formatted(CONFIRMED.formatted("SHORTLIST")))
                .post("/deals/" + deal + "/transitions")
                .then()
                .statusCode(200);
        return deal;
    }

    private static Response ask(String deal, String role, String reduction) {
        return as(role).body("{\"askedBy\":\"Kari Berg\",\"words\":\"cheaper\",\"reduction\":%s}".formatted(reduction))
                .post("/deals/" + deal + "/price-requests");
    }

    private static Response review(String deal, String body) {
        return as("sales-rep").body(body).put("/deals/" + deal + "/risk-review");
    }

    private static Response concede(String deal, int number, String role, String price, String inReturn) {
        return as(role).body("{\"price\":{\"amount\":\"%s\",\"currency\":\"USD\"},\"inReturn\":\"%s\"}"
                        .formatted(price, inReturn))
                .put("/deals/" + deal + "/price-requests/" + number + "/concession");
    }
}
