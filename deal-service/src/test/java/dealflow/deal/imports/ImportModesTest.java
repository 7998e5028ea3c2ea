package dealflow.deal.imports;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.done;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.imported;
import static dealflow.deal.DealApi.ndjson;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files about deals on record: what a line changes and what it never does, and what a dry run says of it. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ImportModesTest {

    private static final String WON =
            """
            {"externalId":"%s","pipeline":"%s","title":"Lamps","owner":"ann","amount":{"amount":"%d.00","currency":"USD"},\
            "history":[{"to":"opportunity","at":"2025-10-01T00:00:00Z"},{"to":"won","at":"2025-11-01T10:00:00Z"}],\
            "payments":[{"amount":{"amount":"60.00","currency":"USD"},"receivedOn":"2025-11-02"}]}""";

    private static JsonPath sent(String query, String lines) {
        return done(ndjson("sales-ops")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/imports?" + query)
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
    }

    private static JsonPath of(JsonPath job, String what) {
        return as("sales-ops")
                .get("/imports/%s/%s".formatted(job.getString("id"), what))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String line(String pipeline, String key, String more) {
        return "{\"externalId\":\"%s\",\"pipeline\":\"%s\"%s}".formatted(key, pipeline, more);
    }

    private static JsonPath deal(String pipeline, String key) {
        return as("sales-ops")
                .get("/deals?pipeline=%s&externalId=%s".formatted(pipeline, key))
                .jsonPath();
    }

    @Test
    void anUpsertMakesWhatIsNewAndChangesOnlyWhatPeopleWrite() {
        var pipeline = pipeline();
        var first = sent("mode=upsert", WON.formatted("A1", pipeline, 100));
        assertThat(first.getString("mode")).isEqualTo("upsert");
        assertThat(first.getInt("imported")).isEqualTo(1);

        var again = sent(
                "mode=upsert",
                String.join(
                        "\n",
                        WON.formatted("A1", pipeline, 100),
                        line(
                                pipeline,
                                "A1",
                                ",\"amount\":{\"amount\":\"120\",\"currency\":\"USD\"},\"team\":\"north\""),
                        line(
                                pipeline,
                                "A1",
                                ",\"team\":\"\",\"history\":[{\"to\":\"lost\",\"at\":\"2025-12-01T10:00:00Z\",\"reason\":\"price\"}]"
                                        + ",\"payments\":[]"),
                        line(pipeline, "A2", ",\"owner\":\"bob\""),
                        line(pipeline, "A2", ",\"title\":\"Two\""),
                        line(pipeline, "A3", ""),
                        line(pipeline, "A1", ",\"title\":\" \"")));
        assertThat(again.getInt("unchanged")).isEqualTo(1);
        assertThat(again.getInt("changed")).isEqualTo(3);
        assertThat(again.getInt("imported")).isEqualTo(1);
        assertThat(of(again, "errors").getList("items.field")).containsExactly("owner", "title");

        var deal = deal(pipeline, "A1");
        assertThat(deal.getString("items[0].amount.amount")).isEqualTo("120.00");
        assertThat(deal.getString("items[0].team")).isNull();
        assertThat(deal.getString("items[0].stage")).isEqualTo("signed");
        var id = deal.getString("items[0].id");
        assertThat(history(id).getList("items.type", String.class).subList(3, 5))
                .containsOnly("dealflow.deal.revised.v1");
        assertThat(history(id).getList("items")).hasSize(5);
        assertThat(history(id).getList("items.event.origin")).containsOnly("import");
        assertThat(as("sales-ops").get("/deals/" + id + "/payments").jsonPath().getList("items"))
                .hasSize(1);
        assertThat(deal(pipeline, "A2").getString("items[0].title")).isEqualTo("Two");
    }

    @Test
    void anUpdateMakesNothing() {
        var pipeline = pipeline();
        imported(WON.formatted("A1", pipeline, 100));
        var lead = as("sales-ops")
                .body("{\"pipeline\":\"%s\",\"title\":\"No key\"}".formatted(pipeline))
                .post("/deals")
                .<String>path("id");
        var job = sent(
                "mode=update",
                String.join(
                        "\n",
                        line(pipeline, "A1", ",\"owner\":\"cai\""),
                        line(pipeline, "A2", ",\"owner\":\"cai\""),
                        line(pipeline, lead, ",\"owner\":\"cai\""),
                        line("none", "A1", ",\"owner\":\"cai\"")));
        assertThat(job.getInt("changed")).isEqualTo(2);
        assertThat(of(job, "errors").getList("items.field")).containsExactly("externalId", "pipeline");
        assertThat(deal(pipeline, "A1").getString("items[0].owner")).isEqualTo("cai");
        assertThat(as("sales-ops").get("/deals/" + lead).<String>path("owner")).isEqualTo("cai");
        assertThat(as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getList("items"))
                .hasSize(2);
    }

    @Test
    void aModeThatIsNoneIsRefused() {
        var answer = ndjson("sales-ops").body("{}").post("/imports?mode=replace");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("mode");
    }

    /** What the dry run says is what the import then does; and it writes nothing. */
    @Test
    void aDryRunTellsWhatTheImportWillDo() {
        var pipeline = pipeline();
        imported(WON.formatted("A1", pipeline, 100) + "\n" + WON.formatted("A9", pipeline, 10));
        var id = deal(pipeline, "A1").getString("items[0].id");
        // More than a batch, so that a line meets what an earlier batch would have made.
        var many = IntStream.range(0, 600)
                .mapToObj(number -> line(pipeline, "M" + number, ",\"owner\":\"ann\""))
                .collect(Collectors.joining("\n"));
        var file = String.join(
                "\n",
                line(
                        pipeline,
                        "A1",
                        ",\"amount\":{\"amount\":\"150.00\",\"currency\":\"USD\"},\"history\":"
                                + "[{\"to\":\"opportunity\",\"at\":\"2025-10-01T00:00:00Z\"}]"),
                WON.formatted("A2", pipeline, 30),
                "{",
                line(pipeline, "A3", ""),
                many,
                line(pipeline, "M1", ",\"owner\":\"bob\""),
                line(pipeline, "A2", ",\"amount\":{\"amount\":\"40.00\",\"currency\":\"USD\"}"),
                WON.formatted("A2", pipeline, 40),
                """
                {"externalId":"A9","pipeline":"%s","moves":[{"to":"opportunity","at":"2025-11-05T10:00:00Z","reason":"again"}]}"""
                        .formatted(pipeline));
        var dry = sent("mode=upsert&dryRun=true", file);
        assertThat(dry.getBoolean("dryRun")).isTrue();
        assertThat(history(id).getList("items")).as("nothing is written").hasSize(3);
        assertThat(as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getList("items"))
                .hasSize(2);

        var changes = of(dry, "changes");
        assertThat(changes.getList("items.kind", String.class).subList(0, 3))
                .containsExactly("CHANGED", "CREATED", "CREATED");
        assertThat(changes.getString("items[0].deal")).isEqualTo(id);
        assertThat(changes.getString("items[0].before.amount.amount")).isEqualTo("100.00");
        assertThat(changes.getString("items[0].after.amount.amount")).isEqualTo("150.00");
        assertThat(changes.getMap("items[0].after")).containsOnlyKeys("amount", "reportingAmount");
        assertThat(changes.getList("items[0].leftOut")).containsExactly("history");
        assertThat(changes.getString("items[1].deal")).isNull();
        assertThat(changes.getString("items[1].after.stage")).isEqualTo("signed");
        assertThat(changes.getString("next")).isNotNull();

        var told = of(dry, "effects");
        assertThat(told.getList("items.stage")).containsExactly("lead", "opportunity", "signed");
        assertThat(told.getList("items.now.count")).containsExactly(0, 0, 2);
        assertThat(told.getList("items.then.count")).containsExactly(600, 1, 2);
        assertThat(told.getList("items.then.amount.amount")).containsExactly("0.00", "10.00", "190.00");

        var real = sent("mode=upsert", file);
        for (var number : new String[] {"imported", "changed", "unchanged", "errors"}) {
            assertThat(real.getInt(number)).as(number).isEqualTo(dry.getInt(number));
        }
        assertThat(of(real, "errors").getList("items.line"))
                .isEqualTo(of(dry, "errors").getList("items.line"))
                .containsExactly(3, 4);
        assertThat(of(real, "changes").getList("items")).isEmpty();
        var totals = as("sales-ops").get("/deals/totals?pipeline=" + pipeline).jsonPath();
        assertThat(totals.getList("items.count")).isEqualTo(told.getList("items.then.count"));
        assertThat(totals.getList("items.amount.amount")).isEqualTo(told.getList("items.then.amount.amount"));
    }

    @Test
    void aCancelledImportStopsWhereItIsAndWhatIsInStays() {
        var pipeline = pipeline();
        var lines = IntStream.range(0, 20_000)
                .mapToObj(number -> WON.formatted("C" + number, pipeline, 1))
                .collect(Collectors.joining("\n"));
        var id = ndjson("sales-ops")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/imports")
                .<String>path("id");
        var cancelled = as("sales-ops")
                .post("/imports/" + id + "/cancellation")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(cancelled.getString("status")).isEqualTo("CANCELLED");
        assertThat(cancelled.getInt("processed")).isLessThan(20_000);
        var deals = as("sales-ops").get("/deals/totals?pipeline=" + pipeline).jsonPath();
        assertThat(deals.getList("items.count", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(cancelled.getInt("imported"));
        var twice = as("sales-ops").post("/imports/" + id + "/cancellation");
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(as("integrator").post("/imports/" + id + "/cancellation").statusCode())
                .isEqualTo(404);
        // The runner goes on with others.
        assertThat(imported(line(pipeline, "Z", ",\"owner\":\"ann\"")).getInt("imported"))
                .isEqualTo(1);
    }
}
