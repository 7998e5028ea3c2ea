package dealflow.deal.payment;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A payment that was recorded by mistake is taken back, and stays on record. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class PaymentReversalTest {

    private String deal;

    @BeforeEach
    void aDealOfAHundredDollars() {
        deal = as("sales-rep")
                .body(
                        """
                        {"pipeline":"%s","title":"Lamps","amount":{"amount":"100","currency":"USD"},
                         "paymentTerms":[{"milestone":"ORDER","share":0.3},{"milestone":"BILL_OF_LADING","share":0.7}]}"""
                                .formatted(pipeline()))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void itStaysOnRecordWithWhoWhenAndWhyAndIsOwedAgain() {
        var right = paid("10.00");
        var wrong = paid("40.00");
        assertThat(payments().getString("terms.received.amount")).isEqualTo("50.00");

        var answer = reverse(wrong, "for another order");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.<String>path("id")).isEqualTo(wrong);
        assertThat(answer.<String>path("takenBack.by")).isEqualTo("sales-rep@example.com");
        assertThat(answer.<String>path("takenBack.reason")).isEqualTo("for another order");

        var now = payments();
        assertThat(now.getList("items.id")).isEqualTo(List.of(right, wrong));
        assertThat(now.getMap("items[0]")).containsEntry("takenBack", null);
        assertThat(now.getString("items[1].takenBack.reason")).isEqualTo("for another order");
        assertThat(now.getString("items[1].takenBack.at")).isEqualTo(answer.path("takenBack.at"));
        assertThat(now.getString("terms.received.amount")).isEqualTo("10.00");
        assertThat(now.getString("terms.outstanding.amount")).isEqualTo("90.00");
        assertThat(now.getList("terms.items.received.amount")).isEqualTo(List.of("10.00", "0.00"));
    }

    @Test
    void itsEventIsThePaymentWithTheOtherSignAndSaysWhichItUndoes() {
        var wrong = paid("40.00");
        reverse(wrong, " for another order ").then().statusCode(201);
        var event = history(deal);
        assertThat(event.getString("items[-1].type")).isEqualTo("dealflow.deal.payment-received.v1");
        assertThat(event.getString("items[-1].event.payment.id"))
                .isNotEqualTo(wrong)
                .isEqualTo(event.getString("items[-1].event.sequence"));
        assertThat(event.getString("items[-1].event.payment.amount.amount")).isEqualTo("-40.00");
        assertThat(event.getString("items[-1].event.payment.reportingAmount.amount"))
                .isEqualTo("-40.00");
        assertThat(event.getString("items[-1].event.payment.receivedOn")).isEqualTo("2026-01-02");
        assertThat(event.getString("items[-1].event.payment.reference")).isEqualTo("TT 1");
        assertThat(event.getString("items[-1].event.payment.reverses.payment")).isEqualTo(wrong);
        assertThat(event.getString("items[-1].event.payment.reverses.reason")).isEqualTo("for another order");
        assertThat(event.getMap("items[-1].event.deal"))
                .as("a deal carries no sums")
                .isEqualTo(event.getMap("items[-2].event.deal"));
    }

    @Test
    void itIsTakenBackOnceAndMayBeRecordedAgain() {
        var wrong = paid("40.00");
        reverse(wrong, "twice").then().statusCode(201);
        var again = reverse(wrong, "twice");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.<String>path("detail")).contains("taken back already", "sales-rep@example.com", "twice");
        assertThat(paid("40.00")).isNotEqualTo(wrong);
        assertThat(payments().getString("terms.received.amount")).isEqualTo("40.00");
        assertThat(payments().getList("items.reference")).isEqualTo(List.of("TT 1", "TT 1"));
    }

    @Test
    void whatWasGivenBackHadComeIn() {
        var payment = paid("40.00");
        var refund = paid("-30.00");
        var refused = reverse(payment, "a mistake");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.<String>path("detail")).contains("30.00 USD more", "take the refund back first");
        reverse(refund, "a mistake too").then().statusCode(201);
        assertThat(payments().getString("terms.received.amount")).isEqualTo("40.00");
        assertThat(history(deal).getString("items[-1].event.payment.amount.amount"))
                .isEqualTo("30.00");
        reverse(payment, "a mistake").then().statusCode(201);
        assertThat(payments().getString("terms.received.amount")).isEqualTo("0.00");

        // What was taken back cannot be given back.
        var uncovered = pay("-1.00");
        assertThat(uncovered.statusCode()).isEqualTo(422);
        assertThat(uncovered.<String>path("errors[0].message")).contains("more than the 0 USD that came in");
    }

    @Test
    void withoutAReasonOrAPaymentItIsRefused() {
        var payment = paid("40.00");
        for (var reason : List.of("null", "\" \"", "\"" + "x".repeat(201) + "\"", "\"a\\nb\"")) {
            var refused =
                    as("sales-rep").body("{\"reason\":%s}".formatted(reason)).post(path(payment));
            assertThat(refused.statusCode()).as(reason).isEqualTo(422);
            assertThat(refused.<String>path("errors[0].field")).isEqualTo("reason");
        }
        for (var unknown : List.of("99", "x", UUID.randomUUID().toString())) {
            var missing = reverse(unknown, "a mistake");
            assertThat(missing.statusCode()).as(unknown).isEqualTo(404);
            assertThat(missing.<String>path("detail")).contains("payment '%s'".formatted(unknown));
        }
        var elsewhere = deal;
        aDealOfAHundredDollars();
        assertThat(reverse(payment, "of deal " + elsewhere).statusCode()).isEqualTo(404);
    }

    @Test
    void aDeletedDealHasNone() {
        var payment = paid("40.00");
        as("sales-ops").delete("/deals/" + deal).then().statusCode(204);
        assertThat(reverse(payment, "a mistake").statusCode()).isEqualTo(404);
    }

    @Test
    void theSameRequestTwiceIsAnsweredOnceAndAStaleOneNotAtAll() {
        var payment = paid("40.00");
        stale().post(path(payment)).then().statusCode(412);
        var key = UUID.randomUUID().toString();
        var first = keyed(key).post(path(payment));
        var second = keyed(key).post(path(payment));
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(history(deal).getList("items")).hasSize(3);
    }

    @Test
    void anImportTakesBackWhatItTells() {
        var pipeline = pipeline();
        var line =
                """
                {"externalId":"R%%d","pipeline":"%s","owner":"ann","amount":{"amount":"100","currency":"USD"},\
                "history":[{"to":"opportunity","at":"2026-01-01T00:00:00Z"}],"payments":[%%s]}"""
                        .formatted(pipeline);
        var payment = "{\"amount\":{\"amount\":\"40\",\"currency\":\"USD\"},\"receivedOn\":\"2026-01-0%d\"}";
        var two = payment.formatted(2) + "," + payment.formatted(3) + ",";
        var job = DealApi.imported(String.join(
                "\n",
                line.formatted(1, two + "{\"reverses\":1,\"reason\":\"twice\",\"at\":\"2026-01-05T10:00:00Z\"}"),
                line.formatted(2, two + "{\"reverses\":1}"),
                line.formatted(3, two + "{\"reverses\":2,\"reason\":\"itself\"}"),
                line.formatted(4, two + "{\"reverses\":1,\"reason\":\"early\",\"at\":\"2026-01-02T10:00:00Z\"}"),
                line.formatted(5, two + "{\"reverses\":1,\"reason\":\"a\"},{\"reverses\":1,\"reason\":\"b\"}"),
                line.formatted(6, two + "{\"reverses\":1,\"reason\":\"a\",\"receivedOn\":\"2026-01-03\"}"),
                line.formatted(7, payment.formatted(2).replace("\"receivedOn\"", "\"reason\":\"none\",\"receivedOn\"")),
                // The first is taken back on its own day, and what was given back the day after had then not come in.
                line.formatted(
                        8,
                        payment.formatted(2) + "," + payment.formatted(3).replace("40", "-10")
                                + ",{\"reverses\":0,\"reason\":\"late\"}")));
        assertThat(job.getInt("imported")).isEqualTo(1);
        assertThat(as("sales-ops")
                        .get("/imports/" + job.getString("id") + "/errors")
                        .jsonPath()
                        .getList("items.field", String.class))
                .containsExactly(
                        "payments[2].reason",
                        "payments[2].reverses",
                        "payments[2].at",
                        "payments[3].reverses",
                        "payments[2].reverses",
                        "payments[0].reason",
                        "payments[2].at");
        deal = as("sales-ops").get("/deals?pipeline=" + pipeline).path("items[0].id");
        assertThat(payments().getMap("items[0]")).containsEntry("takenBack", null);
        assertThat(payments().getString("items[1].takenBack.reason")).isEqualTo("twice");
        assertThat(payments().getString("items[1].takenBack.at")).isEqualTo("2026-01-05T10:00:00Z");
        assertThat(payments().getString("terms.received.amount")).isEqualTo("40.00");
    }

    private JsonPath payments() {
        return as("sales-ops").get("/deals/" + deal + "/payments").jsonPath();
    }

    private String paid(String amount) {
        return pay(amount).then().statusCode(201).extract().path("id");
    }

    private Response pay(String amount) {
        return as("sales-rep")
                .body(
                        "{\"amount\":{\"amount\":\"%s\",\"currency\":\"USD\"},\"receivedOn\":\"2026-01-02\",\"reference\":\"TT 1\"}"
                                .formatted(amount))
                .post("/deals/" + deal + "/payments");
    }

    private Response reverse(String payment, String reason) {
        return as("sales-rep").body("{\"reason\":\"%s\"}".formatted(reason)).post(path(payment));
    }

    private String path(String payment) {
        return "/deals/" + deal + "/payments/" + payment + "/reversal";
    }

    private static RequestSpecification keyed(String key) {
        return as("sales-rep").header("Idempotency-Key", key).body("{\"reason\":\"a mistake\"}");
    }

    private static RequestSpecification stale() {
        return as("sales-rep").header("If-Match", "\"1\"").body("{\"reason\":\"a mistake\"}");
    }
}
