package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.done;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.imported;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ImportTest {

    private static final String GOOD =
            """
            {"externalId":"A1","pipeline":"%1$s","title":"Lamps","owner":"112","amount":{"amount":"20000.00","currency":"USD"},\
            "history":[{"to":"opportunity","at":"2025-10-01T00:38:44.546+02:00","owner":"111"},\
            {"to":"risk","at":"2025-10-03T10:00:00+02:00"},{"to":"won","at":"2025-11-01T10:00:00+01:00"}],\
            "payments":[{"amount":{"amount":"6000.00","currency":"USD"},"receivedOn":"2025-11-02"}]}""";

    @Test
    void wholeHistoriesComeInAndRepeatingChangesNothing() {
        var pipeline = pipeline();
        var first = imported(GOOD.formatted(pipeline));
        assertThat(first.getInt("imported")).isEqualTo(1);
        assertThat(first.getInt("errors")).isZero();
        var deal = as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getString("items[0].id");
        assertThat(history(deal).getList("items.event.change.direction", String.class))
                .containsExactly("IN", "FORWARD", "WON");
        assertThat(history(deal).getList("items.event.origin", String.class)).containsOnly("import");
        assertThat(history(deal).getString("items[0].event.occurredAt")).isEqualTo("2025-09-30T22:38:44.546Z");
        assertThat(history(deal).getString("items[0].event.deal.owner")).isEqualTo("111");
        assertThat(history(deal).getString("items[3].event.payment.amount.amount"))
                .isEqualTo("6000.00");

        var second = imported(GOOD.formatted(pipeline));
        assertThat(second.getInt("unchanged")).isEqualTo(1);
        assertThat(history(deal).getList("items")).hasSize(5);
    }

    @Test
    void everyBadLineIsReportedAndEveryGoodOneIsIn() {
        var pipeline = pipeline();
        var good = GOOD.formatted(pipeline);
        var job = imported(String.join(
                "\n",
                good,
                "{\"externalId\":",
                good.replace("A1", "A3").replace("\"to\":\"risk\"", "\"to\":\"moon\""),
                good.replace("A1", "A4").replace("2025-11-01T10", "2025-10-01T10"),
                good.replace("Lamps", "Other lamps"),
                good.replace("A1", "A6").replace("6000.00", "-6000.00"),
                good.replace("A1", "A7").replace("\"title\"", "\"titel\""),
                good.replace("A1", "A8").replace(pipeline, "none"),
                good.replace("A1", "A9")));
        assertThat(job.getInt("imported")).isEqualTo(2);
        assertThat(job.getInt("processed")).isEqualTo(9);
        var errors = as("sales-ops")
                .get("/imports/" + job.getString("id") + "/errors")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(errors.getList("items.line", Integer.class)).containsExactly(2, 3, 4, 5, 6, 7, 8);
        assertThat(errors.getList("items.field", String.class).subList(1, 6))
                .containsExactly("history[1].to", "history[2].at", "externalId", "payments[0].amount", "titel");
    }

    @Test
    void aCsvFileComesInThroughAMapping() {
        var pipeline = pipeline();
        var mapping =
                """
                {"pipeline":"%s","columns":{"externalId":"id","title":"account","customer":"account","owner":"agent",
                 "product":"product","amount":"value"},"currency":"USD","nulls":["NA"],"timeZone":"Europe/Oslo",
                 "dateFormats":["M/d/yyyy"],"values":{"product":{"GTXPro":"GTX Pro"}},
                 "history":[{"to":"opportunity","at":"created"},
                            {"toColumn":"state","values":{"Won":"won","Lost":"lost","Open":null},"at":"closed"}]}"""
                        .formatted(pipeline);
        var csv =
                """
                id,account,agent,product,state,created,closed,value
                C1,"Acme, Inc",Ann,GTXPro,Won,2025-01-02,2025-02-03,500.00
                C2,Beta,Ann,GTX Pro,Open,1/5/2025,,NA
                C3,Gamma,Bob,GTXPro,Prospecting,2025-01-02,,
                C4,Delta,Bob,GTXPro,Won,2025-01-02,,100
                C5,Eps,Bob,GTXPro,Open,soon,,100
                C6,Zeta,Bob,GTXPro,Open,,,
                """;
        var job = done(as("sales-ops")
                .contentType("text/csv")
                .queryParam("mapping", mapping)
                .body(csv)
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
        assertThat(job.getInt("imported")).isEqualTo(3);
        var errors = as("sales-ops")
                .get("/imports/" + job.getString("id") + "/errors")
                .jsonPath();
        assertThat(errors.getList("items.line", Integer.class)).containsExactly(4, 5, 6);
        assertThat(errors.getList("items.field", String.class)).containsExactly("state", "closed", "created");
        var deals = as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath();
        assertThat(deals.getList("items.status", String.class)).containsExactly("WON", "OPEN", "LEAD");
        assertThat(deals.getList("items.product", String.class)).containsOnly("GTX Pro");
        assertThat(deals.getList("items.externalId", String.class)).isEqualTo(List.of("C1", "C2", "C6"));
    }

    @Test
    void aMappingThatDoesNotFitTheFileIsRefusedAtOnce() {
        as("sales-ops")
                .contentType("text/csv")
                .queryParam("mapping", "{\"pipeline\":\"x\",\"columns\":{\"externalId\":\"key\"}}")
                .body("id,name\n1,x\n")
                .post("/imports")
                .then()
                .statusCode(422);
        as("sales-ops")
                .contentType("text/csv")
                .body("id\n1\n")
                .post("/imports")
                .then()
                .statusCode(422);
    }
}
