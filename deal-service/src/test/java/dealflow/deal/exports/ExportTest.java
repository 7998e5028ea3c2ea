package dealflow.deal.exports;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.deal.DealApi;
import dealflow.deal.RandomLives;
import dealflow.deal.TravelClock;
import dealflow.deal.imports.ImportOrigin;
import dealflow.deal.stall.StalledDeals;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is exported, wiped and imported is what it was. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ExportTest {

    private static final String IMPORTED =
            """
            {"externalId":"i1","pipeline":"%1$s","title":"Lamps","owner":"cai","amount":{"amount":"20000","currency":"NOK"},\
            "history":[{"to":"opportunity","at":"2025-10-01T00:38:44.546+02:00","owner":"ann"},\
            {"to":"risk","at":"2025-10-03T10:00:00+02:00","owner":"bob"},{"to":"won","at":"2025-11-01T10:00:00+01:00"}],\
            "payments":[{"amount":{"amount":"6000.00","currency":"NOK"},"receivedOn":"2025-11-02"},\
            {"amount":{"amount":"1","currency":"USD"},"receivedOn":"2025-10-02"},\
            {"amount":{"amount":"2","currency":"USD"},"receivedOn":"2025-09-02"}]}
            {"externalId":"i2","pipeline":"%1$s","owner":"cai"}
            {"externalId":"i3","pipeline":"%1$s","owner":"cai","history":[{"to":"risk","at":"2025-10-01T00:00:00Z"},\
            {"to":"lost","at":"2025-10-01T00:00:00Z","reason":"price","note":"too dear"}]}""";

    @Inject
    ObjectMapper json;

    @Inject
    StalledDeals stalledDeals;

    @Test
    void exportWipeImportExportGivesTheSameBytesAndTheSameHistory() throws SQLException, IOException {
        rate("0.1");
        var time = TravelClock.at("2026-10-05T08:00:00Z");
        var pipeline = pipeline();
        DealApi.imported(IMPORTED.formatted(pipeline));
        var lived = new RandomLives(1, pipeline, () -> {
            time.days(12);
            stalledDeals.tell();
        });
        var deals = lived.live(12, 240);
        as("sales-ops").delete("/deals/" + deals.get(0)).then().statusCode(204);
        var before = export(pipeline);
        var lives = lives(pipeline);
        assertThat(before.lines()).hasSize(15).noneMatch(line -> line.contains("\"externalId\":\"x0\""));
        assertThat(before)
                .contains(
                        "\"origin\":\"api\"",
                        "\"origin\":\"import\"",
                        "\"override\":\"I say so\"",
                        "\"stalled\":true",
                        "\"amountBasis\":\"LINES\"",
                        "\"amountBasis\":\"STATED\"",
                        "\"lines\":[]",
                        "\"snoozedUntil\":\"2026",
                        "\"milestone\":\"BILL_OF_LADING\"",
                        "\"riskReview\":",
                        "\"answer\":\"TRADE\"",
                        "\"inReturn\":\"prepaid\"",
                        "\"reverses\":");

        wipe(pipeline);
        assertThat(export(pipeline)).isEmpty();
        rate("0.2");
        var job = DealApi.imported(before);
        assertThat(job.getInt("errors")).isZero();
        assertThat(job.getInt("imported")).isEqualTo(15);
        assertThat(export(pipeline)).isEqualTo(before);
        assertThat(lives(pipeline)).isEqualTo(lives);
    }

    /** Who begins with an export goes on with the feed: each event is either told in the line, or comes from the cursor on. */
    @Test
    void aLineSaysWhereTheFeedGoesOn() throws IOException, SQLException {
        var pipeline = pipeline();
        DealApi.imported("{\"externalId\":\"p1\",\"pipeline\":\"%s\",\"owner\":\"a\"}".formatted(pipeline));
        String id = as("sales-ops").get("/deals?pipeline=" + pipeline).path("items[0].id");
        var line = export(pipeline + "&position=true").strip();
        as("sales-ops")
                .contentType("application/merge-patch+json")
                .body("{\"title\":\"Lamps\"}")
                .patch("/deals/" + id)
                .then()
                .statusCode(200);

        var position = json.readTree(line).path("position");
        assertThat(position.path("id").asText()).isEqualTo(id);
        assertThat(position.path("sequence").asLong()).isEqualTo(1);
        assertThat(position.path("event").asText()).isEqualTo(id + "-1");
        var feed = "/events?pipeline=%s&after=%s"
                .formatted(pipeline, position.path("cursor").asText());
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        List<Integer> news;
        do {
            news = as("sales-ops").get(feed).jsonPath().getList("items.data.sequence");
        } while (!news.contains(2) && System.nanoTime() < end);
        assertThat(news).isSubsetOf(1, 2).endsWith(2);

        // With it or without it is the same line, and a table has no lines.
        wipe(pipeline);
        assertThat(DealApi.imported(line).getInt("imported")).isEqualTo(1);
        var again = DealApi.imported(export(pipeline));
        assertThat(again.getInt("errors")).isZero();
        assertThat(again.getInt("imported")).isZero();
        as("sales-ops")
                .accept("text/csv")
                .get("/exports/deals?position=true")
                .then()
                .statusCode(400);
    }

    @Test
    void stagesHaveTheKeysThatThePresentVersionTakes() throws SQLException {
        var pipeline = pipeline();
        DealApi.imported(
                """
                {"externalId":"e1","pipeline":"%1$s","owner":"a","history":[{"to":"opportunity","at":"2025-10-01T00:00:00Z"}]}
                {"externalId":"e2","pipeline":"%1$s","owner":"a","history":[{"to":"opportunity","at":"2025-10-01T00:00:00Z"},\
                {"to":"lost","at":"2025-10-02T00:00:00Z","reason":"price"}]}"""
                        .formatted(pipeline));
        var split =
                """
                {"currency":"USD","timeZone":"Europe/Oslo","stages":[{"key":"lead","place":"OUTSIDE"},\
                {"key":"first","place":"FUNNEL"},{"key":"second","place":"FUNNEL"}],"won":{"key":"signed"},\
                "stageMapping":{"opportunity":"first"},"dealMapping":{"%s":"second"}}""";
        var deal = as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getString("items[0].id");
        as("sales-ops")
                .body(split.formatted(deal))
                .put("/pipelines/" + pipeline)
                .then()
                .statusCode(200);
        var before = export(pipeline);
        assertThat(before).contains("\"to\":\"first\"", "\"placed\":\"second\"").doesNotContain("\"opportunity\"");
        wipe(pipeline);
        assertThat(DealApi.imported(before).getInt("errors")).isZero();
        assertThat(export(pipeline)).isEqualTo(before);
        assertThat(as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getList("items.stage"))
                .isEqualTo(List.of("second", "lost"));
    }

    @Test
    void filtersNarrowAnExport() {
        rate("0.1");
        var pipeline = pipeline();
        DealApi.imported(IMPORTED.formatted(pipeline));
        assertThat(export(pipeline + "&stage=signed").lines())
                .singleElement()
                .asString()
                .startsWith("{\"externalId\":\"i1\"");
        assertThat(export(pipeline + "&status=LEAD").lines())
                .singleElement()
                .asString()
                .startsWith("{\"externalId\":\"i2\"");
    }

    @Test
    void anExportLongerThanAPageIsWhole() {
        var pipeline = pipeline();
        var lines = new StringBuilder();
        for (var i = 0; i < 450; i++) {
            lines.append("{\"externalId\":\"%d\",\"pipeline\":\"%s\",\"owner\":\"a\"}\n".formatted(i, pipeline));
        }
        DealApi.imported(lines.toString());
        var exported = export(pipeline).lines().toList();
        assertThat(exported).hasSize(450);
        for (var i = 0; i < 450; i++) {
            assertThat(exported.get(i)).startsWith("{\"externalId\":\"%d\"".formatted(i));
        }
    }

    @Test
    void aLineThatSetsWhatIsNoFieldOrSaysNothingIsReported() {
        var line =
                "{\"externalId\":\"e%%d\",\"pipeline\":\"%s\",\"owner\":\"a\",\"history\":[{\"to\":\"risk\",\"at\":\"2025-10-01T00:00:00Z\"},{%%s}]}"
                        .formatted(pipeline());
        var job = DealApi.imported(
                String.join(
                        "\n",
                        line.formatted(1, "\"at\":\"2025-10-02T00:00:00Z\",\"set\":{\"stage\":\"won\"}"),
                        line.formatted(2, "\"at\":\"2025-10-02T00:00:00Z\",\"set\":{\"amount\":\"many\"}"),
                        line.formatted(3, "\"at\":\"2025-10-02T00:00:00Z\""),
                        line.formatted(
                                4,
                                "\"at\":\"2025-10-02T00:00:00Z\",\"set\":{\"amount\":{\"amount\":\"1\",\"currency\":\"USD\"},\"reportingAmount\":{\"amount\":\"1\",\"currency\":\"NOK\"}}")));
        assertThat(as("sales-ops")
                        .get("/imports/" + job.getString("id") + "/errors")
                        .jsonPath()
                        .getList("items.field", String.class))
                .containsExactly(
                        "history[1].set.stage",
                        "history[1].set.amount",
                        "history[1].to",
                        "history[1].reportingAmount.currency");
    }

    private static void rate(String rate) {
        as("sales-ops")
                .body("{\"rate\":%s}".formatted(rate))
                .put("/exchange-rates/NOK/USD/2020-01-01")
                .then()
                .statusCode(204);
    }

    private static String export(String pipeline) {
        var bytes = as("sales-ops")
                .get("/exports/deals?pipeline=" + pipeline)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asByteArray();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Every event of every deal, without what an import gives anew. */
    private List<List<JsonNode>> lives(String pipeline) throws IOException {
        var lives = new ArrayList<List<JsonNode>>();
        List<String> ids = as("sales-ops")
                .get("/deals?limit=500&pipeline=" + pipeline)
                .jsonPath()
                .getList("items.id");
        for (var id : ids) {
            var life = new ArrayList<JsonNode>();
            for (var event : json.readTree(history(id).prettify()).path("items")) {
                var told = (ObjectNode) event.path("event");
                told.remove(List.of("dealId", "recordedAt"));
                told.put("origin", ImportOrigin.exported(told.get("origin").asText()));
                var deal = (ObjectNode) told.path("deal");
                deal.put("externalId", deal.path("externalId").asText(id));
                deal.remove("id");
                life.add(told);
            }
            lives.add(life);
        }
        return lives;
    }

    private static void wipe(String pipeline) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
                var statement = connection.createStatement()) {
            statement.execute(
                    "DELETE FROM outbox WHERE aggregateid IN (SELECT id::text FROM deal WHERE pipeline = '%s')"
                            .formatted(pipeline));
            statement.execute("DELETE FROM deal WHERE pipeline = '%s'".formatted(pipeline));
        }
    }
}
