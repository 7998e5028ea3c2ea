package dealflow.acceptance.data;

import static dealflow.acceptance.system.Dealflow.deals;
import static dealflow.acceptance.system.Dealflow.funnels;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.acceptance.system.SharedData;
import dealflow.local.login.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exports of other people's CRM systems, with the gaps that they have. */
@ExtendWith(Dealflow.class)
class CrmImportsIT {

    private static final String STAGE =
            """
            {"key":"%s","names":{"en":"%s"},"place":"%s","buyingPhase":"SOLUTION_EVALUATION"}""";

    @Test
    void aCrmWithOneOpenStageComesInByColumnMapping() {
        createPipeline("sparkle", List.of(STAGE.formatted("in-progress", "In progress", "FUNNEL")));
        var job = Dealflow.importCsv(
                """
                {"pipeline":"sparkle","currency":"USD",
                 "columns":{"externalId":"Opportunity_ID","customer":"Account","owner":"Sales_Agent",
                            "product":"Product","amount":"Close_Value"},
                 "history":[{"to":"in-progress","at":"Created_On"},
                            {"toColumn":"Deal_Stage","values":{"Won":"won","Lost":"lost","In_Progress":null},
                             "at":"Close_Date"}]}""",
                SharedData.bytes("sparklesquad_crm/sales-pipeline.csv"));

        assertThat(Dealflow.errors(job)).isEmpty();
        assertThat(job.getInt("imported")).isEqualTo(14_277);
        assertThat(counts("sparkle", "2016-01-01", "2018-01-01"))
                .isEqualTo(Map.of("entered", 14_277, "won", 6_438, "lost", 3_493, "open", 4_346));
    }

    @Test
    void dealsWithoutDatesAreLeadsAndAMisspeltProductIsMended() {
        createPipeline(
                "maven",
                List.of(
                        STAGE.formatted("prospecting", "Prospecting", "OUTSIDE"),
                        STAGE.formatted("engaging", "Engaging", "FUNNEL")));
        var job = Dealflow.importCsv(
                """
                {"pipeline":"maven","currency":"USD","values":{"product":{"GTXPro":"GTX Pro"}},
                 "columns":{"externalId":"opportunity_id","customer":"account","owner":"sales_agent",
                            "product":"product","amount":"close_value"},
                 "history":[{"to":"engaging","at":"engage_date"},
                            {"toColumn":"deal_stage","at":"close_date",
                             "values":{"Won":"won","Lost":"lost","Engaging":null,"Prospecting":null}}]}""",
                SharedData.bytes("maven_crm/sales_pipeline.csv"));

        assertThat(Dealflow.errors(job)).isEmpty();
        assertThat(job.getInt("imported")).isEqualTo(8_800);
        assertThat(counts("maven", "2016-01-01", "2018-01-01"))
                .isEqualTo(Map.of("entered", 8_300, "won", 4_238, "lost", 2_473, "open", 1_589));
        assertThat(listed("maven", "status", "LEAD")).isEqualTo(500);
        assertThat(listed("maven", "product", "GTXPro")).isZero();
        assertThat(listed("maven", "product", "GTX Pro")).isEqualTo(500);
    }

    @Test
    void aStageHistoryInAFileOfItsOwnComesInAsLines() {
        var stages = Map.of(
                "Reviewed",
                "reviewed",
                "Indication",
                "indication",
                "Offer",
                "offer",
                "Closed - Won",
                "won",
                "Closed - Lost",
                "lost",
                "Passed",
                "lost");
        createPipeline(
                "morgan",
                List.of(
                        STAGE.formatted("reviewed", "Reviewed", "FUNNEL"),
                        STAGE.formatted("indication", "Indication", "FUNNEL"),
                        STAGE.formatted("offer", "Offer", "FUNNEL")));
        var moves = new HashMap<String, List<String>>();
        SharedData.rows("rsmorgan_stage_history/stage_history.csv").stream()
                .sorted((a, b) -> Integer.compare(order(a), order(b)))
                .forEach(row -> moves.computeIfAbsent(row.get("deal_id"), id -> new ArrayList<>())
                        .add("{\"to\":\"%s\",\"at\":\"%sT00:00:00Z\"}"
                                .formatted(stages.get(row.get("stage")), row.get("stage_date"))));
        var deals = SharedData.rows("rsmorgan_stage_history/pipeline_deals.csv");
        var lines = deals.stream()
                .map(row -> line(row, moves.get(row.get("deal_id"))))
                .toList();
        // Two rows share an id, so their moves cannot be told apart and do not follow one another.
        var ambiguous = deals.stream()
                .filter(row -> deals.stream()
                                .filter(other -> other.get("deal_id").equals(row.get("deal_id")))
                                .count()
                        > 1)
                .toList();
        var expected = new TreeMap<>(Map.of("entered", 0, "won", 0, "lost", 0, "open", 0));
        for (var row : deals) {
            if (!ambiguous.contains(row)) {
                var end = stages.get(row.get("deal_stage"));
                expected.merge("entered", 1, Integer::sum);
                expected.merge(end.equals("won") || end.equals("lost") ? end : "open", 1, Integer::sum);
            }
        }

        var job = Dealflow.importLines(lines);

        assertThat(job.getInt("imported")).isEqualTo(498);
        assertThat(Dealflow.errors(job)).zipSatisfy(ambiguous, (error, row) -> assertThat(error)
                .startsWith((deals.indexOf(row) + 1) + ": history[1].at")
                .contains("lies before"));
        assertThat(counts("morgan", "2020-01-01", "2026-06-01")).isEqualTo(expected);
    }

    private static String line(Map<String, String> row, List<String> moves) {
        return """
                {"externalId":"%s","pipeline":"morgan","title":"%s","owner":"%s"%s,"history":[%s]}"""
                .formatted(
                        row.get("deal_id"),
                        row.get("company_name"),
                        row.get("deal_owner"),
                        amount(row.get("deal_size_usd")),
                        String.join(",", moves));
    }

    private static int order(Map<String, String> row) {
        return Integer.parseInt(row.get("stage_order"));
    }

    private static String amount(String dollars) {
        return dollars.equals("NA") ? "" : ",\"amount\":{\"amount\":\"%s\",\"currency\":\"USD\"}".formatted(dollars);
    }

    private static void createPipeline(String key, List<String> stages) {
        Dealflow.createPipeline(
                """
                {"key":"%s","names":{"en":"Other people's sales"},"currency":"USD","timeZone":"UTC","stages":[%s],
                 "won":{"key":"won","names":{"en":"Won"}},"lossReasons":[],"skips":"ALLOWED"}"""
                        .formatted(key, String.join(",", stages)));
    }

    private static Map<String, Integer> counts(String pipeline, String from, String to) {
        Dealflow.awaitProjections();
        var funnel = funnels()
                .queryParam("from", from)
                .queryParam("to", to)
                .get("/funnels/" + pipeline)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var counts = new TreeMap<String, Integer>();
        List.of("entered", "won", "lost", "open").forEach(cell -> counts.put(cell, funnel.getInt(cell + ".count")));
        return counts;
    }

    private static int listed(String pipeline, String filter, String value) {
        return deals(Role.OPS)
                .queryParam("pipeline", pipeline)
                .queryParam(filter, value)
                .queryParam("limit", 500)
                .get("/deals")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }
}
