package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.confirmed;
import static dealflow.deal.DealApi.deal;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static dealflow.deal.DealApi.qualify;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sale from the first inquiry to the last payment, and the ways in which it may not go. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class DealStoryTest {

    @Test
    void aDealMovesAsTheCustomerConfirmsEachStage() {
        var deal = lead(pipeline());
        assertThat(deal(deal).getString("status")).isEqualTo("LEAD");

        var refused =
                move(deal, "{\"to\":\"opportunity\"}").then().statusCode(422).extract();
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.jsonPath().getList("missing.key", String.class))
                .containsExactly("confirmation", "need", "budget", "keyPerson", "fit");

        qualify(deal);
        assertThat(deal(deal).getString("qualification.verdict")).isEqualTo("GENUINE");
        move(deal, confirmed("opportunity", "INQUIRY")).then().statusCode(200);
        assertThat(deal(deal).getString("status")).isEqualTo("OPEN");

        assertThat(move(deal, confirmed("recognition", "INQUIRY"))
                        .then()
                        .statusCode(422)
                        .extract()
                        .jsonPath()
                        .getList("missing.kind"))
                .isEqualTo(List.of("SIGNAL"));
        move(deal, confirmed("recognition", "SAMPLE_REQUEST")).then().statusCode(200);
        assertThat(move(deal, confirmed("risk", "SHORTLIST"))
                        .then()
                        .statusCode(422)
                        .extract()
                        .jsonPath()
                        .getList("missing.key"))
                .isEqualTo(List.of("samples-tested"));
        as("sales-rep")
                .body("{\"done\":true}")
                .put("/deals/" + deal + "/checklist/samples-tested")
                .then()
                .statusCode(422);
        as("sales-rep")
                .body("{\"done\":true,\"evidence\":\"test report 12\"}")
                .put("/deals/" + deal + "/checklist/samples-tested")
                .then()
                .statusCode(200);
        move(deal, confirmed("risk", "SHORTLIST")).then().statusCode(200);
        move(deal, confirmed("won", "SIGNED_PI")).then().statusCode(200);
        assertThat(deal(deal).getString("stage")).isEqualTo("signed");

        as("sales-rep")
                .body("{\"amount\":{\"amount\":\"14400.00\",\"currency\":\"USD\"},\"receivedOn\":\"2026-01-02\"}")
                .post("/deals/" + deal + "/payments")
                .then()
                .statusCode(201);
        assertThat(history(deal).getList("items.event.change.direction", String.class))
                .containsExactly(null, "IN", "FORWARD", "FORWARD", "WON");
        assertThat(history(deal).getList("items.sequence", Integer.class)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(history(deal).getString("items[2].event.change.confirmation.confirmedBy"))
                .isEqualTo("Kari Berg");
    }

    @Test
    void aStageMayNotBeSkippedWhereThePipelineForbidsIt() {
        var deal = lead(pipeline());
        qualify(deal);
        move(deal, confirmed("opportunity", "INQUIRY")).then().statusCode(200);
        assertThat(move(deal, confirmed("risk", "SHORTLIST"))
                        .then()
                        .statusCode(422)
                        .extract()
                        .jsonPath()
                        .getString("missing[0].key"))
                .isEqualTo("recognition");
    }

    @Test
    void wayBackNeedsAReasonAndIsNeverBlocked() {
        var deal = lead(pipeline());
        qualify(deal);
        move(deal, confirmed("opportunity", "INQUIRY")).then().statusCode(200);
        move(deal, confirmed("recognition", "SAMPLE_REQUEST")).then().statusCode(200);
        move(deal, "{\"to\":\"opportunity\"}").then().statusCode(422);
        move(deal, "{\"to\":\"opportunity\",\"reason\":\"need changed\"}")
                .then()
                .statusCode(200);
        move(deal, "{\"to\":\"lead\",\"reason\":\"budget gone\"}").then().statusCode(200);
        move(deal, "{\"to\":\"lost\",\"reason\":\"price\"}").then().statusCode(200);
        // It was lost as a lead: to come back into the funnel, it needs what a lead needs.
        assertThat(move(deal, "{\"to\":\"recognition\",\"reason\":\"they called\"}")
                        .then()
                        .statusCode(422)
                        .extract()
                        .jsonPath()
                        .getList("missing.kind"))
                .containsExactly("CONFIRMATION");
        move(deal, confirmed("recognition", "SAMPLE_REQUEST").replaceFirst("\\{", "{\"reason\":\"they called\","))
                .then()
                .statusCode(200);
        assertThat(history(deal).getList("items.event.change.direction", String.class))
                .containsExactly(null, "IN", "FORWARD", "BACKWARD", "RETURNED", "LOST", "REOPENED");
    }

    @Test
    void whatComesBackGoesNoFurtherThanItHadBeenWithoutTheCustomersWord() {
        var deal = lead(pipeline());
        qualify(deal);
        move(deal, confirmed("opportunity", "INQUIRY")).then().statusCode(200);
        move(deal, "{\"to\":\"lead\",\"reason\":\"budget gone\"}").then().statusCode(200);
        var back = confirmed("risk", "SHORTLIST").replace("{\"to\"", "{\"reason\":\"budget is back\",\"to\"");
        assertThat(move(deal, back).jsonPath().getList("missing.key", String.class))
                .containsExactly("recognition");
        move(deal, back.replace("risk", "opportunity")).then().statusCode(200);
        move(deal, "{\"to\":\"lost\",\"reason\":\"price\"}").then().statusCode(200);
        assertThat(move(deal, "{\"to\":\"recognition\",\"reason\":\"they called\"}")
                        .jsonPath()
                        .getList("missing.kind", String.class))
                .containsExactly("CONFIRMATION");
        move(deal, "{\"to\":\"opportunity\",\"reason\":\"they called\"}").then().statusCode(200);
    }

    @Test
    void everyPossibleMoveIsListedWithWhatItLacks() {
        var deal = lead(pipeline());
        var moves = as("sales-rep")
                .get("/deals/" + deal + "/transitions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(moves.getList("items.to", String.class))
                .containsExactly("opportunity", "recognition", "risk", "lost");
        assertThat(moves.getList("items[0].missing.kind", String.class))
                .containsExactly("CONFIRMATION", "QUALIFICATION", "QUALIFICATION", "QUALIFICATION", "QUALIFICATION");
    }

    @Test
    void salesOperationsMayOverrideWithAReasonThatStaysOnRecord() {
        var deal = lead(pipeline());
        var move = "{\"to\":\"risk\",\"override\":\"moved from the old system\"}";
        as("sales-rep")
                .body(move)
                .post("/deals/" + deal + "/transitions")
                .then()
                .statusCode(403);
        as("sales-ops")
                .body(move)
                .post("/deals/" + deal + "/transitions")
                .then()
                .statusCode(200);
        assertThat(history(deal).getString("items[1].event.change.override")).isEqualTo("moved from the old system");
        assertThat(history(deal).getList("items[1].event.change.skipped"))
                .isEqualTo(List.of("opportunity", "recognition"));
    }

    @Test
    void aRevisionKeepsWhatWasBefore() {
        var deal = lead(pipeline());
        as("sales-rep")
                .contentType("application/merge-patch+json")
                .body("{\"owner\":\"zhang@example.com\",\"amount\":{\"amount\":\"50000.00\"}}")
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
        assertThat(deal(deal).getString("reportingAmount.amount")).isEqualTo("50000.00");
        assertThat(history(deal).getString("items[1].event.previous.owner")).isEqualTo("sales-rep@example.com");
        assertThat(history(deal).getString("items[1].event.previous.amount.amount"))
                .isEqualTo("48000.00");
    }

    /** Each is merged with what is there when it is its turn. */
    @Test
    void revisionsAtOnceThatNameNoVersionAreAllMade() {
        var deal = lead(pipeline());
        var patches = IntStream.range(0, 20)
                .mapToObj(i -> (i % 2 == 0 ? "{\"product\":\"p%d\"}" : "{\"region\":\"r%d\"}").formatted(i))
                .toList();
        assertThat(patches.parallelStream().map(patch -> as("sales-rep")
                        .contentType("application/merge-patch+json")
                        .body(patch)
                        .patch("/deals/" + deal)
                        .statusCode()))
                .containsOnly(200);
        var revised = history(deal).getList("items.event.deal", Map.class);
        for (var i = 1; i < revised.size(); i++) {
            var before = revised.get(i - 1);
            var after = revised.get(i);
            assertThat(Objects.equals(before.get("product"), after.get("product"))
                            ^ Objects.equals(before.get("region"), after.get("region")))
                    .as("%s, then %s", before, after)
                    .isTrue();
        }
        assertThat(revised).hasSize(1 + patches.size());
    }

    @Test
    void aChangeToAnOldVersionIsRefused() {
        var deal = lead(pipeline());
        qualify(deal);
        as("sales-rep")
                .header("If-Match", "\"1\"")
                .body(confirmed("opportunity", "INQUIRY"))
                .post("/deals/" + deal + "/transitions")
                .then()
                .statusCode(412);
        as("sales-rep")
                .header("If-Match", "\"2\"")
                .body(confirmed("opportunity", "INQUIRY"))
                .post("/deals/" + deal + "/transitions")
                .then()
                .statusCode(200);
    }

    @Test
    void anAmountIsReportedAtTheRateOfItsDay() {
        var pipeline = pipeline();
        var body = "{\"pipeline\":\"%s\",\"title\":\"x\",\"amount\":{\"amount\":\"100.00\",\"currency\":\"NOK\"}}"
                .formatted(pipeline);
        as("sales-ops")
                .body("{\"rate\":0.1}")
                .put("/exchange-rates/NOK/USD/2020-01-01")
                .then()
                .statusCode(204);
        assertThat(as("sales-rep")
                        .body(body)
                        .post("/deals")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("reportingAmount.amount"))
                .isEqualTo("10.00");
    }

    @Test
    void aDeletedDealIsGoneForEveryone() {
        var deal = lead(pipeline());
        as("sales-rep").delete("/deals/" + deal).then().statusCode(403);
        as("sales-ops").delete("/deals/" + deal).then().statusCode(204);
        as("sales-rep").get("/deals/" + deal).then().statusCode(404);
    }

    @Test
    void aListIsReadPageByPage() {
        var pipeline = pipeline();
        var made = List.of(lead(pipeline), lead(pipeline), lead(pipeline));
        var first = as("sales-rep").get("/deals?limit=2&pipeline=" + pipeline).jsonPath();
        var second = as("sales-rep")
                .get("/deals?limit=2&pipeline=" + pipeline + "&cursor=" + first.getString("next"))
                .jsonPath();
        assertThat(first.getList("items.id", String.class)).containsExactly(made.get(0), made.get(1));
        assertThat(second.getList("items.id", String.class)).containsExactly(made.get(2));
        assertThat(second.getString("next")).isNull();
    }
}
