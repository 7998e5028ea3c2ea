package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.move;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.stall.StalledDeals;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A sale through the five stages, which may skip, goes back, is lost, comes again, and is paid too much. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class FiveStageStoryTest {

    @Inject
    StalledDeals stalledDeals;

    @Test
    void aSaleGoesBackAndComesAgain() {
        var time = TravelClock.at("2026-01-12T08:00:00Z");
        var pipeline = "story-" + UUID.randomUUID();
        as("sales-ops")
                .body("{\"key\":\"%s\",\"template\":\"b2b-5\",\"currency\":\"USD\",\"timeZone\":\"Europe/Oslo\"}"
                        .formatted(pipeline))
                .post("/pipelines")
                .then()
                .statusCode(201);

        // A name from a fair is a prospect, outside the funnel, until it is genuine and has said so.
        var ann = Salesperson.hears(pipeline, "Fjord Lys");
        assertThat(ann.guidance("en").getString("stage.name")).isEqualTo("Prospects");
        assertThat(ann.lacksFor("qualify")).contains("need", "budget", "keyPerson", "fit");
        assertThat(ann.isAskedForALowerPrice().getString("answer")).isEqualTo("NOT_YET");
        ann.qualifies();
        ann.moves("qualify", "INQUIRY");

        // The customer knows what it wants and puts us on the shortlist at once; what is skipped stays visible.
        time.days(10);
        ann.moves("finalist-selected", "SHORTLISTED");
        assertThat(ann.history().getList("items[-1].event.change.skipped")).isEqualTo(List.of("solution"));

        // No way to walk away is known to hold, so the price holds.
        ann.put("/risk-review", "{\"ways\":[{\"way\":\"Its market does not bear our price\",\"state\":\"OPEN\"}]}");
        var open = ann.isAskedForALowerPrice();
        assertThat(open.getString("answer")).isEqualTo("HOLD");
        assertThat(open.getString("reasons[0].code")).isEqualTo("WAYS_OPEN");

        // A new head of purchasing wants to see other solutions: back, with a reason.
        time.days(5);
        assertThat(ann.lacksFor("solution")).containsExactly("reason");
        move(ann.deal(), "{\"to\":\"solution\",\"reason\":\"new head of purchasing\"}")
                .then()
                .statusCode(200);
        assertThat(ann.isAskedForALowerPrice().getString("answer")).isEqualTo("HOLD");

        // It is quiet, the deal stalls; then it is lost, for one of the pipeline's reasons.
        time.days(31);
        stalledDeals.tell();
        assertThat(ann.guidance("en").getBoolean("stay.stalled")).isTrue();
        move(ann.deal(), "{\"to\":\"lost\",\"reason\":\"the weather\"}").then().statusCode(422);
        move(ann.deal(), "{\"to\":\"lost\",\"reason\":\"no-decision\"}").then().statusCode(200);

        // In spring they call: as far as it had been it is reopened with a reason, further only with a confirmation.
        time.days(40);
        move(ann.deal(), "{\"to\":\"closing-deal\",\"reason\":\"they called\"}")
                .then()
                .statusCode(422);
        move(ann.deal(), "{\"to\":\"finalist-selected\",\"reason\":\"they called\"}")
                .then()
                .statusCode(200);
        assertThat(ann.history().getString("items[-1].event.change.direction")).isEqualTo("REOPENED");
        time.days(3);
        ann.put("/snooze", "{\"until\":\"2026-05-12\",\"reason\":\"board meets on 10 May\"}");
        time.days(30);
        assertThat(stalled(pipeline)).isEmpty();
        ann.moves("closing-deal", "CONTRACT_REQUESTED");
        ann.patches(
                """
                {"paymentTerms":[{"milestone":"ORDER","share":0.5,"offsetDays":14},
                                 {"milestone":"DELIVERY","share":0.5,"offsetDays":30}]}""");
        ann.wins("trust", "SIGNED_CONTRACT");

        // Both instalments come, the second one twice; what is too much goes back.
        assertThat(ann.pays("24000.00", today(time)).getString("terms.items[0].outstanding.amount"))
                .isEqualTo("0.00");
        time.days(20);
        ann.put("/milestones/DELIVERY", "{\"reachedOn\":\"%s\"}".formatted(today(time)));
        ann.pays("24000.00", today(time));
        assertThat(ann.pays("24000.00", today(time)).getString("terms.overpaid.amount"))
                .isEqualTo("24000.00");
        var refunded = ann.pays("-24000.00", today(time));
        assertThat(refunded.getMap("terms.overpaid")).isEqualTo(Map.of("amount", "0.00", "currency", "USD"));
        assertThat(refunded.getString("terms.outstanding.amount")).isEqualTo("0.00");
        as("sales-rep")
                .body("{\"amount\":{\"amount\":\"-48000.01\",\"currency\":\"USD\"},\"receivedOn\":\"%s\"}"
                        .formatted(today(time)))
                .post("/deals/" + ann.deal() + "/payments")
                .then()
                .statusCode(422);
    }

    private static String today(TravelClock time) {
        return time.instant().toString().substring(0, 10);
    }

    private List<String> stalled(String pipeline) {
        stalledDeals.tell();
        return as("sales-rep")
                .get("/deals?stalled=true&pipeline=" + pipeline)
                .jsonPath()
                .getList("items.id");
    }
}
