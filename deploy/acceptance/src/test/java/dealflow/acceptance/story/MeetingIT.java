package dealflow.acceptance.story;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dealflow.acceptance.system.Dealflow;
import dealflow.acceptance.system.PublishedEvents;
import dealflow.local.login.Role;
import dealflow.local.login.Tokens;
import dealflow.local.process.Waiting;
import dealflow.local.stack.Service;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The weekly meeting of two teams, four weeks long: who is where, what changed since the last time and in which deals, and what each
 * calls. The first three weeks come from an import, the fourth happens.
 */
@ExtendWith(Dealflow.class)
class MeetingIT {

    private static final String PIPELINE = "meeting";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    private static final Map<String, String> TEAMS =
            Map.of("ann", "north", "bob", "north", "cem", "south", "dee", "south");
    private static final List<String> PEOPLE = List.of("ann", "bob", "cem", "dee");
    /** It has half a quarter to go at least. */
    private static final String QUARTER = quarterOf(TODAY.plusDays(45));

    private static String quarterOf(LocalDate day) {
        return day.getYear() + "-Q" + (day.getMonthValue() + 2) / 3;
    }

    @BeforeAll
    static void fourWeeks() {
        Dealflow.createPipeline(
                """
                {"key":"%s","names":{"en":"Meeting"},"currency":"EUR","timeZone":"UTC","skips":"ALLOWED","stages":[
                 {"key":"talks","names":{"en":"Talks"},"place":"FUNNEL","buyingPhase":"NEED_FORMATION"},
                 {"key":"offer","names":{"en":"Offer"},"place":"FUNNEL","buyingPhase":"SOLUTION_EVALUATION"}],
                 "won":{"key":"won","names":{"en":"Won"}},"lossReasons":["price"]}"""
                        .formatted(PIPELINE));
        var lines = new ArrayList<>(ordinary());
        lines.add(line(
                "lost",
                "ann",
                9000,
                entry("talks", 70),
                entry("offer", 45),
                "{\"to\":\"lost\",\"reason\":\"price\",\"at\":\"%s\"}".formatted(ago(17))));
        lines.add(line("large", "cem", 24000, entry("talks", 11), entry("offer", 9)));
        var money = "\"set\":{\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}";
        lines.add(line(
                "repriced",
                "bob",
                5000,
                "{\"to\":\"talks\",\"at\":\"%s\",%s}".formatted(ago(60), money.formatted("2000.00")),
                entry("offer", 30),
                "{\"at\":\"%s\",%s}".formatted(ago(10), money.formatted("5000.00"))));
        lines.add(line("slips", "dee", 8000, entry("talks", 50), entry("offer", 20)));
        var order = new String[] {entry("talks", 90), entry("offer", 80), entry("won", 60)};
        lines.add(paid(line("pays", "ann", 6000, order), 6000, 10));
        lines.add(paid(line("deposit", "dee", 7000, order), 2000, 11));
        lines.add(line(
                "undone",
                "bob",
                3000,
                entry("talks", 60),
                entry("offer", 55),
                entry("won", 40),
                entry("offer", 12.5),
                "{\"to\":\"lost\",\"reason\":\"price\",\"at\":\"%s\"}".formatted(ago(12))));
        var job = Dealflow.importLines(lines);
        assertThat(Dealflow.errors(job)).isEmpty();
        Dealflow.awaitProjections();
    }

    /** Three deals a day for 200 days; a third of those that are decided is won. */
    private static List<String> ordinary() {
        var random = new Random(29);
        return IntStream.range(0, 600)
                .mapToObj(i -> {
                    var began = 220 - i / 3.0;
                    var entries = new ArrayList<>(List.of(entry("talks", began)));
                    var offered = began - 5 - random.nextInt(10);
                    var decided = offered - 10 - random.nextInt(30);
                    if (offered > 0) {
                        entries.add(entry("offer", offered));
                    }
                    if (decided > 0) {
                        entries.add(
                                random.nextInt(3) == 0
                                        ? entry("won", decided)
                                        : "{\"to\":\"lost\",\"reason\":\"price\",\"at\":\"%s\"}"
                                                .formatted(ago(decided)));
                    }
                    var amount = 800 + random.nextInt(5) * 100;
                    var line = line("o" + i, PEOPLE.get(i % 4), amount, entries.toArray(String[]::new));
                    // Orders are paid after a month or so, as far as that is over.
                    var paid = decided - 20 - random.nextInt(20);
                    return line.contains("\"won\"") && paid > 0 ? paid(line, amount, paid) : line;
                })
                .toList();
    }

    private static String ago(double days) {
        return NOW.minusSeconds((long) (days * 86_400)).toString();
    }

    private static String entry(String to, double daysAgo) {
        return "{\"to\":\"%s\",\"at\":\"%s\"}".formatted(to, ago(daysAgo));
    }

