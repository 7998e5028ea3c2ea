package dealflow.deal.approval;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.confirmed;
import static dealflow.deal.DealApi.deal;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static dealflow.deal.DealApi.qualify;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.TravelClock;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody asks, somebody else decides, and what is decided opens the gate once, for the terms that it was asked for. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ApprovalTest {

    private static final String LIMITS =
            """
            {"limits":[{"role":"sales-rep","largestReduction":0.03},{"role":"sales-manager","largestReduction":0.08}]}""";

    @Test
    void anEscalatedPriceIsDecidedByWhoeverMayAndConcededOnceByWhoAsked() {
        var deal = escalated();
        var asked = only(deal);
        assertThat(asked.getString("status")).isEqualTo("OPEN");
        assertThat(asked.getString("askedBy")).isEqualTo("sales-rep@example.com");
        assertThat(asked.getString("why")).isEqualTo("cheaper");
        assertThat(asked.getList("approvers", String.class)).containsExactly("sales-manager", "sales-ops");
        concede(deal, "45600.00").then().statusCode(403);

        var id = asked.getString("id");
        assertThat(decide("sales-rep", id, true).jsonPath().getString("detail")).contains("somebody else");
        decide("sales-ops", id, true).then().statusCode(200);
        decide("sales-ops", id, false).then().statusCode(409);
        concede(deal, "45000.00").then().statusCode(403);
        concede(deal, "45600.00").then().statusCode(200);
        assertThat(only(deal).getString("status")).isEqualTo("USED");
        assertThat(deal(deal).getString("amount.amount")).startsWith("45600");
    }

    @Test
    void aNewPriceVoidsWhatWasApprovedForTheOldOne() {
        var deal = escalated();
        var id = only(deal).getString("id");
        decide("sales-ops", id, true).then().statusCode(200);
        revise(deal, "{\"amount\":{\"amount\":\"49000\",\"currency\":\"USD\"}}");
        assertThat(only(deal).getString("status")).isEqualTo("VOID");
        concede(deal, "45600.00").then().statusCode(403);
        revise(deal, "{\"amount\":{\"amount\":\"48000\",\"currency\":\"USD\"},\"title\":\"Other lamps\"}");
        assertThat(only(deal).getString("status"))
                .as("the same terms again, and a title is none")
                .isEqualTo("APPROVED");
    }

    @Test
    void aRejectionAndAnEndCloseTheGate() {
        var rejected = escalated();
        decide("sales-ops", only(rejected).getString("id"), false).then().statusCode(200);
        assertThat(only(rejected).getString("decision.until")).isNull();
        concede(rejected, "45600.00").then().statusCode(403);

        var time = TravelClock.at("2026-03-02T08:00:00Z");
        var expired = escalated();
        decide("sales-ops", only(expired).getString("id"), true).then().statusCode(200);
        time.days(15);
        assertThat(only(expired).getString("status")).isEqualTo("EXPIRED");
        concede(expired, "45600.00").then().statusCode(403);
    }

    @Test
    void aMovePassesThatLacksWhatWasApprovedButNeverWithoutTheCustomer() {
        var deal = lead(pipeline());
        qualify(deal);
        move(deal, confirmed("opportunity", "INQUIRY")).then().statusCode(200);
        var request = "{\"to\":\"risk\",\"why\":\"The fair is next week\"}";
        var asked = as("sales-rep").body(request).post("/deals/" + deal + "/transitions/approvals");
        assertThat(asked.statusCode()).isEqualTo(201);
        assertThat(asked.jsonPath().getList("subject.missing.key", String.class))
                .containsExactly("recognition");
        as("sales-rep")
                .body(request)
                .post("/deals/" + deal + "/transitions/approvals")
                .then()
                .statusCode(409);
        moveAsRep(deal, confirmed("risk", "SHORTLIST")).then().statusCode(422);

        assertThat(queue()).contains(deal);
        decide("sales-ops", asked.path("id"), true).then().statusCode(200);
        assertThat(queue()).doesNotContain(deal);
        assertThat(as("sales-rep")
                        .get("/deals/" + deal + "/transitions")
                        .jsonPath()
                        .getList("items.find { it.to == 'risk' }.missing.key", String.class))
                .containsExactly("confirmation");
        moveAsRep(deal, "{\"to\":\"risk\"}").then().statusCode(422);
        moveAsRep(deal, confirmed("risk", "SHORTLIST")).then().statusCode(200);
        assertThat(history(deal).getString("items[-1].event.change.override"))
                .isEqualTo("approved by sales-ops@example.com: it is worth it");
        assertThat(only(deal).getString("status")).isEqualTo("USED");
    }

    @Test
    void whatLacksNothingIsNotAskedForAndAReasonIsGiven() {
        var deal = lead(pipeline());
        qualify(deal);
        for (var wrong : new String[] {
            "{\"to\":\"opportunity\",\"why\":\"it is time\"}",
            "{\"to\":\"risk\",\"why\":\" \"}",
            "{\"to\":\"nowhere\",\"why\":\"x\"}"
        }) {
            as("sales-rep")
                    .body(wrong)
                    .post("/deals/" + deal + "/transitions/approvals")
                    .then()
                    .statusCode(422);
        }
        var id = only(escalated()).getString("id");
        for (var wrong : new String[] {
            "{\"approved\":true}",
            "{\"reason\":\"x\"}",
            "{\"approved\":true,\"reason\":\"x\",\"until\":\"2020-01-01T00:00:00Z\"}",
            "{\"approved\":false,\"reason\":\"x\",\"until\":\"2100-01-01T00:00:00Z\"}"
        }) {
            as("sales-ops")
                    .body(wrong)
                    .post("/approvals/" + id + "/decision")
                    .then()
                    .statusCode(422);
        }
    }

    private static String escalated() {
        var pipeline = pipeline();
        as("sales-ops")
                .body(LIMITS)
                .put("/pipelines/" + pipeline + "/approval-limits")
                .then()
                .statusCode(200);
        var deal = lead(pipeline);
        move(deal, "{\"to\":\"risk\",\"override\":\"test\"}").then().statusCode(200);
        as("sales-rep")
                .body("{\"ways\":[{\"way\":\"A competitor\",\"state\":\"HOLDS\",\"evidence\":\"their offer\"}]}")
                .put("/deals/" + deal + "/risk-review")
                .then()
                .statusCode(200);
        assertThat(as("sales-rep")
                        .body("{\"words\":\"cheaper\",\"reduction\":0.05}")
                        .post("/deals/" + deal + "/price-requests")
                        .jsonPath()
                        .getString("answer"))
                .isEqualTo("ESCALATE");
        return deal;
    }

    private static JsonPath only(String deal) {
        var approvals =
                as("sales-ops").get("/deals/" + deal + "/approvals").jsonPath().setRootPath("items[0]");
        assertThat(approvals.getString("id")).isNotNull();
        return approvals;
    }

    private static List<String> queue() {
        return as("sales-ops")
                .get("/approvals?status=OPEN&limit=500")
                .jsonPath()
                .getList("items.dealId", String.class);
    }

    private static Response decide(String role, String id, boolean approved) {
        return as(role).body("{\"approved\":%s,\"reason\":\"it is worth it\"}".formatted(approved))
                .post("/approvals/" + id + "/decision");
    }

    private static Response concede(String deal, String price) {
        return as("sales-rep")
                .body("{\"price\":{\"amount\":\"%s\",\"currency\":\"USD\"},\"inReturn\":\"prepayment\"}"
                        .formatted(price))
                .put("/deals/" + deal + "/price-requests/1/concession");
    }

    private static Response moveAsRep(String deal, String body) {
        return as("sales-rep").body(body).post("/deals/" + deal + "/transitions");
    }

    private static void revise(String deal, String patch) {
        as("sales-rep")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
    }
}
