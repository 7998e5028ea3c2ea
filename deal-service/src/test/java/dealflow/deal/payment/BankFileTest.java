package dealflow.deal.payment;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Banks' files booked in one request, and exchange rates written and read many at once. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class BankFileTest {

    private static String deal(String pipeline, String key, int amount) {
        return as("sales-ops")
                .body(
                        """
                        {"pipeline":"%s","externalId":"%s","title":"Lamps","amount":{"amount":"%d","currency":"USD"}}"""
                                .formatted(pipeline, key, amount))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String line(String bank, String more, String amount) {
        return """
                {"bankReference":"%s",%s,"amount":{"amount":"%s","currency":"USD"},"receivedOn":"2026-01-05"}"""
                .formatted(bank, more, amount);
    }

    private static JsonPath booked(String... lines) {
        return as("integrator")
                .body("{\"items\":[%s]}".formatted(String.join(",", lines)))
                .post("/payments/batch")
                .then()
                .statusCode(207)
                .extract()
                .jsonPath();
    }

    private static List<String> payments(String deal) {
        return as("sales-ops")
                .get("/deals/" + deal + "/payments")
                .jsonPath()
                .getList("items.amount.amount", String.class);
    }

    @Test
    void aFileIsReconciledInOneRequestAndNothingIsBookedTwice() {
        var bank = UUID.randomUUID().toString();
        var one = pipeline();
        var other = pipeline();
        var key = "INV-" + bank.substring(0, 8);
        var first = deal(one, key, 100);
        var second = deal(one, key + "/2", 70);
        var third = deal(other, key, 50);
        var file = new String[] {
            line(bank + "-1", "\"deal\":\"%s\"".formatted(first), "30"),
            line(bank + "-2", "\"reference\":\"Invoice %s/2, thank you\"".formatted(key), "10"),
            line(bank + "-3", "\"reference\":\"%s\"".formatted(key), "20"),
            line(bank + "-4", "\"externalId\":\"%s\"".formatted(key), "50"),
            line(bank + "-5", "\"externalId\":\"%s\",\"pipeline\":\"%s\"".formatted(key, one), "5"),
            line(bank + "-6", "\"reference\":\"for nothing\"", "5"),
            line(bank + "-7", "\"deal\":\"%s\"".formatted(first), "-500"),
            line(bank + "-1", "\"deal\":\"%s\"".formatted(first), "30")
        };
        var answer = booked(file);
        assertThat(answer.getList("items.outcome"))
                .containsExactly(
                        "MATCHED", "MATCHED", "AMBIGUOUS", "MATCHED", "MATCHED", "UNKNOWN", "REFUSED", "REPEATED");
        assertThat(answer.getList("items.status")).containsExactly(201, 201, 409, 201, 201, 404, 422, 200);
        assertThat(answer.getInt("matched")).isEqualTo(4);
        assertThat(answer.getList("items.deal").subList(0, 5)).containsExactly(first, second, null, third, first);
        assertThat(answer.getList("items[2].candidates.deal")).containsExactlyInAnyOrder(first, third);
        assertThat(answer.getString("items[6].field")).isEqualTo("amount");

        assertThat(booked(file).getList("items.outcome"))
                .containsExactly(
                        "REPEATED", "REPEATED", "AMBIGUOUS", "REPEATED", "REPEATED", "UNKNOWN", "REFUSED", "REPEATED");
        assertThat(payments(first)).containsExactly("30.00", "5.00");
        assertThat(payments(third)).containsExactly("50.00");

        var chosen = booked(line(bank + "-3", "\"deal\":\"%s\"".formatted(first), "20"));
        assertThat(chosen.getString("items[0].outcome")).isEqualTo("MATCHED");
        var changed = booked(line(bank + "-3", "\"deal\":\"%s\"".formatted(first), "21"));
        assertThat(changed.getInt("items[0].status")).isEqualTo(409);
    }

    @Test
    void whatWasTakenBackMayBeBookedWhereItBelongs() {
        var bank = UUID.randomUUID().toString();
        var pipeline = pipeline();
        var wrong = deal(pipeline, "W", 100);
        var right = deal(pipeline, "R", 100);
        var payment =
                booked(line(bank, "\"deal\":\"%s\"".formatted(wrong), "30")).getString("items[0].payment.id");
        as("sales-ops")
                .body("{\"reason\":\"another order\"}")
                .post("/deals/%s/payments/%s/reversal".formatted(wrong, payment))
                .then()
                .statusCode(201);
        assertThat(booked(line(bank, "\"deal\":\"%s\"".formatted(right), "30")).getString("items[0].outcome"))
                .isEqualTo("MATCHED");
        assertThat(booked(line(bank, "\"deal\":\"%s\"".formatted(right), "30")).getString("items[0].deal"))
                .isEqualTo(right);
        assertThat(payments(right)).hasSize(1);
    }

    @Test
    void whoSendsTheSameFileAtOnceBooksItOnce() {
        var bank = UUID.randomUUID().toString();
        var deal = deal(pipeline(), "A", 100);
        var files = IntStream.range(0, 4)
                .mapToObj(any -> CompletableFuture.supplyAsync(() -> booked(
                                line(bank + "-" + any % 2, "\"deal\":\"%s\"".formatted(deal), "1"),
                                line(bank + "-" + (1 - any % 2), "\"deal\":\"%s\"".formatted(deal), "1"))
                        .getInt("matched")))
                .toList();
        assertThat(files.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(2);
        assertThat(payments(deal)).hasSize(2);
    }

    @Test
    void aLineWithoutTheBanksReferenceIsRefused() {
        var refused = as("integrator")
                .body(
                        "{\"items\":[{\"amount\":{\"amount\":\"1\",\"currency\":\"USD\"},\"receivedOn\":\"2026-01-05\"}]}")
                .post("/payments/batch");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("errors[0].field")).isEqualTo("items[0].bankReference");
    }

    @Test
    void ratesAreWrittenAndReadManyAtOnce() {
        var rates = as("sales-ops")
                .body(
                        """
                        {"items":[{"currency":"ISK","base":"BHD","validFrom":"2026-01-01","rate":0.0027},
                                  {"currency":"ISK","base":"BHD","validFrom":"2026-02-01","rate":0.0028},
                                  {"currency":"ISK","base":"KWD","validFrom":"2026-01-01","rate":100}]}""")
                .put("/exchange-rates");
        assertThat(rates.statusCode()).isEqualTo(204);
        var page = as("viewer").get("/exchange-rates?currency=ISK&limit=2").jsonPath();
        assertThat(page.getList("items.validFrom")).containsExactly("2026-01-01", "2026-02-01");
        var next = as("viewer")
                .get("/exchange-rates?currency=ISK&limit=2&cursor=" + page.getString("next"))
                .jsonPath();
        assertThat(next.getList("items.base")).containsExactly("KWD");
        assertThat(next.getString("next")).isNull();
        var held = as("viewer").get("/exchange-rates/ISK/BHD/2026-01-31").jsonPath();
        assertThat(held.getString("validFrom")).isEqualTo("2026-01-01");
        assertThat(held.getDouble("rate")).isEqualTo(0.0027);
        assertThat(as("viewer").get("/exchange-rates/ISK/BHD/2025-12-31").statusCode())
                .isEqualTo(404);

        var refused = as("sales-ops")
                .body(
                        """
                        {"items":[{"currency":"ISK","base":"BHD","validFrom":"2026-03-01","rate":1},
                                  {"currency":"ISK","base":"BHD","validFrom":"2026-04-01","rate":-1}]}""")
                .put("/exchange-rates");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("errors[0].field")).isEqualTo("items[1].rate");
        assertThat(as("viewer")
                        .get("/exchange-rates?currency=ISK&base=BHD")
                        .jsonPath()
                        .getList("items"))
                .as("all or none")
                .hasSize(2);
    }
}
