package dealflow.deal.register;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deals are found by what they are, and pages stay right while deals change. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class DealListTest {

    private static final Map<String, Comparator<Map<String, ?>>> ORDERS = Map.of(
            "recorded", comparing(deal -> deal.get("id").toString()),
            "amount",
                    comparing(deal -> deal.get("amount") == null
                            ? BigDecimal.ONE.negate()
                            : new BigDecimal(((Map<?, ?>) deal.get("amount"))
                                    .get("amount")
                                    .toString())),
            "expectedCloseOn",
                    comparing(deal -> deal.get("expectedCloseOn") == null
                            ? "9999-12-31"
                            : deal.get("expectedCloseOn").toString()),
            "stageEnteredAt",
                    comparing(deal -> Instant.parse(deal.get("stageEnteredAt").toString())));

    private static <T extends Comparable<T>> Comparator<Map<String, ?>> comparing(Function<Map<String, ?>, T> key) {
        return Comparator.comparing(key);
    }

    @Test
    void everyOrderShowsEveryDealOnceInItsPlace() {
        var pipeline = pipeline();
        var random = new Random(5);
        var ids = new HashSet<String>();
        for (var i = 0; i < 23; i++) {
            ids.add(open(pipeline, "Deal " + i, details(random)));
        }
        for (var order : ORDERS.keySet()) {
            for (var sort : List.of(order, "-" + order)) {
                var pages = pages("pipeline=%s&sort=%s&limit=7".formatted(pipeline, sort));
                assertThat(pages).extracting("id").as(sort).hasSize(23).containsExactlyInAnyOrderElementsOf(ids);
                var comparator = ORDERS.get(order);
                Comparator<Map<String, ?>> whole =
                        comparator.thenComparing(deal -> deal.get("id").toString());
                assertThat(pages).as(sort).isSortedAccordingTo(sort.startsWith("-") ? whole.reversed() : whole);
                // An owner's are found another way, also by whoever sees only their own.
                assertThat(pages("pipeline=%s&owner=sales-rep@example.com&sort=%s&limit=7".formatted(pipeline, sort)))
                        .as(sort)
                        .isEqualTo(pages);
            }
        }
        assertThat(pages("pipeline=%s&sort=-updatedAt&limit=500".formatted(pipeline)))
                .extracting("id")
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    /** Every combination against a look at each deal, as it was opened. */
    @Test
    void severalValuesAndRangesFindTheDealsThatASimpleLookFinds() {
        var pipeline = pipeline();
        var random = new Random(11);
        var all = new ArrayList<Map<String, ?>>();
        for (var i = 0; i < 40; i++) {
            var more = details(random);
            for (var name : List.of("owner", "team", "product", "region")) {
                var value = random.nextInt(name.equals("owner") ? 3 : 4);
                more += value == 3 ? "" : ",\"%s\":\"%s%d\"".formatted(name, name, value);
            }
            open(pipeline, "Deal " + i, more, "sales-ops");
        }
        for (var deal : pages("limit=500&pipeline=" + pipeline, "sales-ops")) {
            all.add(deal);
        }
        assertThat(all).hasSize(40);
        var rest = List.of(
                "",
                "&amount=1..2",
                "&amount=..1",
                "&amount=2..",
                "&amount=0",
                "&amount=",
                "&expectedCloseOn=2027-01-02..2027-01-03",
                "&expectedCloseOn=2027-01-03..",
                "&expectedCloseOn=..2027-01-02",
                "&expectedCloseOn=",
                "&stageEnteredAt=..2026-01-01T00:00:00Z",
                "&updatedAt=2020-01-01T00:00:00Z..");
        var lists = 0;
        for (var round = 0; round < 30; round++) {
            var query = new StringBuilder("pipeline=" + pipeline + rest.get(random.nextInt(rest.size())));
            for (var name : List.of("owner", "team", "product", "region")) {
                if (random.nextInt(2) == 0) {
                    for (var n = random.nextInt(3); n >= 0; n--) {
                        var value = random.nextInt(name.equals("owner") ? 3 : 4);
                        query.append("&%s=%s".formatted(name, value == 3 ? "" : name + value));
                    }
                }
            }
            if (random.nextInt(3) == 0) {
                query.append("&status=LEAD&status=OPEN");
            }
            var sort = new ArrayList<>(ORDERS.keySet()).get(random.nextInt(ORDERS.size()));
            var expected = all.stream()
                    .filter(deal -> matches(deal, query.toString()))
                    .map(deal -> deal.get("id"))
                    .toList();
            var found = pages("limit=6&sort=%s&%s".formatted(sort, query), "sales-ops");
            assertThat(found)
                    .as(query.toString())
                    .extracting("id")
                    .hasSameElementsAs(expected)
                    .doesNotHaveDuplicates();
            assertThat(found)
                    .as(query.toString())
                    .isSortedAccordingTo(ORDERS.get(sort)
                            .thenComparing(deal -> deal.get("id").toString()));
            assertThat(
                            as("sales-ops")
                                    .get("/deals/totals?" + query)
                                    .jsonPath()
                                    .getList("items.count", Integer.class)
                                    .stream()
                                    .mapToInt(Integer::intValue)
                                    .sum())
                    .isEqualTo(expected.size());
            lists += expected.isEmpty() ? 0 : 1;
        }
        assertThat(lists).isGreaterThan(10);
        assertThat(pages("limit=15&pipeline=%s&stage=lead&stage=opportunity".formatted(pipeline), "sales-ops"))
                .hasSize(40);
    }

    private static boolean matches(Map<String, ?> deal, String query) {
        var asked = new HashMap<String, List<String>>();
        for (var part : query.split("&")) {
            var name = part.substring(0, part.indexOf('='));
            asked.computeIfAbsent(name, n -> new ArrayList<>()).add(part.substring(name.length() + 1));
        }
        return asked.entrySet().stream()
                .allMatch(each -> each.getValue().stream().anyMatch(value -> has(deal, each.getKey(), value)));
    }

    private static boolean has(Map<String, ?> deal, String name, String value) {
        var known = deal.get(name);
        var text = known == null
                ? null
                : known instanceof Map<?, ?> money ? money.get("amount").toString() : known.toString();
        if (!value.contains("..") && !name.equals("amount")) {
            return value.equals(text == null ? "" : text);
        }
        if (value.isEmpty() || name.equals("updatedAt") || text == null) {
            return name.equals("updatedAt") || value.isEmpty() == (text == null);
        }
        var from = value.contains("..") ? value.substring(0, value.indexOf("..")) : value;
        var to = value.contains("..") ? value.substring(value.indexOf("..") + 2) : value;
        return name.equals("amount")
                ? (from.isEmpty() || new BigDecimal(text).compareTo(new BigDecimal(from)) >= 0)
                        && (to.isEmpty() || new BigDecimal(text).compareTo(new BigDecimal(to)) <= 0)
                : (from.isEmpty() || text.compareTo(from) >= 0) && (to.isEmpty() || text.compareTo(to) <= 0);
    }

    @Test
    void whatIsNoFilterIsRefusedWithWhatItWouldHaveToBe() {
        for (var bad : List.of(
                "amount=2..1",
                "amount=x",
                "amount=1..&amount=2..",
                "expectedCloseOn=2026-02-30..",
                "expectedCloseOn=..2300-01-01",
                "stageEnteredAt=2026-01-01..",
                "updatedAt=..",
                "status=OPEN&status=SHUT",
                "verdict=PSEUDO&verdict=GENUINE",
                "owner=" + "&owner=x".repeat(50))) {
            for (var list : List.of("/deals", "/deals/totals", "/deals/rows", "/exports/deals")) {
                var refused = as("sales-ops").get(list + "?" + bad);
                assertThat(refused.statusCode()).as(bad).isEqualTo(400);
                assertThat(refused.jsonPath().getString("errors[0].field"))
                        .isEqualTo(bad.substring(0, bad.indexOf('=')));
            }
        }
        assertThat(as("sales-ops").get("/deals?amount=2..1").jsonPath().getString("errors[0].message"))
                .isEqualTo("is a range from 2 to 1; must begin with the lesser one");
    }

    @Test
    void rowsHaveTheFieldsThatAreAskedForAndNoOthers() {
        var pipeline = pipeline();
        var deal = open(pipeline, "Solar lamps", "");
        var rows = as("sales-rep")
                .get("/deals/rows?fields=id&fields=team&pipeline=" + pipeline)
                .jsonPath();
        var row = new HashMap<String, String>();
        row.put("id", deal);
        row.put("team", null);
        assertThat(rows.getMap("items[0]")).isEqualTo(row);
        assertThat(as("sales-rep")
                        .get("/deals/rows?pipeline=" + pipeline)
                        .jsonPath()
                        .getMap("items[0]"))
                .isEqualTo(as("sales-rep").get("/deals/" + deal).jsonPath().getMap(""));
        var refused = as("sales-rep").get("/deals/rows?fields=ownr");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("errors[0].message")).contains("near it are [owner]");
    }

    @Test
    void anEmptyFilterFindsThoseWithoutAValueAndNoOthers() {
        var pipeline = pipeline();
        var with = open(
                pipeline,
                "With",
                ",\"team\":\"north\",\"product\":\"lamps\",\"source\":\"fair\",\"region\":\"EU\",\"externalId\":\"1\",\"customer\":{\"name\":\"Nordlys\"}");
        var without = open(pipeline, "Without", "");
        for (var filter : List.of("team", "product", "source", "region", "externalId", "customer")) {
            assertThat(pages("pipeline=%s&limit=9&%s=".formatted(pipeline, filter)))
                    .as(filter)
                    .extracting("id")
                    .containsExactly(without);
        }
        assertThat(pages("pipeline=%s&limit=9&team=north".formatted(pipeline)))
                .extracting("id")
                .containsExactly(with);
        assertThat(pages("pipeline=%s&limit=9&team=&source=".formatted(pipeline)))
                .hasSize(1);
    }

    @Test
    void totalsAreThoseOfTheListAndIdsChooseFromIt() {
        var pipeline = pipeline();
        var random = new Random(9);
        var ids = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            ids.add(open(pipeline, "Deal " + i, details(random)));
        }
        for (var filter : List.of("", "&status=LEAD", "&status=WON", "&q=deal")) {
            var listed = pages("pipeline=%s&limit=500%s".formatted(pipeline, filter));
            var totals = as("sales-rep")
                    .get("/deals/totals?pipeline=%s%s".formatted(pipeline, filter))
                    .jsonPath();
            assertThat(totals.getList("items.count", Integer.class).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(listed.size());
            var known = listed.stream()
                    .filter(deal -> deal.get("amount") != null)
                    .map(deal -> new BigDecimal(
                            ((Map<?, ?>) deal.get("amount")).get("amount").toString()))
                    .toList();
            assertThat(totals.getList("items.amount.amount", String.class).stream()
                            .map(BigDecimal::new)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(known.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(totals.getList("items.amount.amount", String.class))
                    .allMatch(amount -> amount.matches("[0-9]+\\.[0-9]{2}"));
            assertThat(totals.getList("items.withoutAmount", Integer.class).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(listed.size() - known.size());
        }
        var some = ids.subList(3, 6);
        assertThat(pages("limit=2&ids=" + String.join(",", some)))
                .extracting("id")
                .containsExactlyInAnyOrderElementsOf(some);
        assertThat(pages("limit=9&ids=" + UUID.randomUUID())).isEmpty();
        as("sales-rep").get("/deals?ids=x").then().statusCode(422);
        as("sales-rep").get("/deals?ids=" + "x,".repeat(100)).then().statusCode(422);
    }

    private static String details(Random random) {
        return (random.nextInt(3) == 0
                        ? ""
                        : ",\"amount\":{\"amount\":\"%d\",\"currency\":\"USD\"}".formatted(random.nextInt(4)))
                + (random.nextInt(3) == 0
                        ? ""
                        : ",\"expectedCloseOn\":\"2027-01-0%d\"".formatted(1 + random.nextInt(4)));
    }

    /** The deals that stay as they are, are on exactly one page, while others move, are renamed, come and go. */
    @Test
    void pagesStayRightWhileDealsChange() {
        var pipeline = pipeline();
        var still = new ArrayList<String>();
        var moving = new ArrayList<String>();
        var random = new Random(7);
        for (var i = 0; i < 40; i++) {
            (i % 2 == 0 ? still : moving).add(open(pipeline, "Deal " + i, details(random)));
        }
        var done = new AtomicBoolean();
        var changing = CompletableFuture.runAsync(() -> change(pipeline, moving, done));
        try {
            for (var sort : List.of("recorded", "-recorded", "amount", "-amount", "-updatedAt", "expectedCloseOn")) {
                List<String> seen =
                        new ArrayList<>(pages("pipeline=%s&sort=%s&limit=3".formatted(pipeline, sort)).stream()
                                .map(deal -> deal.get("id").toString())
                                .toList());
                seen.retainAll(still);
                assertThat(seen).as(sort).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(still);
            }
        } finally {
            done.set(true);
            changing.join();
        }
        assertThat(moving).isNotEmpty();
    }

    private static void change(String pipeline, List<String> moving, AtomicBoolean done) {
        var random = new Random(8);
        for (var i = 0; !done.get(); i++) {
            var deal = moving.get(random.nextInt(moving.size()));
            switch (random.nextInt(5)) {
                case 0 -> moving.add(open(pipeline, "New " + i, details(random)));
                case 1 -> {
                    if (moving.size() > 5) {
                        moving.remove(deal);
                        as("sales-ops").delete("/deals/" + deal).then().statusCode(204);
                    }
                }
                default ->
                    as("sales-rep")
                            .contentType("application/merge-patch+json")
                            .body(
                                    "{\"amount\":{\"amount\":\"%d\",\"currency\":\"USD\"},\"expectedCloseOn\":\"2027-01-0%d\"}"
                                            .formatted(random.nextInt(4), 1 + random.nextInt(5)))
                            .patch("/deals/" + deal)
                            .then()
                            .statusCode(200);
            }
        }
    }

    @Test
    void wordsAreFoundByTheirBeginningsAndChineseByItsCharacters() {
        var pipeline = pipeline();
        var lamps = open(pipeline, "Solar lamps, 2 containers", ",\"customer\":{\"name\":\"Nordlys AS\"}");
        var led = open(pipeline, "LED-Leuchten für Ümit's Café", ",\"customer\":{\"name\":\"O'Brien & Söhne\"}");
        var chinese = open(pipeline, "太阳能灯 2 个货柜", ",\"customer\":{\"name\":\"上海光明灯具有限公司\"}");
        var expected = new HashMap<String, Set<String>>();
        expected.put("lamp", Set.of(lamps));
        expected.put("SOLAR lam", Set.of(lamps));
        expected.put("nordlys solar", Set.of(lamps));
        expected.put("nordlys moon", Set.of());
        expected.put("amps", Set.of());
        expected.put("2", Set.of(lamps, chinese));
        expected.put("ümit", Set.of(led));
        expected.put("o'brien", Set.of(led));
        expected.put("led-leuch", Set.of(led));
        expected.put("太阳能", Set.of(chinese));
        expected.put("阳能灯", Set.of(chinese));
        expected.put("灯具", Set.of(chinese));
        expected.put("光明 货柜", Set.of(chinese));
        expected.put("明光", Set.of());
        expected.put("灯2", Set.of(chinese));
        expected.put("' & ! | ( ) :* <-> \\", Set.of());
        expected.put("lamp' | 'led", Set.of());
        expected.forEach(
                (typed, found) -> assertThat(search(pipeline, typed)).as(typed).isEqualTo(found));

        as("sales-rep")
                .contentType("application/merge-patch+json")
                .body("{\"title\":\"Wind turbines\"}")
                .patch("/deals/" + lamps)
                .then()
                .statusCode(200);
        assertThat(search(pipeline, "lamp")).isEmpty();
        assertThat(search(pipeline, "turbine nordlys")).containsExactly(lamps);
        as("sales-ops").delete("/deals/" + lamps).then().statusCode(204);
        assertThat(search(pipeline, "turbine")).isEmpty();
    }

    /** Words of few deals are looked up, and those of many are looked for in each deal of the list: the answers are alike. */
    @Test
    void rareAndCommonWordsAreFoundInEveryOrder() {
        var pipeline = pipeline();
        var crates = new HashSet<>(as("sales-rep")
                .body(IntStream.range(0, 210)
                        .mapToObj(number ->
                                """
                                {"fields":{"pipeline":"%s","title":"Crates of bolts","amount":{"amount":"%d","currency":"USD"}}}"""
                                        .formatted(pipeline, number))
                        .collect(Collectors.joining(",", "{\"items\":[", "]}")))
                .post("/deals/batch")
                .then()
                .statusCode(207)
                .extract()
                .jsonPath()
                .getList("items.deal", String.class));
        assertThat(crates).hasSize(210);
        var gearbox = open(pipeline, "A gearbox in crates", "");
        crates.add(gearbox);
        for (var sort : List.of("recorded", "-amount", "expectedCloseOn")) {
            var asked = "pipeline=%s&sort=%s&limit=100&q=".formatted(pipeline, sort);
            assertThat(pages(asked + "crate"))
                    .extracting("id")
                    .as(sort)
                    .hasSize(211)
                    .containsExactlyInAnyOrderElementsOf(crates);
            assertThat(pages(asked + "gearbox")).extracting("id").as(sort).isEqualTo(List.of(gearbox));
            assertThat(pages(asked + "gearbox crate")).extracting("id").as(sort).isEqualTo(List.of(gearbox));
            assertThat(pages(asked + "gearbox bolt")).as(sort).isEmpty();
        }
    }

    /** An entry of an index has room for so much only, and texts without a pattern do not get shorter. */
    @Test
    void theLongestTextsHaveRoomInEveryIndex() {
        var pipeline = pipeline();
        var random = new Random(9);
        var dimensions = List.of("owner", "team", "product", "source", "region");
        var details = new StringBuilder(
                ",\"externalId\":\"%s\",\"customer\":{\"name\":\"%s\"}".formatted(longest(random), longest(random)));
        dimensions.forEach(name -> details.append(",\"%s\":\"%s\"".formatted(name, longest(random))));
        var deal = as("sales-ops")
                .body("{\"pipeline\":\"%s\",\"title\":\"%s\"%s}".formatted(pipeline, longest(random), details))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        for (var name : dimensions) {
            assertThat(as("sales-ops")
                            .queryParam(name, deal.getString(name))
                            .get("/deals")
                            .jsonPath()
                            .getList("items.id"))
                    .as(name)
                    .isEqualTo(List.of(deal.getString("id")));
        }
    }

    private static String longest(Random random) {
        return random.ints(200, 0x4E00, 0x9FA5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Set<String> search(String pipeline, String typed) {
        return new HashSet<>(as("sales-rep")
                .queryParam("q", typed)
                .queryParam("pipeline", pipeline)
                .get("/deals")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<String>getList("items.id"));
    }

    @Test
    void aCursorBelongsToItsOrder() {
        var pipeline = pipeline();
        for (var i = 0; i < 3; i++) {
            open(pipeline, "Deal " + i, "");
        }
        var next = as("sales-rep")
                .get("/deals?limit=2&sort=amount&pipeline=" + pipeline)
                .jsonPath()
                .getString("next");
        as("sales-rep").get("/deals?sort=amount&cursor=" + next).then().statusCode(200);
        as("sales-rep").get("/deals?sort=-amount&cursor=" + next).then().statusCode(422);
        as("sales-rep").get("/deals?cursor=" + next).then().statusCode(422);
        as("sales-rep").get("/deals?sort=colour").then().statusCode(422);
        as("sales-rep").get("/deals?sort=amount&cursor=YW1vdW50IHggeA").then().statusCode(422);
    }

    @Test
    void dealsAreExportedAsATableWhoseTextsAreNoFormulas() {
        var pipeline = pipeline();
        var deal = open(
                pipeline,
                "=cmd(\\\"x\\\"), y",
                ",\"customer\":{\"name\":\"灯具\"},\"amount\":{\"amount\":\"10.5\",\"currency\":\"USD\"}");
        open(pipeline, "other", "");
        var answer = as("sales-ops")
                .accept("text/csv")
                .get("/exports/deals?pipeline=" + pipeline)
                .then()
                .statusCode(200)
                .extract();
        assertThat(answer.contentType()).isEqualTo("text/csv;charset=UTF-8");
        var lines =
                new String(answer.asByteArray(), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("id,externalId,pipeline,title,customer,");
        assertThat(lines.get(1))
                .startsWith(deal + ",,%s,\"'=cmd(\"\"x\"\"), y\",灯具,".formatted(pipeline))
                .contains(",10.50,USD,10.50,USD,");

        var forExcel = as("sales-ops").accept("text/csv").get("/exports/deals?bom=true&pipeline=" + pipeline);
        assertThat(new String(forExcel.asByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("\ufeff" + String.join("\n", lines) + "\n");
    }

    private static String open(String pipeline, String title, String more) {
        return open(pipeline, title, more, "sales-rep");
    }

    private static String open(String pipeline, String title, String more, String role) {
        return as(role).body("{\"pipeline\":\"%s\",\"title\":\"%s\"%s}".formatted(pipeline, title, more))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static List<Map<String, ?>> pages(String query) {
        return pages(query, "sales-rep");
    }

    private static List<Map<String, ?>> pages(String query, String role) {
        var deals = new ArrayList<Map<String, ?>>();
        for (String next = ""; next != null; ) {
            JsonPath page = as(role).get("/deals?" + query + (next.isEmpty() ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            deals.addAll(page.getList("items"));
            assertThat(deals).as("pages without end").hasSizeLessThan(10_000);
            next = page.getString("next");
        }
        return deals;
    }
}
