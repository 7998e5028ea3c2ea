package dealflow.deal.versioning;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.confirmed;
import static dealflow.deal.DealApi.deal;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static dealflow.deal.DealApi.qualify;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A pipeline is edited while deals are under way in it. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class PipelineVersionTest {

    private static final String LEAD = "{\"key\":\"lead\",\"place\":\"OUTSIDE\"}";

    @Test
    void dealsUnderWayFollowTheNewVersionAndHaveNotMoved() {
        var pipeline = pipeline();
        var open = opportunity(pipeline);
        var lost = opportunity(pipeline);
        move(lost, "{\"to\":\"lost\",\"reason\":\"price\"}").then().statusCode(200);
        var entered = deal(open).getString("stageEnteredAt");

        var second = put(
                pipeline,
                "{\"opportunity\":\"chance\"}",
                LEAD,
                funnel("chance"),
                funnel("recognition"),
                funnel("risk"));
        assertThat(second.jsonPath().getInt("version")).isEqualTo(2);
        assertThat(second.jsonPath().getString("retiredStages.opportunity")).isEqualTo("chance");
        assertThat(deal(open).getString("stage")).isEqualTo("chance");
        assertThat(deal(open).getInt("pipelineVersion")).isEqualTo(2);
        assertThat(deal(open).getString("stageEnteredAt")).isEqualTo(entered);
        assertThat(deal(lost).getInt("pipelineVersion")).isEqualTo(1);
        var told = history(open);
        assertThat(told.getString("items[-1].type")).isEqualTo("dealflow.deal.revised.v1");
        assertThat(told.getInt("items[-1].event.previous.pipelineVersion")).isEqualTo(1);
        assertThat(told.getString("items[-1].event.previous.stage")).isEqualTo("opportunity");

        var third = put(
                pipeline, "{\"chance\":\"interest\"}", LEAD, funnel("interest"), funnel("recognition"), funnel("risk"));
        assertThat(third.jsonPath().getMap("retiredStages"))
                .as("one look-up is enough")
                .isEqualTo(Map.of("opportunity", "interest", "chance", "interest"));
        move(lost, "{\"to\":\"interest\",\"reason\":\"they called\"}").then().statusCode(200);
        assertThat(deal(lost).getInt("pipelineVersion")).isEqualTo(3);
        move(open, confirmed("recognition", "SAMPLE_REQUEST")).then().statusCode(200);
    }

    @Test
    void aStageWithDealsOrAPastIsNotRemovedUnlessItSaysWhereTheyCount() {
        var pipeline = pipeline();
        var deal = opportunity(pipeline);
        opportunity(pipeline);
        var refused = put(pipeline, "{}", LEAD, funnel("recognition"), funnel("risk"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("detail")).contains("'opportunity' (2 deals)");
        assertThat(as("viewer").get("/pipelines/" + pipeline).jsonPath().getInt("version"))
                .isEqualTo(1);
        assertThat(deal(deal).getInt("pipelineVersion")).isEqualTo(1);

        move(deal, confirmed("recognition", "SAMPLE_REQUEST")).then().statusCode(200);
        assertThat(put(pipeline, "{}", LEAD, funnel("recognition"), funnel("risk"))
                        .statusCode())
                .as("it has been left, but stays in the history")
                .isEqualTo(422);
        assertThat(put(pipeline, "{}", LEAD, funnel("opportunity"), funnel("recognition"))
                        .statusCode())
                .as("nobody has ever been at risk")
                .isEqualTo(200);
    }

    @Test
    void aSplitPutsSingleDealsIntoTheNewStage() {
        var pipeline = pipeline();
        var one = opportunity(pipeline);
        var other = opportunity(pipeline);
        var body = version(
                "{}", LEAD, funnel("opportunity"), funnel("second-half"), funnel("recognition"), funnel("risk"));
        var split = body.replace("\"stageMapping\"", "\"dealMapping\":{\"%s\":\"%s\"},\"stageMapping\"");
        assertThat(putBody(pipeline, split.formatted(one, "lead")).statusCode())
                .as("out of the funnel only by a move")
                .isEqualTo(422);
        assertThat(putBody(pipeline, split.formatted("019cac2a-9dc0-7d4b-9a35-5b0e6f7c2d11", "second-half"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(putBody(pipeline, split.formatted(one, "second-half")).statusCode())
                .isEqualTo(200);
        assertThat(deal(one).getString("stage")).isEqualTo("second-half");
        assertThat(deal(other).getString("stage")).isEqualTo("opportunity");
    }

    @Test
    void anEditOfAnOldVersionIsRefusedAndKeysNeverMeanTwoThings() {
        var pipeline = pipeline();
        var deal = opportunity(pipeline);
        var stages = new String[] {LEAD, funnel("chance"), funnel("recognition"), funnel("risk")};
        put(pipeline, "{\"opportunity\":\"chance\"}", stages).then().statusCode(200);
        as("sales-ops")
                .header("If-Match", "\"1\"")
                .body(version("{}", stages))
                .put("/pipelines/" + pipeline)
                .then()
                .statusCode(412);
        assertThat(put(pipeline, "{\"chance\":\"opportunity\"}", LEAD, funnel("opportunity"))
                        .jsonPath()
                        .getString("detail"))
                .contains("'opportunity' was a stage of an earlier version");
        put(pipeline, "{\"recognition\":\"lead\"}", LEAD, funnel("chance"), funnel("risk"))
                .then()
                .statusCode(422);
        put(pipeline, "{}", "{\"key\":\"chance\",\"place\":\"OUTSIDE\"}", funnel("recognition"), funnel("risk"))
                .then()
                .statusCode(422);
        var whole = as("viewer").get("/pipelines/" + pipeline).asString();
        putBody(pipeline, whole).then().statusCode(200);
        assertThat(deal(deal).getInt("pipelineVersion")).isEqualTo(3);
    }

    /** Deals are opened, moved and reopened by several people while the pipeline gets version after version. */
    @Test
    void noDealIsEverLeftInAStageThatIsGone() throws Exception {
        var pipeline = pipeline();
        var deals = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            deals.add(opportunity(pipeline));
        }
        var people = Executors.newFixedThreadPool(4);
        try {
            var busy = new ArrayList<Callable<Void>>();
            for (var person = 0; person < 3; person++) {
                var mine = person;
                busy.add(() -> {
                    for (var i = 0; i < 25; i++) {
                        var deal = deals.get((i + mine) % deals.size());
                        var stages = as("viewer").get("/pipelines/" + pipeline).jsonPath();
                        move(
                                deal,
                                "{\"to\":\"%s\",\"reason\":\"x\",%s}"
                                        .formatted(
                                                stages.getString("stages[1].key"),
                                                DealApi.CONFIRMED.formatted("SAMPLE_REQUEST")));
                        move(deal, "{\"to\":\"lost\",\"reason\":\"price\"}");
                        lead(pipeline);
                    }
                    return null;
                });
            }
            busy.add(() -> {
                var old = "opportunity";
                for (var version = 2; version < 12; version++) {
                    var next = "s" + version;
                    put(
                                    pipeline,
                                    "{\"%s\":\"%s\"}".formatted(old, next),
                                    LEAD,
                                    funnel(next),
                                    funnel("recognition"),
                                    funnel("risk"))
                            .then()
                            .statusCode(200);
                    old = next;
                }
                return null;
            });
            for (var done : people.invokeAll(busy)) {
                done.get();
            }
        } finally {
            people.shutdown();
        }
        List<Map<String, Object>> all = as("sales-ops")
                .get("/deals?limit=500&pipeline=" + pipeline)
                .jsonPath()
                .getList("items");
        assertThat(all).hasSize(81).allSatisfy(deal -> {
            if (!deal.get("status").equals("LOST")) {
                assertThat(deal.get("stage")).isIn("lead", "s11");
                assertThat(deal.get("pipelineVersion")).isEqualTo(11);
            }
        });
    }

    private static String opportunity(String pipeline) {
        var deal = lead(pipeline);
        qualify(deal);
        move(deal, confirmed("opportunity", "INQUIRY")).then().statusCode(200);
        return deal;
    }

    private static String funnel(String key) {
        return "{\"key\":\"%s\",\"place\":\"FUNNEL\",\"buyingPhase\":\"SOLUTION_EVALUATION\"}".formatted(key);
    }

    private static Response put(String pipeline, String mapping, String... stages) {
        return putBody(pipeline, version(mapping, stages));
    }

    private static String version(String mapping, String... stages) {
        return """
                {"currency":"USD","timeZone":"Europe/Oslo","stages":[%s],"won":{"key":"signed","names":{"en":"Signed"}},\
                "lossReasons":["price","other"],"skips":"ALLOWED","stageMapping":%s}"""
                .formatted(String.join(",", stages), mapping);
    }

    private static Response putBody(String pipeline, String body) {
        return as("sales-ops").body(body).put("/pipelines/" + pipeline);
    }
}
