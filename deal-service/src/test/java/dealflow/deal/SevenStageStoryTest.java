package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.stall.StalledDeals;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The manual's story: one sale through the seven stages of the customer's purchase, from the inquiry to the last payment. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class SevenStageStoryTest {

    private static final String THIRTY_SEVENTY =
            """
            {"paymentTerms":[{"milestone":"ORDER","share":0.3,"offsetDays":0},
                             {"milestone":"BILL_OF_LADING","share":0.7,"offsetDays":15}]}""";

    @Inject
    StalledDeals stalledDeals;

    @Test
    void aSaleMovesAtTheCustomersPace() {
        var time = TravelClock.at("2026-03-02T08:00:00Z");
        var pipeline = "story-" + UUID.randomUUID();
        as("sales-ops")
                .body(
                        "{\"key\":\"%s\",\"template\":\"buyer-aligned-7\",\"currency\":\"USD\",\"timeZone\":\"Asia/Shanghai\"}"
                                .formatted(pipeline))
                .post("/pipelines")
                .then()
                .statusCode(201);

        // An inquiry comes in. It looks like business, but nobody knows need, budget or key person: a
        // pseudo-opportunity.
        var li = Salesperson.hears(pipeline, "Nordlys AS");
        assertThat(li.looks().getString("qualification.verdict")).isEqualTo("PSEUDO");
        assertThat(li.lacksFor("opportunity")).containsExactly("confirmation", "need", "budget", "keyPerson", "fit");
        assertThat(as("sales-rep")
                        .get("/deals?verdict=PSEUDO&pipeline=" + pipeline)
                        .jsonPath()
                        .getList("items.id"))
                .isEqualTo(List.of(li.deal()));
        var leads = as("sales-ops").get("/pipelines/" + pipeline + "/leads").jsonPath();
        assertThat(leads.getInt("pseudo")).isEqualTo(1);
        assertThat(leads.getInt("lacking.budget")).isEqualTo(1);

        // Two calls later it has all three elements and fits: an opportunity, confirmed by the inquiry itself.
        time.days(3);
        li.qualifies();
        li.moves("opportunity", "INQUIRY");
        assertThat(li.looks().getString("status")).isEqualTo("OPEN");
        assertThat(as("sales-ops")
                        .get("/pipelines/" + pipeline + "/leads")
                        .jsonPath()
                        .getInt("leads"))
                .isZero();

        // The customer asks for a better price at once. It is still forming its need: not yet.
        var early = li.isAskedForALowerPrice();
        assertThat(early.getString("answer")).isEqualTo("NOT_YET");
        assertThat(early.getString("reasons[0].text")).contains("Clarify the need");
        var guidance = li.guidance("zh");
        assertThat(guidance.getString("stage.name")).isEqualTo("挖掘商机");
        assertThat(guidance.getString("concerns.first")).isEqualTo("形成自己清晰的需求");
        assertThat(guidance.getString("price.text")).isEqualTo("不谈价:先澄清需求");
        assertThat(guidance.getString("buyingPhase")).isEqualTo("NEED_FORMATION");

        // It agrees to our statement of its needs; the ticks say that it is further than the record.
        time.days(7);
        li.ticks("expectations-stated", "motives-understood");
        assertThat(li.guidance("en").getString("stage.key")).isEqualTo("opportunity");
        assertThat(li.guidance("en").getString("suggested.key")).isEqualTo("needs-confirmed");
        li.moves("needs-confirmed", "NEEDS_AGREED");
        assertThat(li.lacksFor("customer-recognition")).containsExactly("confirmation", "needs-agreed");
        li.ticks("needs-agreed");
        time.days(8);
        li.moves("customer-recognition", "SAMPLE_REQUEST");

        // The samples are on their way for weeks: the deal stalls, and says so once.
        time.days(29);
        stalledDeals.tell();
        assertThat(li.guidance("en").getInt("stay.days")).isEqualTo(29);
        assertThat(li.guidance("en").getBoolean("stay.stalled")).isFalse();
        time.days(2);
        stalledDeals.tell();
        stalledDeals.tell();
        assertThat(li.guidance("en").getBoolean("stay.stalled")).isTrue();
        assertThat(li.history().getList("items.type", String.class))
                .filteredOn("dealflow.deal.stalled.v1"::equals)
                .hasSize(1);
        li.put("/snooze", "{\"until\":\"2026-05-04\",\"reason\":\"Their laboratory is closed until 4 May\"}");
        assertThat(li.guidance("en").getBoolean("stay.stalled")).isFalse();
        assertThat(li.guidance("en").getString("stay.snoozeReason")).contains("laboratory");

        // The tests are good, the solution is accepted; the wish for a lower price meets a different answer: hold.
        time.days(14);
        li.ticks("samples-received", "solution-presented");
        li.moves("solution-confirmed", "SOLUTION_ACCEPTED");
        assertThat(li.isAskedForALowerPrice().getString("answer")).isEqualTo("HOLD");
        assertThat(li.lacksFor("risk-assessment")).containsExactly("confirmation", "solution-accepted");
        li.ticks("solution-accepted");
        li.moves("risk-assessment", "SHORTLISTED");

        // On the shortlist, the risk review decides: a way to walk away holds, so we trade, against something in
        // return.
        li.put(
                "/risk-review",
                """
                {"ways":[{"way":"It cannot bear the risk after ordering","state":"RULED_OUT","evidence":"bank guarantee"},
                         {"way":"A competitor stands at the same stage","state":"HOLDS","evidence":"their quotation"}]}""");
        assertThat(li.isAskedForALowerPrice().getString("answer")).isEqualTo("TRADE");
        li.put(
                "/price-requests/3/concession",
                "{\"price\":{\"amount\":\"46800.00\",\"currency\":\"USD\"},\"inReturn\":\"30 % with the order\"}");
        assertThat(li.looks().getString("amount.amount")).isEqualTo("46800.00");
        li.patches(THIRTY_SEVENTY);

        // Signed.
        time.days(5);
        assertThat(li.lacksFor("won")).containsExactly("confirmation", "reason");
        li.wins("solution", "PI_SIGNED");
        assertThat(li.looks().getString("stage")).isEqualTo("order-confirmed");

        // Paid in two instalments.
        var ordered = li.terms();
        assertThat(ordered.getString("terms.items[0].dueOn")).isEqualTo("2026-05-09");
        assertThat(ordered.getString("terms.items[0].amount.amount")).isEqualTo("14040.00");
        assertThat(ordered.getString("terms.items[1].dueOn")).isNull();
        time.days(2);
        assertThat(li.pays("14040.00", "2026-05-11").getString("terms.items[0].outstanding.amount"))
                .isEqualTo("0.00");
        time.days(30);
        li.put("/milestones/BILL_OF_LADING", "{\"reachedOn\":\"2026-06-09\"}");
        assertThat(li.terms().getString("terms.items[1].dueOn")).isEqualTo("2026-06-24");
        time.days(14);
        var paid = li.pays("32760.00", "2026-06-24");
        assertThat(paid.getString("terms.outstanding.amount")).isEqualTo("0.00");
        assertThat(paid.getList("items")).hasSize(2);

        assertThat(li.history().getList("items.event.change.direction", String.class))
                .filteredOn(direction -> direction != null)
                .containsExactly("IN", "FORWARD", "FORWARD", "FORWARD", "FORWARD", "WON");
        var sequences = li.history().getList("items.sequence", Integer.class);
        for (var i = 0; i < sequences.size(); i++) {
            assertThat(sequences.get(i)).isEqualTo(i + 1);
        }
    }
}
