package dealflow.deal.filter;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.confirmed;
import static dealflow.deal.DealApi.eventually;
import static dealflow.deal.DealApi.imported;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static dealflow.deal.DealApi.qualify;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Filters that people keep: whose they are, what they show, and what of the events is theirs. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ViewTest {

    private static final String OPEN = "{\"filter\":{\"status\":[\"OPEN\"]}%s}";

    private static RequestSpecification person(String name, String role, String... teams) {
        return given().auth()
                .oauth2(BackingServices.tokens().token(name, List.of(role), List.of(teams), Duration.ofHours(1)))
                .contentType("application/json");
    }

    private static RequestSpecification ann() {
        return person("ann", "sales-rep", "north");
    }

    private static RequestSpecification bob() {
        return person("bob", "sales-rep", "north");
    }

    private static RequestSpecification sam() {
        return person("sam", "sales-rep", "south");
    }

    private static String key() {
        return "v-" + UUID.randomUUID();
    }

    private static String kept(RequestSpecification who, String body) {
        var key = key();
        var answer = who.body(body).put("/views/" + key);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return key;
    }

    private static Set<String> ids(RequestSpecification who, String query) {
        var answer = who.get("/deals/rows?fields=id&limit=500&" + query);
        assertThat(answer.statusCode()).as(query + answer.asString()).isEqualTo(200);
        return new HashSet<>(answer.jsonPath().getList("items.id", String.class));
    }

    private static List<String> listed(RequestSpecification who) {
        return who.get("/views?limit=500").jsonPath().getList("items.key", String.class);
    }

    @Test
    void isItsOwnersUnlessItIsShared() {
        var mine = kept(ann(), OPEN.formatted(""));
        var ours = kept(ann(), OPEN.formatted(",\"sharedWith\":\"TEAM\""));
        var everybodys = kept(ann(), OPEN.formatted(",\"sharedWith\":\"ALL\""));
        assertThat(listed(ann())).contains(mine, ours, everybodys).isSorted();
        assertThat(listed(bob())).contains(ours, everybodys).doesNotContain(mine);
        assertThat(listed(sam())).contains(everybodys).doesNotContain(mine, ours);
        assertThat(bob().get("/views/" + mine).statusCode()).isEqualTo(404);
        assertThat(sam().get("/views/" + ours).statusCode()).isEqualTo(404);
        assertThat(sam().get("/deals?view=" + ours).statusCode()).isEqualTo(400);
        assertThat(bob().get("/views/" + ours).jsonPath().getString("owner")).isEqualTo("ann");
        assertThat(as("sales-ops").get("/views/" + mine).statusCode())
                .as("operations may see what others keep, but are not shown it among their own")
                .isEqualTo(200);
        assertThat(listed(as("sales-ops"))).doesNotContain(mine);

        // The key is taken whoever may see it, and nobody else changes what it means.
        assertThat(sam().body(OPEN.formatted("")).put("/views/" + mine).statusCode())
                .isEqualTo(409);
        assertThat(bob().delete("/views/" + ours).statusCode()).isEqualTo(403);
        assertThat(sam().delete("/views/" + mine).statusCode()).isEqualTo(404);
        assertThat(as("sales-ops").delete("/views/" + ours).statusCode()).isEqualTo(204);
        assertThat(person("nomad", "sales-rep")
                        .body(OPEN.formatted(",\"sharedWith\":\"TEAM\""))
                        .put("/views/" + key())
                        .asString())
                .contains("you are in no team");
    }

    @Test
    void isChangedByItsVersionAndGoes() {
        var key = key();
        var first = ann().body(OPEN.formatted(",\"names\":{\"en\":\"Under way\",\"zh\":\"进行中\"}"))
                .put("/views/" + key);
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(first.jsonPath().getString("names.zh")).isEqualTo("进行中");
        assertThat(first.jsonPath().getString("sharedWith")).isEqualTo("NOBODY");
        var second = ann().header("If-Match", "\"1\"")
                .body("{\"filter\":{\"status\":[\"WON\",\"LOST\"],\"team\":[\"\"]}}")
                .put("/views/" + key);
        assertThat(second.header("ETag")).isEqualTo("\"2\"");
        assertThat(second.jsonPath().getString("names.en")).as("its key").isEqualTo(key);
        assertThat(ann().get("/views/" + key).jsonPath().getMap("filter"))
                .isEqualTo(Map.of("status", List.of("WON", "LOST"), "team", List.of("")));
        for (var stale : List.of(
                ann().header("If-Match", "\"1\"").body(OPEN.formatted("")).put("/views/" + key),
                ann().header("If-Match", "\"1\"").delete("/views/" + key))) {
            assertThat(stale.statusCode()).isEqualTo(412);
        }
        assertThat(ann().delete("/views/" + key).statusCode()).isEqualTo(204);
        assertThat(ann().get("/views/" + key).statusCode()).isEqualTo(404);
        assertThat(bob().body(OPEN.formatted("")).put("/views/" + key).statusCode())
                .as("the key is free again")
                .isEqualTo(200);
    }

    @Test
    void whatTheListWouldRefuseIsRefusedWhereItIsWritten() {
        var wrong = new TreeMap<String, String>();
        wrong.put("{\"filter\":{\"statsu\":[\"OPEN\"]}}", "filter.statsu near it are [status]");
        wrong.put("{\"filter\":{\"status\":[\"OPNE\"]}}", "filter.status must be one of [LEAD, OPEN, WON, LOST]");
        wrong.put("{\"filter\":{\"amount\":[\"5..1\"]}}", "filter.amount must begin with the lesser one");
        wrong.put("{\"filter\":{\"amount\":[\"1..5\",\"7..9\"]}}", "filter.amount is given 2 times");
        wrong.put("{\"filter\":{\"owner\":[\"\"]}}", "filter.owner is empty");
        wrong.put("{\"filter\":{\"owner\":[]}}", "filter.owner must be a list");
        wrong.put("{\"filter\":{\"owner\":[null]}}", "filter.owner must be a list");
        wrong.put("{\"filter\":{\"pipeline\":[\"no-such\"]}}", "filter.pipeline there is no pipeline");
        wrong.put("{\"filter\":{\"field\":[\"no-such:x\"]}}", "filter.field is no field that deals are filtered by");
        wrong.put("{\"filter\":{\"updatedSince\":[\"1800-01-01T00:00:00Z\"]}}", "filter.updatedSince 1900");
        wrong.put("{\"filter\":{\"ids\":[\"x\"]}}", "filter.ids ids of deals");
        wrong.put("{\"filter\":{\"view\":[\"other\"]}}", "filter.view is not a parameter here");
        wrong.put("{\"filter\":{\"q\":[\"%s\"]}}".formatted("x".repeat(9000)), "filter at most 8000");
        wrong.put("{\"names\":{\"fr\":\"x\"},\"filter\":{}}", "names neither en nor zh");
        wrong.put("{\"names\":{\"en\":\"x\"}}", "filter is required");
        wrong.forEach((body, said) -> {
            var answer = ann().body(body).put("/views/" + key());
            assertThat(answer.statusCode()).as(body + answer.asString()).isEqualTo(422);
            var parts = said.split(" ", 2);
            assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo(parts[0]);
            assertThat(answer.jsonPath().getString("errors[0].message")).contains(parts[1]);
        });
        for (var key : List.of("A", "-a", "a".repeat(64))) {
            assertThat(ann().body(OPEN.formatted("")).put("/views/" + key).statusCode())
                    .as(key)
                    .isEqualTo(422);
        }
        assertThat(ann().get("/deals?view=no-such").asString()).contains("there is no view 'no-such' for you");
    }

    /** What a view leaves of a list is what both show. */
    @Test
    void narrowsAListToWhatBothShow() {
        var random = new Random(20261130);
        var pipeline = pipeline();
        var other = pipeline();
        imported(IntStream.range(0, 120)
                .mapToObj(i ->
                        """
                        {"externalId":"%s-%d","pipeline":"%s","title":"%s %s","owner":"%s"%s%s%s}"""
                                .formatted(
                                        pipeline,
                                        i,
                                        random.nextInt(4) == 0 ? other : pipeline,
                                        one(random, "Lamp", "Pole", "Panel"),
                                        one(random, "red", "blue"),
                                        one(random, "ann", "bob", "cy"),
                                        random.nextInt(3) == 0
                                                ? ""
                                                : ",\"team\":\"%s\"".formatted(one(random, "north", "south")),
                                        random.nextInt(4) == 0
                                                ? ""
                                                : ",\"amount\":{\"amount\":\"%d\",\"currency\":\"USD\"}"
                                                        .formatted(random.nextInt(100)),
                                        random.nextInt(4) == 0
                                                ? ""
                                                : ",\"expectedCloseOn\":\"2026-0%d-01\""
                                                        .formatted(1 + random.nextInt(9))))
                .collect(Collectors.joining("\n")));
        var both = "pipeline=%s&pipeline=%s".formatted(pipeline, other);
        var some = List.copyOf(ids(as("sales-ops"), both)).subList(0, 60);
        var filters = List.of(
                Map.of("owner", List.of("ann", "bob")),
                Map.of("owner", List.of("bob", "cy"), "amount", List.of("20..70")),
                Map.of("owner", List.of("cy")),
                Map.of("team", List.of("", "north")),
                Map.of("team", List.of("south"), "q", List.of("lamp")),
                Map.of("amount", List.of("50..")),
                Map.of("amount", List.of("")),
                Map.of("q", List.of("red")),
                Map.of("expectedCloseOn", List.of("..2026-05-01"), "region", List.of("")),
                Map.of("ids", List.of(String.join(",", some))),
                Map.of("verdict", List.of("PSEUDO"), "status", List.of("LEAD", "OPEN")),
                Map.of("stalled", List.of("false")),
                Map.of("stalled", List.of("true")),
                Map.<String, List<String>>of());
        var shown = filters.stream()
                .map(filter -> ids(as("sales-ops"), both + query(filter)))
                .toList();
        assertThat(shown.stream().filter(Set::isEmpty)).as("stalled ones").hasSize(1);
        for (var i = 0; i < filters.size(); i++) {
            var view = kept(as("sales-ops"), "{\"filter\":%s}".formatted(json(filters.get(i))));
            // Each with three others and itself: 56 of 196 pairs.
            for (var step : new int[] {0, 1, 4, 6}) {
                var j = (i + step) % filters.size();
                var common = new HashSet<>(shown.get(i));
                common.retainAll(shown.get(j));
                var query = "%s&view=%s%s".formatted(both, view, query(filters.get(j)));
                assertThat(ids(as("sales-ops"), query))
                        .as(filters.get(i) + " and " + filters.get(j))
                        .isEqualTo(common);
                if (step == 1) {
                    assertThat(counted(query)).isEqualTo(common.size());
                }
            }
        }
    }

    private static int counted(String query) {
        return as("sales-ops").get("/deals/totals?" + query).jsonPath().getList("items.count", Integer.class).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static String one(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }

    private static String query(Map<String, List<String>> filter) {
        return filter.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(value -> "&" + each.getKey() + "=" + value))
                .collect(Collectors.joining());
    }

    private static String json(Map<String, List<String>> filter) {
        return filter.entrySet().stream()
                .map(each -> "\"%s\":[%s]"
                        .formatted(
                                each.getKey(),
                                each.getValue().stream()
                                        .map(value -> "\"" + value + "\"")
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void showsNobodyWhatIsNotTheirs() {
        var pipeline = pipeline();
        for (var owner : List.of("ann", "bob", "sam")) {
            as("sales-ops")
                    .body("{\"pipeline\":\"%s\",\"title\":\"Of %s\",\"owner\":\"%2$s\",\"team\":\"%s\"}"
                            .formatted(pipeline, owner, owner.equals("sam") ? "south" : "north"))
                    .post("/deals")
                    .then()
                    .statusCode(201);
        }
        var all = kept(ann(), "{\"filter\":{\"pipeline\":[\"%s\"]},\"sharedWith\":\"ALL\"}".formatted(pipeline));
        var bobs = kept(ann(), "{\"filter\":{\"owner\":[\"bob\"],\"pipeline\":[\"%s\"]}}".formatted(pipeline));
        assertThat(titles(ann(), all)).containsExactly("Of ann");
        assertThat(titles(bob(), all)).containsExactly("Of bob");
        assertThat(titles(ann(), bobs)).isEmpty();
        assertThat(titles(person("mia", "sales-manager", "north"), all)).containsExactlyInAnyOrder("Of ann", "Of bob");
        assertThat(titles(as("sales-ops"), all)).hasSize(3);
        assertThat(ann().get("/deals/totals?view=" + all).jsonPath().getInt("items[0].count"))
                .isEqualTo(1);
        assertThat(ann().get("/deals/rows?fields=title&view=" + all).jsonPath().getList("items"))
                .hasSize(1);
        assertThat(as("sales-ops")
                        .accept("application/x-ndjson")
                        .get("/exports/deals?view=" + bobs)
                        .statusCode())
                .as("a view that is not shared with them")
                .isEqualTo(400);
        assertThat(as("sales-ops")
                        .accept("application/x-ndjson")
                        .get("/exports/deals?view=" + all)
                        .asString()
                        .lines())
                .hasSize(3);
    }

    private static List<String> titles(RequestSpecification who, String view) {
        return who.get("/deals?view=" + view).jsonPath().getList("items.title", String.class);
    }

    @Test
    void namesWhatThereIsNoMore() {
        var field = "grade-" + UUID.randomUUID().toString().substring(0, 8);
        define(field, true);
        var view = kept(ann(), "{\"filter\":{\"field\":[\"%s:A\"]}}".formatted(field));
        assertThat(ids(ann(), "view=" + view)).isEmpty();
        define(field, false);
        var answer = ann().get("/deals?view=" + view);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("detail")).contains(view, "cannot be asked any more", field);
    }

    private static void define(String field, boolean dimension) {
        as("sales-ops")
                .body("{\"type\":\"ONE_OF\",\"choices\":[{\"key\":\"A\"}],\"dimension\":%s,\"retired\":%s}"
                        .formatted(dimension, !dimension))
                .put("/fields/" + field)
                .then()
                .statusCode(200);
    }

    /** Held against the lists: an event is the view's where its deal was in the list before or after it. */
    @Test
    void tellsOfWhatComesAndWhatGoes() {
        var pipeline = pipeline();
        var begin = as("sales-ops").get("/events?after=latest").jsonPath().getString("next");
        var filters = List.of(
                "{\"status\":[\"OPEN\"]}",
                "{\"stage\":[\"recognition\",\"risk\"],\"amount\":[\"50000..\"]}",
                "{\"owner\":[\"bob\"],\"team\":[\"north\"]}",
                "{\"q\":[\"rope lamp\"]}",
                "{\"verdict\":[\"GENUINE\"]}",
                "{\"expectedCloseOn\":[\"2027-01-01..2027-06-30\"]}",
                "{}");
        var views = filters.stream()
                .map(filter -> kept(as("sales-ops"), "{\"filter\":%s}".formatted(filter)))
                .toList();
        var steps = new ArrayList<List<Boolean>>();
        var expected = new ArrayList<Set<String>>();
        views.forEach(view -> expected.add(new LinkedHashSet<>()));
        var deal = lead(pipeline);
        note(deal, views, steps, expected);
        for (var change : List.<Runnable>of(
                () -> revise(deal, "{\"title\":\"Rope lamps\",\"region\":\"EU\"}"),
                () -> qualify(deal),
                () -> moved(deal, confirmed("opportunity", "INQUIRY")),
                () -> revise(deal, "{\"owner\":\"bob\",\"team\":\"north\"}"),
                () -> moved(deal, "{\"to\":\"risk\",\"override\":\"test\"}"),
                () -> revise(deal, "{\"amount\":{\"amount\":\"60000\",\"currency\":\"USD\"}}"),
                () -> revise(deal, "{\"expectedCloseOn\":\"2027-03-01\"}"),
                () -> revise(deal, "{\"amount\":null,\"team\":null}"),
                () -> revise(deal, "{\"title\":\"Lamps\",\"expectedCloseOn\":null,\"region\":\"US\"}"),
                () -> moved(deal, "{\"to\":\"lost\",\"reason\":\"price\"}"),
                () -> as("sales-ops").delete("/deals/" + deal).then().statusCode(204))) {
            change.run();
            note(deal, views, steps, expected);
        }
        assertThat(expected.get(0)).as("open for a while").hasSizeBetween(2, steps.size() - 2);
        for (var i = 0; i < views.size(); i++) {
            assertThat(told(begin, pipeline, views.get(i), steps.size()))
                    .as(filters.get(i))
                    .containsExactlyElementsOf(expected.get(i));
        }
        assertThat(as("sales-ops")
                        .get("/events?view=" + kept(as("sales-ops"), "{\"filter\":{\"stalled\":[\"true\"]}}"))
                        .asString())
                .contains("which no event tells");
    }

    private static void note(String deal, List<String> views, List<List<Boolean>> steps, List<Set<String>> expected) {
        var now = views.stream()
                .map(view ->
                        ids(as("sales-ops"), "ids=" + deal + "&view=" + view).contains(deal))
                .toList();
        steps.add(now);
        for (var i = 0; i < views.size(); i++) {
            if (now.get(i) || steps.size() > 1 && steps.get(steps.size() - 2).get(i)) {
                expected.get(i).add(deal + "-" + steps.size());
            }
        }
    }

    private static void revise(String deal, String patch) {
        ok(as("sales-ops")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch("/deals/" + deal));
    }

    private static void moved(String deal, String body) {
        ok(move(deal, body));
    }

    private static void ok(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    /** Those of a view; when all of the deal's events are in the feed, so are these. */
    private static List<String> told(String begin, String pipeline, String view, int all) {
        eventually(() -> assertThat(events(begin, pipeline, "")).hasSize(all));
        return events(begin, pipeline, "&view=" + view);
    }

    private static List<String> events(String begin, String pipeline, String more) {
        return as("sales-ops")
                .get("/events?limit=500&after=%s&pipeline=%s&type=%s%s"
                        .formatted(
                                begin,
                                pipeline,
                                "dealflow.deal.opened.v1&type=dealflow.deal.revised.v1&type=dealflow.deal.stage-changed.v1"
                                        + "&type=dealflow.deal.deleted.v1",
                                more))
                .jsonPath()
                .getList("items.id", String.class);
    }
}
