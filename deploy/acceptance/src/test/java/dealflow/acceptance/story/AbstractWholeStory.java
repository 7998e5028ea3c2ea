package dealflow.acceptance.story;

import static dealflow.acceptance.system.Dealflow.deals;
import static dealflow.acceptance.system.Dealflow.forecasts;
import static dealflow.acceptance.system.Dealflow.funnels;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deals from the first contact to the order and its payments, by those who buy together, and what the statistics make of them. */
@ExtendWith(Dealflow.class)
abstract class AbstractWholeStory {

    private static final String DECIDER = "kari";
    private static final String USER = "ola";

    private final String pipeline;

    /** @param pipeline the key of a pipeline of its own */
    AbstractWholeStory(String pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void aLeadBecomesAnOrderAtTheCustomersPace() {
        StoryDeal.createPipeline(pipeline);
        change(pipeline, definition -> letOnlyTheDeciderConfirm(definition, "risk-assessment"));
        var deal = StoryDeal.opened(
                Role.OPS,
                pipeline,
                """
                "title":"Street lights for Bergen","customer":{"name":"Berg AS"},"owner":"li.wei","team":"europe",
                "amount":{"amount":"48000.00","currency":"USD"}""");
        assertThat(deal.opened().getString("status")).isEqualTo("LEAD");
        Dealflow.awaitProjections();
        assertThat(funnel(pipeline).getInt("entered.count"))
                .as("a lead is not in the funnel")
                .isZero();

        deal.introduce(DECIDER, "Kari Berg", "DECIDER");
        deal.introduce(USER, "Ola Dahl", "USER");
        // Nobody has qualified it, so it is no opportunity yet, and the answer says what is missing.
        var refused = deal.move("opportunity", USER, 422);
        assertThat(refused.getList("missing.key", String.class)).contains("need", "budget", "keyPerson", "fit");

        deal.qualify(DECIDER);
        assertThat(deal.move("opportunity", USER, 200).getString("status")).isEqualTo("OPEN");
        // Our own word is not enough.
        deal.post("/transitions", "{\"to\":\"needs-confirmed\"}", 422);

        Dealflow.awaitProjections();
        assertThat(funnel(pipeline).getInt("entered.count")).isEqualTo(1);
        assertThat(capacity("opportunity")).isEqualTo(1);
        assertThat(closed(pipeline, "bookings").getInt("count")).isZero();

        for (var stage : List.of("needs-confirmed", "customer-recognition", "solution-confirmed")) {
            deal.moveOn(stage, USER);
        }
        // Those who will work with it want it; who signs has said nothing, and the answer says so.
        deal.tickWhatIsRequired();
        var unheard = deal.move("risk-assessment", USER, 422);
        assertThat(unheard.getList("missing.kind", String.class)).containsExactly("ROLE");
        assertThat(unheard.getString("missing[0].message"))
                .contains("onfirmed so far by a user; the decider has confirmed nothing yet");
        deal.move("risk-assessment", DECIDER, 200);
        deal.moveOn("order-confirmed", DECIDER);
        assertThat(deal.lastConfirmation())
                .containsEntry("confirmedBy", "Kari Berg")
                .containsEntry("role", "DECIDER");
        Dealflow.awaitProjections();
        assertThat(funnel(pipeline).getInt("won.count")).isEqualTo(1);
        assertThat(funnel(pipeline).getString("won.amount")).startsWith("48000");
        assertThat(capacity("opportunity")).isZero();
        // The forecast answers from memory, which follows its tables a moment later.
        Dealflow.await(
                "the forecast counts the order",
                () -> closed(pipeline, "bookings").getInt("count") == 1);
    }

    @Test
    void aQuotationOfLinesIsBargainedOverWonAndPaid() {
        var sold = pipeline + "-of-lines";
        var lamp = sold + "-lamp";
        var pole = sold + "-pole";
        var incoterm = "incoterm-" + sold;
        StoryDeal.createPipeline(sold);
        change(sold, definition -> definition.put("closedProducts", true));
        StoryDeal.define("/products/" + lamp, "{\"names\":{\"en\":\"Solar lamp\",\"zh\":\"太阳能灯\"},\"unit\":\"piece\"}");
        StoryDeal.define(
                "/products/" + pole, "{\"names\":{\"en\":\"Pole, 6 m\",\"zh\":\"灯杆 6 米\"},\"unit\":\"piece\"}");
        var terms =
                """
                {"type":"ONE_OF","choices":[{"key":"FOB"},{"key":"CIF"}],"dimension":true,"retired":%s,
                 "requiredFrom":[{"pipeline":"%s","stage":"solution-confirmed"}]}""";
        StoryDeal.define("/fields/" + incoterm, terms.formatted(false, sold));
        StoryDeal.define(
                "/pipelines/%s/approval-limits".formatted(sold),
                "{\"limits\":[{\"role\":\"sales-rep\",\"largestReduction\":0.03}]}");

        var deal = StoryDeal.opened(
                Role.REP,
                sold,
                """
                "title":"Street lights for Oslo","customer":{"name":"Oslo Lys %s AS"},"lines":%s,
                "paymentTerms":[{"milestone":"ORDER","share":0.3,"offsetDays":0},{"milestone":"BILL_OF_LADING","share":0.7,"offsetDays":15}]"""
                        .formatted(sold, lines(lamp, 1000, pole, 100)));
        assertThat(deal.opened().getString("amount.amount"))
                .as("1000 lamps at 40, 100 poles at 80")
                .isEqualTo("48000.00");
        assertThat(deal.opened().getString("amountBasis")).isEqualTo("LINES");
        deal.introduce(DECIDER, "Kari Berg", "DECIDER");
        deal.qualify(DECIDER);
        for (var stage : List.of("opportunity", "needs-confirmed", "customer-recognition")) {
            deal.moveOn(stage, DECIDER);
        }

        deal.tickWhatIsRequired();
        assertThat(StoryDeal.missing(deal.move("solution-confirmed", DECIDER, 422)))
                .as("no solution without its terms of delivery")
                .containsExactly("FIELD " + incoterm);
        deal.revise("{\"fields\":{\"%s\":\"FOB\"}}".formatted(incoterm));
        deal.move("solution-confirmed", DECIDER, 200);
        deal.moveOn("risk-assessment", DECIDER);

        bargain(deal, lines(lamp, 1200, pole, 100));
        deal.moveOn("order-confirmed", DECIDER);
        payTwiceAndTakeOneBack(deal, sold);
        theFunnelKnowsWhatWasSold(
                sold, Map.of(lamp, true, pole, true, incoterm + ":FOB", true, incoterm + ":CIF", false));
        // It is nobody else's to fill in.
        StoryDeal.define("/fields/" + incoterm, terms.formatted(true, sold));
    }

    private static String lines(String one, int ofOne, String other, int ofOther) {
        return """
                [{"product":"%s","quantity":"%d","unit":"piece","unitPrice":{"amount":"40","currency":"USD"}},
                 {"product":"%s","quantity":"%d","unit":"piece","unitPrice":{"amount":"80","currency":"USD"}}]"""
                .formatted(one, ofOne, other, ofOther);
    }

    /** What was approved for one price does not hold for another: it is asked again, and conceded once. */
    private static void bargain(StoryDeal deal, String more) {
        deal.put(
                "/risk-review",
                "{\"ways\":[{\"way\":\"A competitor\",\"state\":\"HOLDS\",\"evidence\":\"their offer\"}]}");
        var request = "{\"askedBy\":\"Kari Berg\",\"words\":\"the other one is cheaper\",\"reduction\":0.05}";
        assertThat(deal.post("/price-requests", request, 201).getString("answer"))
                .isEqualTo("ESCALATE");
        assertThat(deal.concede(1, "45600.00"))
                .as("more than a salesperson may")
                .isEqualTo(403);
        approve(deal, 0);
        assertThat(deal.revise("{\"lines\":%s}".formatted(more)).getString("amount.amount"))
                .as("the amount follows the lines")
                .isEqualTo("56000.00");
        assertThat(deal.read("/approvals").getString("items[0].status")).isEqualTo("VOID");
        assertThat(deal.concede(1, "53200.00")).isEqualTo(403);

        assertThat(deal.post("/price-requests", request, 201).getString("answer"))
                .isEqualTo("ESCALATE");
        approve(deal, 1);
        assertThat(deal.concede(2, "53200.00")).isEqualTo(200);
        assertThat(deal.read("/approvals").getList("items.status", String.class))
                .containsExactly("VOID", "USED");
        assertThat(deal.looks().getString("amount.amount")).isEqualTo("53200.00");
        assertThat(deal.looks().getString("amountBasis")).isEqualTo("STATED");
    }

    private static void approve(StoryDeal deal, int index) {
        var asked = deal.read("/approvals").setRootPath("items[%d]".formatted(index));
        assertThat(asked.getString("status")).isEqualTo("OPEN");
        deals(Role.OPS)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID())
                .body("{\"approved\":true,\"reason\":\"Prepayment is worth it\"}")
                .post("/approvals/%s/decision".formatted(asked.getString("id")))
                .then()
                .statusCode(200);
    }

