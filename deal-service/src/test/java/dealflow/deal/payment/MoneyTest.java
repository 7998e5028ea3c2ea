package dealflow.deal.payment;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.deal;
import static dealflow.deal.DealApi.eventually;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.deal.TravelClock;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Amounts in the pipeline's currency, at the rate of their day and for ever. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class MoneyTest {

    @Test
    void anAmountIsReportedAtTheRateThatWasValidWhenItWasSaid() {
        var time = TravelClock.at("2026-02-10T12:00:00Z");
        rate("CHF", "1.10", "2026-01-01");
        rate("CHF", "1.20", "2026-03-01");
        var deal = open(pipeline(), "CHF", "1000.00");
        assertThat(deal(deal).getString("reportingAmount.amount")).isEqualTo("1100.00");
        time.days(30);
        patch(deal, "{\"amount\":{\"amount\":\"2000.00\",\"currency\":\"CHF\"}}");
        assertThat(deal(deal).getString("reportingAmount.amount")).isEqualTo("2400.00");

        // What was said stays said, whatever becomes of the rate; a change of something else does not say it again.
        rate("CHF", "9.99", "2026-03-01");
        patch(deal, "{\"title\":\"renamed\"}");
        assertThat(deal(deal).getString("reportingAmount.amount")).isEqualTo("2400.00");
        assertThat(history(deal).getString("items[0].event.deal.reportingAmount.amount"))
                .isEqualTo("1100.00");
        patch(deal, "{\"amount\":{\"amount\":\"2000.01\",\"currency\":\"CHF\"}}");
        assertThat(deal(deal).getString("reportingAmount.amount")).isEqualTo("19980.10");
    }

    @Test
    void roundingIsHalfToEvenInTheDigitsOfTheCurrency() {
        rate("SEK", "0.1", "2020-01-01");
        rate("JPY", "0.005", "2020-01-01");
        rate("KWD", "3.5", "2020-01-01");
        var pipeline = pipeline();
        assertThat(reported(pipeline, "SEK", "0.25")).isEqualTo("0.02");
        assertThat(reported(pipeline, "SEK", "0.35")).isEqualTo("0.04");
        assertThat(reported(pipeline, "JPY", "1")).isEqualTo("0.00");
        assertThat(reported(pipeline, "JPY", "3")).isEqualTo("0.02");
        assertThat(reported(pipeline, "KWD", "1.001")).isEqualTo("3.50");
        for (var bad : new String[] {"JPY 1.5", "KWD 1.0001", "USD 0.001", "XXY 1"}) {
            var parts = bad.split(" ");
            as("sales-rep")
                    .body(body(pipeline, parts[0], parts[1]))
                    .post("/deals")
                    .then()
                    .statusCode(422);
        }
    }

    @Test
    void aPaymentOfAnotherCurrencyCountsAsWhatItIsReportedAs() {
        rate("DKK", "0.15", "2020-01-01");
        var deal = open(pipeline(), "DKK", "10000.00");
        as("sales-rep")
                .body("{\"amount\":{\"amount\":\"750.00\",\"currency\":\"USD\"},\"receivedOn\":\"2026-01-02\"}")
                .post("/deals/" + deal + "/payments")
                .then()
                .statusCode(201);
        var terms = as("sales-rep").get("/deals/" + deal + "/payments").jsonPath();
        assertThat(terms.getString("terms.received.amount")).isEqualTo("5000.00");
        assertThat(terms.getString("terms.outstanding.amount")).isEqualTo("5000.00");
    }

    @Test
    void whatIsTooMuchInThePipelinesCurrencyIsRefusedWithItsField() {
        rate("PLN", "25000", "2020-01-01");
        var pipeline = pipeline();
        var most = body(pipeline, "PLN", "999999999999.99");
        refused(as("sales-rep").body(most).post("/deals"), "amount.amount");
        var deal = open(pipeline, "PLN", "1.00");
        refused(
                as("sales-rep")
                        .body("{\"amount\":{\"amount\":\"999999999999.99\",\"currency\":\"PLN\"}}")
                        .patch("/deals/" + deal),
                "amount.amount");
        refused(
                as("sales-rep")
                        .body(
                                "{\"amount\":{\"amount\":\"999999999999.99\",\"currency\":\"PLN\"},\"receivedOn\":\"2026-01-02\"}")
                        .post("/deals/" + deal + "/payments"),
                "amount.amount");
        var rate = as("sales-ops").body("{\"rate\":0.0000000000000001}").put("/exchange-rates/PLN/USD/2026-01-01");
        refused(rate, "rate");
        var job = DealApi.imported(
                """
                {"externalId":"M1","pipeline":"%1$s","title":"t","owner":"o","history":[{"to":"lead","at":"2026-01-01T00:00:00Z"}],                "amount":{"amount":"999999999999.99","currency":"PLN"}}
                {"externalId":"M2","pipeline":"%1$s","title":"t","owner":"o","history":[{"to":"lead","at":"2026-01-01T00:00:00Z"}],                "amount":{"amount":"1","currency":"USD"},"reportingAmount":{"amount":"-5","currency":"USD"}}
                {"externalId":"M3","pipeline":"%1$s","title":"t","owner":"o","history":[{"to":"lead","at":"2026-01-01T00:00:00Z"}],                "payments":[{"amount":{"amount":"1","currency":"USD"},"receivedOn":"2026-01-02",                "reportingAmount":{"amount":"-5","currency":"USD"}}]}
                """
                        .formatted(pipeline));
        assertThat(job.getInt("imported")).isZero();
        assertThat(as("sales-ops")
                        .get("/imports/" + job.getString("id") + "/errors")
                        .jsonPath()
                        .getList("items.field", String.class))
                .containsExactly("amount.amount", "reportingAmount.amount", "payments[0].reportingAmount");
    }

    @Test
    void aRateIsPublishedEachTimeThatItBecomesAnother() {
        var before = as("sales-rep").get("/events?after=latest").jsonPath().getString("next");
        rate("ISK", "0.10", "2026-01-01");
        rate("ISK", "0.1", "2026-01-01");
        rate("ISK", "0.11", "2026-01-01");
        eventually(() -> assertThat(as("sales-rep")
                        .get("/events?type=dealflow.exchange-rate.set.v1&after=" + before)
                        .jsonPath()
                        .getList("items.findAll { it.subject == 'exchange-rates/ISK/USD/2026-01-01' }.data.rate"))
                .isEqualTo(List.of("0.1", "0.11")));
    }

    private static void refused(Response response, String field) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
        assertThat(response.<String>path("errors[0].field")).isEqualTo(field);
    }

    private static String reported(String pipeline, String currency, String amount) {
        return deal(open(pipeline, currency, amount)).getString("reportingAmount.amount");
    }

    private static String open(String pipeline, String currency, String amount) {
        return as("sales-rep")
                .body(body(pipeline, currency, amount))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String body(String pipeline, String currency, String amount) {
        return "{\"pipeline\":\"%s\",\"title\":\"x\",\"amount\":{\"amount\":\"%s\",\"currency\":\"%s\"}}"
                .formatted(pipeline, amount, currency);
    }

    private static void patch(String deal, String body) {
        as("sales-rep")
                .contentType("application/merge-patch+json")
                .body(body)
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
    }

    private static void rate(String currency, String rate, String from) {
        as("sales-ops")
                .body("{\"rate\":%s}".formatted(rate))
                .put("/exchange-rates/%s/USD/%s".formatted(currency, from))
                .then()
                .statusCode(204);
    }
}
