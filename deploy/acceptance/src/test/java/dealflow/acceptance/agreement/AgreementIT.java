package dealflow.acceptance.agreement;

import static dealflow.acceptance.system.Dealflow.deals;
import static dealflow.acceptance.system.Dealflow.operate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import dealflow.local.stack.Service;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What more than one service says of the same deals is the same, over random histories and after stages were merged. */
@ExtendWith(Dealflow.class)
class AgreementIT {

    private static final int DEALS = 250;

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
    private final LocalDate from = today.withDayOfMonth(1).minusMonths(14);
    private final LocalDate to = today.withDayOfMonth(1).plusMonths(1);

    private String pipeline;

    /** {@code -Ddealflow.histories.seed=N} for others. */
    static LongStream seeds() {
        var seed = Long.getLong("dealflow.histories.seed", 1);
        return LongStream.of(seed, seed + 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theServicesSayTheSameOfTheSameDeals(long seed) {
        pipeline = "agreed-" + seed;
        // None can stall before the merge: what was told of a deal then stays told, whenever the minute's look was.
        Dealflow.createPipeline(definition(
                stage("a", null) + "," + stage("b", null) + "," + stage("c", null) + "," + stage("d", null)));
        var history = new RandomHistory(pipeline, seed);
        var job = Dealflow.importLines(history.lines(DEALS));
        assertThat(Dealflow.errors(job)).isEmpty();
        assertThat(job.getInt("imported")).isEqualTo(DEALS);
        history.changes(list("")).forEach(AgreementIT::make);
        awaitAll();
        theyAgree();
        var before = snapshot();

        mergeStages();
        awaitAll();
        theyAgree();
        theStalledDealsAreTheSame();
        nothingHappenedBetween(before, snapshot());
    }

    /** Also a model that takes a while to fit: until it has, the one of before answers, and says of when it is. */
    private void awaitAll() {
        var published = Dealflow.awaitProjections();
        Dealflow.await("the forecast stands on it", () -> Dealflow.freshAsOf(
                        Dealflow.forecasts().get("/forecasts/" + pipeline))
                .isAfter(published));
    }

    private void theyAgree() {
        for (var product : List.of("", RandomHistory.STEADY)) {
            var totals = totals(product);
            var won = totals.remove("won");
            var lost = totals.remove("lost");
            totals.remove("lead");
            var open = Figures.sum(totals.values());

            var funnel = funnel("", product);
            assertThat(Figures.of(funnel, "stages", "stage", "capacity"))
                    .as("open deals by stage")
                    .isEqualTo(totals);
            assertThat(Figures.at(funnel, "won")).as("won").isEqualTo(won);
            assertThat(Figures.at(funnel, "lost")).as("lost").isEqualTo(lost);
            assertThat(Figures.at(funnel("/losses", product), "lost"))
                    .as("losses")
                    .isEqualTo(lost);

            var wins = wins(funnel("/trend", product, "metric", "won"), "points", "total");
            assertThat(Figures.sum(wins)).as("won in all months").isEqualTo(won);
            assertThat(wins).as("there is something to compare").hasSizeGreaterThan(5);
            var forecast = forecast(product);
            assertThat(wins(forecast, "periods", "closed"))
                    .as("won by month in the forecast")
                    .isEqualTo(wins);
            assertThat(owed(product))
                    .as("owed; instalments are parts of cents, and each of the six ages is rounded by itself")
                    .isCloseTo(outstanding(product), within(new BigDecimal("0.03")));

            var flow = funnel("/flow", product, "interval", "month");
            assertThat(Figures.at(flow, "intervals[-1].total.closing"))
                    .as("what the flow comes to")
                    .isEqualTo(open);
            // Of a deal that was reopened, the flow has each win and each loss.
            if (product.equals(RandomHistory.STEADY)) {
                assertThat(wins(flow, "intervals", "total.won"))
                        .as("won by month in the flow")
                        .isEqualTo(wins);
                assertThat(Figures.sum(wins(flow, "intervals", "total.lost")))
                        .as("lost in the flow")
                        .isEqualTo(lost);
            }
        }
    }

    private static List<String> wins(JsonPath answer, String rows, String number) {
        return List.copyOf(Figures.of(answer, rows, "from", number).values());
    }

    private void theStalledDealsAreTheSame() {
        var stalled = new TreeSet<String>();
        var byStage = new TreeMap<String, Integer>();
        for (var deal : list("status=OPEN")) {
            if (ask(Dealflow.stack().deals(), "/deals/" + deal.get("id") + "/guidance", Map.of())
                    .getBoolean("stay.stalled")) {
                stalled.add(deal.get("id").toString());
                byStage.merge(deal.get("stage").toString(), 1, Integer::sum);
            }
        }
        assertThat(byStage.keySet()).as("there is something to compare").containsExactly("a", "x");
        var funnel = funnel("/stalled", "");
        assertThat(funnel.getList("stages.stage", String.class)).containsExactly("a", "x");
        assertThat(funnel.getList("stages.stalled.count", Integer.class)).containsExactlyElementsOf(byStage.values());
        listStalledDealsNow();
        assertThat(ids(list("stalled=true"))).isEqualTo(stalled);
    }

    /** The deal service looks for them once a minute, and as it starts. */
    private void listStalledDealsNow() {
        var looks = Dealflow.stack().replica(Dealflow.stack().deals(), "looks", Map.of());
        try {
            looks.start();
            Dealflow.await(
                    "the stalled deals are listed", () -> !list("stalled=true").isEmpty());
        } finally {
            looks.stop();
        }
    }

    /** A merge of stages moves no deal: what it changes of the past is restated, and what is learned from it is the model's. */
    private void nothingHappenedBetween(String before, String after) {
        // From the afternoon on the model counts from the next day: on a month's last one its snapshots begin with the
        // next month.
        var first = LocalDate.ofInstant(Instant.now().plus(Duration.ofHours(12)), ZoneId.of("Europe/Berlin"))
                .withDayOfMonth(1);
        for (var month : List.of(first, first.plusMonths(1), first.plusMonths(2))) {
            var changes = ask(
                    Dealflow.stack().forecasts(),
                    "/forecasts/" + pipeline + "/changes",
                    Map.of(
                            "from",
                            before,
                            "to",
                            after,
                            "period",
                            month.toString().substring(0, 7)));
            var sum = BigDecimal.ZERO;
            for (var term : changes.<Map<String, Object>>getList("terms")) {
                var amount = new BigDecimal(term.get("amount").toString());
                sum = sum.add(amount);
                if (!List.of("model", "restated").contains(term.get("term"))) {
                    assertThat(amount).as("%s in %s", term.get("term"), month).isEqualByComparingTo("0");
                    assertThat(term.get("deals"))
                            .as("%s in %s", term.get("term"), month)
                            .isEqualTo(0);
                }
            }
            assertThat(sum).as("the terms of %s", month).isEqualByComparingTo(changes.getString("difference"));
            assertThat(new BigDecimal(changes.getString("isExpected"))
                            .subtract(new BigDecimal(changes.getString("wasExpected"))))
                    .isEqualByComparingTo(sum);
        }
    }

    private void mergeStages() {
        deals(Role.OPS)
                .contentType("application/json")
                .body(definition(stage("a", "P310D") + "," + stage("x", "P40D"))
                        .replace("\"won\":", "\"stageMapping\":{\"b\":\"a\",\"c\":\"x\",\"d\":\"x\"},\"won\":"))
                .put("/pipelines/" + pipeline)
                .then()
                .statusCode(200);
    }

    private String definition(String stages) {
        return """
                {"key":"%s","names":{"en":"Agreed"},"currency":"EUR","timeZone":"Europe/Berlin",
                 "stages":[{"key":"lead","names":{"en":"Lead"},"place":"OUTSIDE","buyingPhase":"NEED_FORMATION"},%s],
                 "won":{"key":"won","names":{"en":"Won"}},"lossReasons":["price","time"],"skips":"ALLOWED"}"""
                .formatted(pipeline, stages);
    }

    private static String stage(String key, String stalledAfter) {
        return "{\"key\":\"%s\",\"names\":{\"en\":\"%s\"},\"place\":\"FUNNEL\",\"buyingPhase\":\"PURCHASE_DECISION\"%s}"
                .formatted(key, key, stalledAfter == null ? "" : ",\"stalledAfter\":\"" + stalledAfter + "\"");
    }

    private static void make(RandomHistory.Change change) {
        var request =
                deals(Role.OPS).header("Idempotency-Key", UUID.randomUUID()).body(change.body());
        var path = "/deals/" + change.deal() + change.path();
        var answer = change.path().isEmpty()
                ? request.contentType("application/merge-patch+json").patch(path)
                : request.contentType("application/json").post(path);
        // A move into the stage where it is, say, is refused.
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201, 409, 422);
    }

    private String snapshot() {
        return operate(Dealflow.stack().forecasts())
                .contentType("application/json")
                .body("{\"note\":\"agreement\"}")
                .post("/forecasts/" + pipeline + "/snapshots")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Map<String, String> totals(String product) {
        var query = new LinkedHashMap<>(Map.of("pipeline", pipeline));
        if (!product.isEmpty()) {
            query.put("product", product);
        }
        var totals = new TreeMap<String, String>();
        for (var row : ask(Dealflow.stack().deals(), "/deals/totals", query).<Map<String, Object>>getList("items")) {
            totals.put(
                    row.get("stage").toString(),
                    Figures.of(row.get("count"), ((Map<?, ?>) row.get("amount")).get("amount")));
        }
        return totals;
    }

    private BigDecimal owed(String product) {
        return forecasts("/receivables", product).getList("items.amount", String.class).stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What won deals owe, by the deal service's own reckoning of each. */
    private BigDecimal outstanding(String product) {
        var sum = BigDecimal.ZERO;
        for (var deal : list("status=WON" + (product.isEmpty() ? "" : "&product=" + product))) {
            var terms = ask(Dealflow.stack().deals(), "/deals/" + deal.get("id") + "/payments", Map.of());
            if (terms.get("terms") != null) {
                sum = sum.add(new BigDecimal(terms.getString("terms.outstanding.amount")));
            }
        }
        return sum;
    }

    private List<Map<String, Object>> list(String query) {
        return ask(Dealflow.stack().deals(), "/deals?limit=500&pipeline=" + pipeline + "&" + query, Map.of())
                .getList("items");
    }

    private static Set<String> ids(List<Map<String, Object>> deals) {
        var ids = new TreeSet<String>();
        deals.forEach(deal -> ids.add(deal.get("id").toString()));
        return ids;
    }

    private JsonPath funnel(String about, String product, String... more) {
        var query = query(product, more);
        query.put("from", from.toString());
        query.put("to", to.toString());
        return ask(Dealflow.stack().funnels(), "/funnels/" + pipeline + about, query);
    }

    private JsonPath forecast(String product) {
        return forecasts("", product, "interval", "month", "from", from.toString(), "periods", "15");
    }

    private JsonPath forecasts(String about, String product, String... more) {
        return ask(Dealflow.stack().forecasts(), "/forecasts/" + pipeline + about, query(product, more));
    }

    private static Map<String, String> query(String product, String... more) {
        var query = new LinkedHashMap<String, String>();
        if (!product.isEmpty()) {
            query.put("product", product);
        }
        for (var i = 0; i < more.length; i += 2) {
            query.put(more[i], more[i + 1]);
        }
        return query;
    }

    private static JsonPath ask(Service service, String path, Map<String, String> query) {
        return operate(service)
                .queryParams(query)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