    private static String line(String key, String owner, int amount, String... history) {
        return """
                {"externalId":"%s","pipeline":"%s","title":"Deal %1$s","owner":"%s","team":"%s",\
                "amount":{"amount":"%d.00","currency":"EUR"},"history":[%s]}"""
                .formatted(key, PIPELINE, owner, TEAMS.get(owner), amount, String.join(",", history));
    }

    /** The same deal with a payment. */
    private static String paid(String line, int amount, double daysAgo) {
        return line.substring(0, line.length() - 1)
                + ",\"payments\":[{\"amount\":{\"amount\":\"%d.00\",\"currency\":\"EUR\"},\"receivedOn\":\"%s\"}]}"
                        .formatted(amount, LocalDate.ofInstant(Instant.parse(ago(daysAgo)), ZoneOffset.UTC));
    }

    private static RequestSpecification as(Service service, String name, String role, String... teams) {
        var token =
                Tokens.of(Dealflow.stack().folder()).token(name, List.of(role), List.of(teams), Duration.ofHours(1));
        return given().baseUri(service.api().toString()).auth().oauth2(token);
    }

    private static Supplier<RequestSpecification> ops() {
        return () -> as(Dealflow.stack().forecasts(), "olga", Role.OPS.claim());
    }

    private static Supplier<RequestSpecification> head(String team) {
        return () -> as(Dealflow.stack().forecasts(), "head of " + team, "sales-manager", team);
    }

    private static Supplier<RequestSpecification> rep(String name) {
        return () -> as(Dealflow.stack().forecasts(), name, "sales-rep");
    }