    private static void payTwiceAndTakeOneBack(StoryDeal deal, String sold) {
        var payment =
                "{\"amount\":{\"amount\":\"15960.00\",\"currency\":\"USD\"},\"receivedOn\":\"%s\",\"reference\":\"TT 4711\"}"
                        .formatted(LocalDate.now(ZoneOffset.UTC));
        deal.post("/payments", payment, 201);
        var twice = deal.post("/payments", payment, 201).getString("id");
        owes(deal, "31920.00", "21280.00");
        receiptsAre(sold, "31920", "21280");
        deal.post("/payments/%s/reversal".formatted(twice), "{\"reason\":\"It was booked twice\"}", 201);
        owes(deal, "15960.00", "37240.00");
        receiptsAre(sold, "15960", "37240");
    }

    /** In the deal service, at once. */
    private static void owes(StoryDeal deal, String paid, String owed) {
        assertThat(deal.read("/payments").getString("terms.received.amount")).isEqualTo(paid);
        var customer = deals(Role.REP)
                .get("/customers/%s/receivables".formatted(deal.opened().getString("customer.id")))
                .jsonPath()
                .setRootPath("items[0]");
        assertThat(customer.getString("agreed.amount")).isEqualTo("53200.00");
        assertThat(customer.getString("paid.amount")).isEqualTo(paid);
        assertThat(customer.getString("owed.amount")).isEqualTo(owed);
    }

