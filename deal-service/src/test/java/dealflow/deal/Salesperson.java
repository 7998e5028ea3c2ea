package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;

/** What a salesperson does with one deal through the API, in one line each. */
final class Salesperson {

    private final String deal;

    private Salesperson(String deal) {
        this.deal = deal;
    }

    /** An inquiry comes in. */
    static Salesperson hears(String pipeline, String customer) {
        var body =
                """
                {"pipeline":"%s","title":"Solar lamps","customer":{"name":"%s","country":"NO"},"source":"inquiry",
                 "amount":{"amount":"48000.00","currency":"USD"}}"""
                        .formatted(pipeline, customer);
        return new Salesperson(as("sales-rep")
                .body(body)
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    String deal() {
        return deal;
    }

    JsonPath looks() {
        return DealApi.deal(deal);
    }

    JsonPath history() {
        return DealApi.history(deal);
    }

    JsonPath guidance(String language) {
        return as("sales-rep")
                .header("Accept-Language", language)
                .get("/deals/" + deal + "/guidance")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What is missing for a move. */
    List<String> lacksFor(String to) {
        return as("sales-rep")
                .body("{\"to\":\"%s\"}".formatted(to))
                .post("/deals/" + deal + "/transitions")
                .then()
                .statusCode(422)
                .extract()
                .jsonPath()
                .getList("missing.key", String.class);
    }

    void qualifies() {
        DealApi.qualify(deal);
    }

    void ticks(String... items) {
        for (var item : items) {
            put("/checklist/" + item, "{\"done\":true,\"evidence\":\"mail of Kari Berg\"}");
        }
    }

    /** The customer confirms a stage, by a signal. */
    void moves(String to, String signal) {
        assertThat(DealApi.move(deal, DealApi.confirmed(to, signal)).statusCode())
                .isEqualTo(200);
    }

    void wins(String reason, String signal) {
        var body = "{\"to\":\"won\",\"reason\":\"%s\",%s}".formatted(reason, DealApi.CONFIRMED.formatted(signal));
        assertThat(DealApi.move(deal, body).statusCode()).isEqualTo(200);
    }

    /** The answer to a customer who wants five percent off. */
    JsonPath isAskedForALowerPrice() {
        return as("sales-rep")
                .body("{\"askedBy\":\"Kari Berg\",\"words\":\"5 % less\",\"reduction\":0.05}")
                .post("/deals/" + deal + "/price-requests")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    JsonPath pays(String amount, String on) {
        as("sales-rep")
                .body("{\"amount\":{\"amount\":\"%s\",\"currency\":\"USD\"},\"receivedOn\":\"%s\"}"
                        .formatted(amount, on))
                .post("/deals/" + deal + "/payments")
                .then()
                .statusCode(201);
        return terms();
    }

    JsonPath terms() {
        return as("sales-rep").get("/deals/" + deal + "/payments").jsonPath();
    }

    void patches(String body) {
        as("sales-rep")
                .contentType("application/merge-patch+json")
                .body(body)
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
    }

    Response put(String path, String body) {
        return as("sales-rep")
                .body(body)
                .put("/deals/" + deal + path)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }
}
