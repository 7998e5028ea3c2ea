package dealflow.deal.line;

import static dealflow.deal.DealApi.as;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A deal of several products: its amount is their sum, unless somebody says another. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class LinesTest {

    private static final String TWO =
            """
            [{"product":"lamps","quantity":"1000","unit":"piece","unitPrice":{"amount":"12.5","currency":"USD"},"wantedOn":"2027-03-01"},
             {"product":"screws","quantity":2500.5,"unitPrice":{"amount":"0.0125","currency":"USD"}}]""";

    private static Response open(String more) {
        return as("sales-rep")
                .body("{\"pipeline\":\"%s\",\"title\":\"Lamps and screws\"%s}".formatted(DealApi.pipeline(), more))
                .post("/deals");
    }

    private static Response patch(String deal, String change) {
        return as("sales-rep")
                .contentType("application/merge-patch+json")
                .body(change)
                .patch("/deals/" + deal);
    }

    private static void is(JsonPath deal, String amount, String basis) {
        assertThat(deal.getString("amount.amount")).isEqualTo(amount);
        assertThat(deal.getString("reportingAmount.amount")).isEqualTo(amount);
        assertThat(deal.getString("amountBasis")).isEqualTo(basis);
    }

    @Test
    void theAmountIsTheLinesSumUntilSomebodySaysAnother() {
        var opened = open(",\"lines\":" + TWO);
        assertThat(opened.statusCode()).as(opened.asString()).isEqualTo(201);
        var deal = opened.jsonPath();
        var id = deal.getString("id");
        // 12500.00, and 2500.5 × 0.0125 = 31.25625.
        is(deal, "12531.26", "LINES");
        assertThat(deal.getList("lines.id")).isEqualTo(List.of("l1", "l2"));
        assertThat(deal.getList("lines.quantity")).isEqualTo(List.of("1000", "2500.5"));
        assertThat(deal.getList("lines.unitPrice.amount")).isEqualTo(List.of("12.50", "0.0125"));
        assertThat(deal.getString("lines[0].wantedOn")).isEqualTo("2027-03-01");
        assertThat(deal.getString("lines[1].unit")).isNull();

        is(patch(id, "{\"title\":\"Both\"}").jsonPath(), "12531.26", "LINES");
        is(patch(id, "{\"amount\":{\"amount\":\"12000\",\"currency\":\"USD\"}}").jsonPath(), "12000.00", "STATED");
        var less =
                "{\"lines\":[{\"id\":\"l2\",\"product\":\"screws\",\"quantity\":\"10\",\"unitPrice\":{\"amount\":\"1\",\"currency\":\"USD\"}},"
                        + "{\"product\":\"lamps\",\"quantity\":\"1\",\"unitPrice\":{\"amount\":\"2\",\"currency\":\"USD\"}}]}";
        var stated = patch(id, less).jsonPath();
        is(stated, "12000.00", "STATED");
        assertThat(stated.getList("lines.id"))
                .as("kept, and the first that is free")
                .isEqualTo(List.of("l2", "l1"));
        is(patch(id, "{\"amount\":null}").jsonPath(), "12.00", "LINES");
        is(patch(id, "{\"lines\":null}").jsonPath(), null, null);
        is(patch(id, "{\"amount\":{\"amount\":\"7\",\"currency\":\"USD\"}}").jsonPath(), "7.00", null);

        var told = DealApi.history(id);
        assertThat(told.getList("items.type").stream().filter(type -> type.equals("dealflow.deal.revised.v1")))
                .hasSize(6);
        assertThat(told.getString("items[2].event.previous.amountBasis")).isEqualTo("LINES");
        assertThat(told.getMap("items[2].event.previous").keySet()).doesNotContain("lines");
        assertThat(told.getList("items[3].event.previous.lines.product")).isEqualTo(List.of("lamps", "screws"));
        assertThat(told.getList("items[3].event.deal.lines.product")).isEqualTo(List.of("screws", "lamps"));
    }

    @Test
    void theSameLinesAgainAreNoChange() {
        var deal = open(",\"lines\":" + TWO).jsonPath().getString("id");
        patch(deal, "{\"lines\":" + TWO + "}").then().statusCode(200);
        assertThat(DealApi.history(deal).getList("items")).hasSize(1);
    }

    @Test
    void aConcededPriceIsStatedAndTheLinesStay() {
        var deal = open(",\"lines\":" + TWO).jsonPath().getString("id");
        as("sales-rep")
                .body("{\"ways\":[{\"way\":\"a rival\",\"state\":\"HOLDS\",\"evidence\":\"mail\"}]}")
                .put("/deals/" + deal + "/risk-review")
                .then()
                .statusCode(200);
        DealApi.move(deal, "{\"to\":\"risk\",\"override\":\"I say so\"}").then().statusCode(200);
        as("sales-rep").body("{\"askedBy\":\"Kari\",\"reduction\":0.05}").post("/deals/" + deal + "/price-requests");
        as("sales-rep")
                .body("{\"price\":{\"amount\":\"12000\",\"currency\":\"USD\"},\"inReturn\":\"prepaid\"}")
                .put("/deals/" + deal + "/price-requests/1/concession")
                .then()
                .statusCode(200);
        is(DealApi.deal(deal), "12000.00", "STATED");
        assertThat(DealApi.deal(deal).getList("lines")).hasSize(2);
    }

    @Test
    void linesThatCannotBeAreRefusedWithTheirPlace() {
        refused("lines[0].product", line("\"product\":\" \",\"quantity\":\"1\""));
        refused("lines[0].quantity", line("\"product\":\"a\",\"quantity\":\"0\""));
        refused("lines[0].quantity", line("\"product\":\"a\",\"quantity\":\"-1\""));
        refused("lines[0].quantity", line("\"product\":\"a\",\"quantity\":\"0.0000001\""));
        refused("lines[0].quantity", line("\"product\":\"a\",\"quantity\":\"1E+9\""));
        refused("lines[0].quantity", line("\"product\":\"a\""));
        refused("lines[0].id", line("\"id\":\"No 1\",\"product\":\"a\",\"quantity\":\"1\""));
        var one = line("\"id\":\"l1\",\"product\":\"a\",\"quantity\":\"1\"");
        refused("lines[1].id", one + "," + one);
        refused("lines[0].unitPrice", "{\"product\":\"a\",\"quantity\":\"1\"}");
        refused("lines[0].unitPrice.amount", one.replace("\"2\"", "\"-2\""));
        refused("lines[0].unitPrice.amount", one.replace("\"2\"", "\"1E+12\""));
        refused("lines[0].unitPrice.currency", one.replace("USD", "XXZ"));
        refused(
                "lines[1].unitPrice.currency",
                one + "," + one.replace("l1", "l2").replace("USD", "NOK"));
        refused("lines.amount", one.replace("\"1\"", "\"999999999\"").replace("\"2\"", "\"99999999\""));
        var many = String.join(",", java.util.Collections.nCopies(101, line("\"product\":\"a\",\"quantity\":\"1\"")));
        refused("lines", many);
        var said = open(",\"amount\":{\"amount\":\"1\",\"currency\":\"NOK\"},\"lines\":[" + one + "]");
        assertThat(said.jsonPath().getString("errors[0].field")).isEqualTo("lines[0].unitPrice.currency");
    }

    private static String line(String fields) {
        return "{" + fields + ",\"unitPrice\":{\"amount\":\"2\",\"currency\":\"USD\"}}";
    }

    private static void refused(String field, String lines) {
        var answer = open(",\"lines\":[" + lines + "]");
        assertThat(answer.statusCode()).as(lines).isEqualTo(422);
        assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo(field);
    }

    @Test
    void batchesUpsertsAndImportsTakeLinesToo() {
        var pipeline = DealApi.pipeline();
        var line =
                "[{\"product\":\"lamps\",\"quantity\":\"%d\",\"unitPrice\":{\"amount\":\"2\",\"currency\":\"USD\"}}]";
        var batch = as("sales-ops")
                .body(
                        "{\"items\":[{\"fields\":{\"pipeline\":\"%s\",\"externalId\":\"b\",\"title\":\"t\",\"lines\":%s}}]}"
                                .formatted(pipeline, line.formatted(3)))
                .post("/deals/batch")
                .jsonPath();
        is(
                new JsonPath(as("sales-ops")
                        .get("/deals/" + batch.getString("items[0].deal"))
                        .asString()),
                "6.00",
                "LINES");
        var put = as("sales-ops")
                .body("{\"lines\":%s}".formatted(line.formatted(4)))
                .put("/deals/by-external-id/" + pipeline + "/b");
        is(put.jsonPath(), "8.00", "LINES");

        var imported = DealApi.imported("{\"externalId\":\"i\",\"pipeline\":\"%s\",\"owner\":\"ann\",\"lines\":%s}"
                .formatted(pipeline, line.formatted(5)));
        assertThat(imported.getInt("imported")).isEqualTo(1);
        var id = as("sales-ops").get("/deals?externalId=i&pipeline=" + pipeline).<String>path("items[0].id");
        is(DealApi.deal(id), "10.00", "LINES");
        var job = DealApi.ndjson("sales-ops")
                .body("{\"externalId\":\"i\",\"pipeline\":\"%s\",\"lines\":%s}"
                        .formatted(pipeline, line.formatted(6))
                        .getBytes())
                .post("/imports?mode=upsert")
                .<String>path("id");
        assertThat(DealApi.done(job).getInt("changed")).isEqualTo(1);
        is(DealApi.deal(id), "12.00", "LINES");
        var wrong = DealApi.imported("{\"externalId\":\"w\",\"pipeline\":\"%s\",\"owner\":\"ann\",\"lines\":%s}"
                .formatted(pipeline, line.formatted(0)));
        var problem = as("sales-ops")
                .get("/imports/" + wrong.getString("id") + "/errors")
                .jsonPath();
        assertThat(problem.getString("items[0].field")).isEqualTo("lines[0].quantity");
    }

    @Test
    void aMoveCarriesTheLines() {
        var deal = open(",\"lines\":" + TWO + ",\"externalId\":\"" + UUID.randomUUID() + "\"")
                .jsonPath()
                .getString("id");
        DealApi.qualify(deal);
        DealApi.move(deal, DealApi.confirmed("opportunity", "INQUIRY")).then().statusCode(200);
        var moved = DealApi.history(deal).getList("items[-1].event.deal.lines.product");
        assertThat(moved).isEqualTo(List.of("lamps", "screws"));
    }
}