    /** The same in the forecast, as soon as it knows. */
    private static void receiptsAre(String sold, String paid, String owed) {
        Dealflow.awaitProjections();
        Dealflow.await(
                "the forecast counts %s as paid".formatted(paid),
                () -> new BigDecimal(closed(sold, "receipts").getString("amount")).compareTo(new BigDecimal(paid))
                        == 0);
        var ages = Dealflow.operate(Dealflow.stack().forecasts())
                .get("/forecasts/%s/receivables".formatted(sold))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.amount", String.class);
        assertThat(ages.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("owed, by age: " + ages)
                .isEqualByComparingTo(owed);
    }

    private static void theFunnelKnowsWhatWasSold(String sold, Map<String, Boolean> filters) {
        filters.forEach((filter, there) -> assertThat(funnel(sold, filter.contains(":") ? "field" : "product", filter)
                        .getInt("won.count"))
                .as("won with " + filter)
                .isEqualTo(there ? 1 : 0));
    }

    /** A new version of the template's pipeline. */
    private static void change(String pipeline, Consumer<ObjectNode> edit) {
        var definition = deals(Role.OPS).get("/pipelines/" + pipeline).as(ObjectNode.class);
        edit.accept(definition);
        StoryDeal.define("/pipelines/" + pipeline, definition.toString());
    }

    private static void letOnlyTheDeciderConfirm(ObjectNode definition, String stage) {
        for (var each : definition.path("stages")) {
            if (each.path("key").asText().equals(stage)) {
                ((ObjectNode) each).putArray("confirmingRoles").add("DECIDER");
            }
        }
    }

    private static JsonPath funnel(String pipeline, String... filter) {
        var today = LocalDate.now(ZoneOffset.UTC);
        var question = funnels()
                .queryParam("from", today.minusDays(7).toString())
                .queryParam("to", today.plusDays(2).toString());
        if (filter.length > 0) {
            question.queryParam(filter[0], filter[1]);
        }
        return question.get("/funnels/" + pipeline)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private int capacity(String stage) {
        return funnel(pipeline).getInt("stages.find { it.stage == '" + stage + "' }.capacity.count");
    }

    /** From noon of a month's last day on, the next one is what a question without a beginning is about. */
    private static JsonPath closed(String pipeline, String measure) {
        return forecasts()
                .queryParam("measure", measure)
                .queryParam("interval", "month")
                .queryParam(
                        "from", LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1).toString())
                .queryParam("periods", 2)
                .get("/forecasts/" + pipeline)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("cumulative[1].closed");
    }
}