    private static JsonPath get(Supplier<RequestSpecification> who, String path) {
        var answer = who.get().get("/forecasts/" + PIPELINE + path);
        assertThat(answer.statusCode()).as(path + " " + answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static String deal(String key) {
        return Dealflow.deals(Role.OPS)
                .queryParam("pipeline", PIPELINE)
                .queryParam("externalId", key)
                .get("/deals")
                .path("items[0].id");
    }

    /** Each number of the bridge is its deals, for whoever may see them, in each of the four weeks. */
    @Test
    void whatChangedIsExplainedByItsDeals() {
        happen();
        var terms = new HashSet<String>();
        var named = new HashSet<String>();
        for (var week = 4; week >= 1; week--) {
            var from = ago(7 * week);
            var to = week == 1 ? Instant.now().toString() : ago(7 * (week - 1));
            for (UnaryOperator<String> scope : List.<UnaryOperator<String>>of(
                    path -> path, path -> path + "&team=north", path -> path + "&owner=dee")) {
                var question = scope.apply("?period=%s&from=%s&to=%s".formatted(QUARTER, from, to));
                var who = scope.apply("").contains("team")
                        ? head("north")
                        : scope.apply("").contains("owner") ? rep("dee") : ops();
                var bridge = get(who, "/changes" + question);
                var sum = BigDecimal.ZERO;
                for (var term : bridge.<Map<String, Object>>getList("terms")) {
                    sum = sum.add(
                            term.get("amount") == null ? BigDecimal.ZERO : new BigDecimal((String) term.get("amount")));
                    var name = (String) term.get("term");
                    if ((int) term.get("deals") > 0 && !List.of("model").contains(name)) {
                        terms.add(name);
                        var deals = get(who, "/changes/deals" + question + "&limit=500&term=" + name);
                        assertThat(deals.getList("items"))
                                .as(question + " " + name)
                                .hasSize((int) term.get("deals"));
                        assertThat(face(name, deals)).as(question + " " + name).isEqualByComparingTo((String)
                                term.get("face"));
                        deals.getList("items.deal", String.class).forEach(id -> named.add(name + " " + id));
                    }
                }
                if (bridge.getString("difference") != null) {
                    assertThat(sum).as(question).isEqualByComparingTo(bridge.getString("difference"));
                }
            }
        }
        assertThat(terms).contains("new", "won", "lost", "slipped", "repriced");
        assertThat(named)
                .contains(
                        "lost " + deal("lost"),
                        "new " + deal("large"),
                        "repriced " + deal("repriced"),
                        "slipped " + deal("slips"));
    }

    /** The money of the third week: what came and what is still owed is its deals', too, and what came is what was recorded as paid. */
    @Test
    void whatChangedInReceiptsIsExplainedByItsDeals() {
        var quarter = quarterOf(TODAY.minusDays(10));
        var question = "?measure=receipts&period=%s&from=%s&to=%s".formatted(quarter, ago(14), ago(7));
        var bridge = get(ops(), "/changes" + question);
        var sum = BigDecimal.ZERO;
        var named = new HashSet<String>();
        for (var term : bridge.<Map<String, Object>>getList("terms")) {
            sum = sum.add(term.get("amount") == null ? BigDecimal.ZERO : new BigDecimal((String) term.get("amount")));
            var name = (String) term.get("term");
            if ((int) term.get("deals") == 0 || name.equals("model")) {
                continue;
            }
            var deals = get(ops(), "/changes/deals" + question + "&limit=500&term=" + name);
            assertThat(deals.getList("items")).as(name).hasSize((int) term.get("deals"));
            var faces = BigDecimal.ZERO;
            for (var item : deals.<Map<String, String>>getList("items")) {
                faces = faces.add(new BigDecimal(item.get("face")));
                named.add(name + " " + item.get("deal"));
                if (name.equals("paidWithin")) {
                    assertThat(new BigDecimal(item.get("face")))
                            .as("paid of " + item.get("deal"))
                            .isEqualByComparingTo(recorded(item.get("deal")));
                }
            }
            assertThat(faces).as(name).isEqualByComparingTo((String) term.get("face"));
        }
        assertThat(sum).isEqualByComparingTo(bridge.getString("difference"));
        assertThat(new BigDecimal(bridge.getString("terms.find { it.term == 'restated' }.amount")))
                .as("nothing came late")
                .isZero();
        assertThat(named)
                .contains("paidWithin " + deal("pays"), "paidWithin " + deal("deposit"), "cancelled " + deal("undone"));
    }

    /** All that was paid of a deal. */
    private static BigDecimal recorded(String deal) {
        return Dealflow.deals(Role.OPS)
                .get("/deals/" + deal + "/payments")
                .jsonPath()
                .getList("items.amount.amount", String.class)
                .stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal face(String term, JsonPath deals) {
        return deals.<Map<String, String>>getList("items").stream()
                .map(item -> {
                    var was = item.get("wasAmount") == null ? BigDecimal.ZERO : new BigDecimal(item.get("wasAmount"));
                    var is = item.get("isAmount") == null ? BigDecimal.ZERO : new BigDecimal(item.get("isAmount"));
                    return switch (term) {
                        case "repriced" -> is.subtract(was);
                        case "lost" -> was;
                        default -> is;
                    };
                })
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The order of dee goes back to talks: it is not decided in this quarter any more as likely as it was. */
    private static void happen() {
        Dealflow.deals(Role.OPS)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID())
                .body("{\"to\":\"talks\",\"reason\":\"The board meets in spring\"}")
                .post("/deals/" + deal("slips") + "/transitions")
                .then()
                .statusCode(200);
        Dealflow.awaitProjections();
    }

    @Test
    void whoIsWhereAddsUpFromPeopleToTheWhole() {
        var items = new ArrayList<Map<String, Object>>();
        items.add(target(null, "60000.00"));
        PEOPLE.forEach(owner -> items.add(target(owner, "15000.00")));
        ops().get()
                .contentType("application/json")
                .body(Map.of("items", items))
                .put("/targets/" + PIPELINE)
                .then()
                .statusCode(200);
        var all = get(ops(), "/attainment/" + QUARTER + "?by=owner");
        assertThat(all.getString("whole.target")).isEqualTo("60000.00");
        assertThat(all.getList("groups.closed.amount", String.class).stream()
                        .map(BigDecimal::new)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(all.getString("whole.closed.amount"));
        var north = get(head("north"), "/attainment/" + QUARTER + "?team=north&by=owner");
        assertThat(north.getList("groups.group")).isEqualTo(List.of("ann", "bob"));
        for (var owner : List.of("ann", "bob")) {
            assertThat(north.getString("groups.find { it.group == '" + owner + "' }.closed.amount"))
                    .isEqualTo(all.getString("groups.find { it.group == '" + owner + "' }.closed.amount"))
                    .isEqualTo(get(rep(owner), "/deals?part=closed&owner=" + owner + "&period=" + QUARTER)
                            .getString("amount"));
        }
        head("south")
                .get()
                .get("/forecasts/" + PIPELINE + "/changes?team=north&from=" + ago(7))
                .then()
                .statusCode(403);
    }

    private static Map<String, Object> target(String owner, String amount) {
        var target = new HashMap<String, Object>();
        target.put("period", QUARTER);
        target.put("owner", owner);
        target.put("amount", Map.of("amount", amount, "currency", "EUR"));
        return target;
    }

    /** Two of north call, their head after them; of the south nobody has. When a quarter is over, it is seen how good they were. */
    @Test
    void callsGoUpAndAreScored() throws Exception {
        var period = quarterOf(TODAY.plusDays(135));
        var sent = new CopyOnWriteArrayList<JsonPath>();
        var receiver = receiver(sent);
        call(rep("ann"), "?owner=ann", period, "12000.00");
        call(rep("bob"), "?owner=bob", period, "10000.00");
        call(head("north"), "?team=north", period, "20000.00");
        call(ops(), "", period, "50000.00");
        rep("ann")
                .get()
                .contentType("application/json")
                .body(said(period, "1.00"))
                .post("/forecasts/" + PIPELINE + "/calls?owner=bob")
                .then()
                .statusCode(403);
        var north = get(head("north"), "/calls/" + period + "?team=north&by=owner");
        assertThat(north.getString("calls[0].commit")).isEqualTo("20000.00");
        assertThat(north.getString("sum.commit")).isEqualTo("22000.00");
        var all = get(ops(), "/calls/" + period + "?by=team");
        assertThat(all.getString("reports.find { it.group == 'north' }.call.commit"))
                .isEqualTo("20000.00");
        assertThat(all.getString("reports.find { it.group == 'south' }.call")).isNull();
        areTold(period, "12000.00", "10000.00", "20000.00", "50000.00");
        areSent(sent, period, "12000.00", "10000.00", "20000.00", "50000.00");
        receiver.stop(0);
        // As if that quarter's calls had been made of one that is over: no API calls in the past.
        var over = quarterOf(TODAY.minusDays(92));
        var first =
                LocalDate.of(Integer.parseInt(over.substring(0, 4)), 3 * Integer.parseInt(over.substring(6)) - 2, 1);
        try (var connection = Dealflow.connect(Dealflow.stack().forecasts());
                var moved = connection.prepareStatement(
                        "UPDATE forecast_call SET period = ?, made_at = ? WHERE pipeline = ? AND period = ?")) {
            moved.setString(1, over);
            moved.setTimestamp(
                    2, Timestamp.from(first.plusDays(14).atStartOfDay().toInstant(ZoneOffset.UTC)));
            moved.setString(3, PIPELINE);
            moved.setString(4, period);
            assertThat(moved.executeUpdate()).isEqualTo(4);
        }
        var came = Double.parseDouble(get(ops(), "?periods=1&interval=quarter&owner=ann&from=" + first)
                .getString("periods[0].closed.amount"));
        var scores = get(() -> as(Dealflow.stack().forecasts(), "vera", "viewer"), "/call-accuracy?by=owner");
        assertThat(scores.getInt("items.find { it.author == 'ann' }.periods")).isEqualTo(1);
        assertThat(scores.getDouble("items.find { it.author == 'ann' }.calls.bias"))
                .isEqualTo(Math.round((12000 - came) / came * 1000) / 1000.0);
    }

    /** Other systems hear of them, in this order. */
    private static void areTold(String period, String... commits) {
        var told = new ArrayList<String>();
        Waiting.until("the calls are told", () -> {
            told.clear();
            for (var message : PublishedEvents.of(List.of("dealflow.forecasts.v1"))) {
                var event = new JsonPath(new String(message.value(), StandardCharsets.UTF_8));
                if (message.key().equals(PIPELINE) && period.equals(event.getString("call.period"))) {
                    told.add(event.getString("call.commit"));
                }
            }
            return told.size() >= commits.length;
        });
        assertThat(told).containsExactly(commits);
    }

    /** Another system, which a webhook of the deal service sends them to. */
    private static HttpServer receiver(List<JsonPath> sent) throws IOException {
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            sent.add(JsonPath.from(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        Dealflow.deals(Role.OPS)
                .contentType("application/json")
                .body(Map.of(
                        "url",
                        "http://127.0.0.1:" + receiver.getAddress().getPort(),
                        "types",
                        List.of("dealflow.forecast.call-made.v1"),
                        "pipelines",
                        List.of(PIPELINE)))
                .post("/webhooks")
                .then()
                .statusCode(201);
        return receiver;
    }

    /** In the same order, each once. */
    private static void areSent(List<JsonPath> sent, String period, String... commits) {
        Waiting.until("the calls are sent", () -> sent.size() >= commits.length);
        assertThat(sent)
                .extracting(event -> event.getString("data.call.period"))
                .containsOnly(period);
        assertThat(sent)
                .extracting(event -> event.getString("data.call.commit"))
                .containsExactly(commits);
        assertThat(sent).extracting(event -> event.getString("subject")).containsOnly("forecasts/" + PIPELINE);
    }

    private static void call(Supplier<RequestSpecification> who, String scope, String period, String commit) {
        var answer = who.get()
                .contentType("application/json")
                .body(said(period, commit))
                .post("/forecasts/" + PIPELINE + "/calls" + scope);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.jsonPath().getString("commit")).isEqualTo(commit);
    }

    private static Map<String, Object> said(String period, String commit) {
        var money = Map.of("amount", commit, "currency", "EUR");
        return Map.of("period", period, "commit", money, "bestCase", money, "reason", "What is offered by now");
    }
}
