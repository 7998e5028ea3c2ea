package dealflow.acceptance.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import dealflow.local.login.Tokens;
import dealflow.local.stack.Service;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an assistant reads and proposes in the name of its person, through the console. */
@ExtendWith(Dealflow.class)
class AssistantIT {

    /** Only an assistant has this one's token here, so the audit says what it asked. */
    private static final String REP = "nora";

    private static final List<String> REPS = List.of("sales-rep");
    private static final Duration HOUR = Duration.ofHours(1);

    private static String lead;
    private static String opportunity;
    private static String colleagues;

    @BeforeAll
    static void company() {
        Dealflow.createPipeline(
                "{\"key\":\"assistant\",\"template\":\"buyer-aligned-7\",\"currency\":\"USD\",\"timeZone\":\"UTC\"}");
        Dealflow.importLines(List.of(
                line("lead", REP, "{\"to\":\"lead\",\"at\":\"2026-10-01T09:00:00Z\"}"),
                line(
                        "opportunity",
                        REP,
                        "{\"to\":\"lead\",\"at\":\"2026-10-01T09:00:00Z\"},{\"to\":\"opportunity\",\"at\":\"2026-10-02T09:00:00Z\"}"),
                line("colleagues", "other", "{\"to\":\"opportunity\",\"at\":\"2026-10-01T09:00:00Z\"}")));
        lead = id("lead");
        opportunity = id("opportunity");
        colleagues = id("colleagues");
        Dealflow.awaitProjections();
    }

    private static String line(String key, String owner, String history) {
        return """
               {"externalId":"%1$s","pipeline":"assistant","title":"Assistance %1$s","owner":"%2$s","team":"north",\
               "amount":{"amount":"1000.00","currency":"USD"},"history":[%3$s]}"""
                .formatted(key, owner, history);
    }

    private static String id(String key) {
        return Dealflow.deals(Role.OPS)
                .get("/deals?pipeline=assistant&externalId=" + key)
                .path("items[0].id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/sse", "/mcp/messages/1"})
    void nobodyIsLetInWithoutATokenThatHolds(String path) throws Exception {
        var ours = Tokens.of(Dealflow.stack().folder());
        var elsewhere = Tokens.claims(REP, REPS, List.of(), HOUR);
        elsewhere.setAudience("another-system");
        var valid = rep();

        refused(given(), path);
        for (var token : List.of(
                ours.token(REP, REPS, List.of(), HOUR.negated()),
                Tokens.withNewKey().token(REP, REPS, List.of(), HOUR),
                ours.signed(elsewhere, AlgorithmIdentifiers.RSA_USING_SHA256),
                ours.signed(Tokens.claims(REP, REPS, List.of(), HOUR), AlgorithmIdentifiers.NONE),
                valid.substring(0, valid.length() - 6) + "AAAAAA",
                "nonsense")) {
            refused(given().auth().oauth2(token), path);
        }
    }

    private static void refused(RequestSpecification request, String path) {
        for (var answer : List.of(
                message(request, "tools/list", "{}", path),
                given().spec(request).redirects().follow(false).get(console(path)))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    /** RFC 9728: what a client looks for that gets its tokens by itself. */
    @Test
    void whoHasNoTokenIsToldWherePeopleLogIn() {
        var challenge = given().post(console("/mcp")).header("WWW-Authenticate");
        assertThat(challenge).startsWith("Bearer resource_metadata=");
        var metadata = JsonPath.from(
                given().get(challenge.replaceAll("^[^\"]*\"|\".*$", "")).asString());
        assertThat(metadata.getString("resource")).isEqualTo(console("/mcp").toString());
        var provider = metadata.getString("authorization_servers[0]");
        assertThat(JsonPath.from(given().get(provider + "/.well-known/openid-configuration")
                                .asString())
                        .getString("issuer"))
                .isEqualTo(Tokens.ISSUER);
    }

    @Test
    void aClientSaysHelloAndIsToldOfToolsThatOnlyRead() {
        var hello = message(
                rep(),
                "initialize",
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"it\",\"version\":\"1\"}}");
        assertThat(hello.jsonPath().getString("result.serverInfo.name")).isEqualTo("dealflow");
        assertThat(hello.header("Mcp-Session-Id"))
                .as("each message stands alone")
                .isNull();

        var ready = request(given().auth().oauth2(rep()))
                .body("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                .post(console("/mcp"));
        assertThat(ready.statusCode()).isEqualTo(202);

        var tools = message(rep(), "tools/list", "{}").jsonPath();
        assertThat(tools.getList("result.tools.name"))
                .containsExactlyInAnyOrder(
                        "list_pipelines",
                        "find_deals",
                        "get_deal",
                        "deal_history",
                        "funnel",
                        "forecast",
                        "quantities",
                        "attainment",
                        "receivables",
                        "what_changed",
                        "propose_move");
        assertThat(tools.getList("result.tools.annotations.readOnlyHint")).containsOnly(true);
        assertThat(tools.getList("result.tools.inputSchema.additionalProperties"))
                .containsOnly(false);
    }

    @Test
    void aRepFindsItsOwnDealsAndNoColleagues() {
        assertThat(told("list_pipelines", "{}").getList("items.key")).contains("assistant");
        assertThat(told("find_deals", "{\"pipeline\":\"assistant\",\"q\":\"assistance\"}")
                        .getList("items.id"))
                .containsExactlyInAnyOrder(lead, opportunity);
        assertThat(told("find_deals", "{\"status\":\"OPEN\",\"owner\":null}").getList("items.id"))
                .containsExactly(opportunity);

        var deal = told("get_deal", "{\"deal\":\"%s\"}".formatted(lead));
        assertThat(deal.getString("deal.title")).isEqualTo("Assistance lead");
        assertThat(deal.getList("guidance.elementsMissing.key")).contains("budget");
        assertThat(deal.getList("moves.to")).contains("opportunity", "lost");
        assertThat(told("deal_history", "{\"deal\":\"%s\"}".formatted(opportunity))
                        .getList("items.event.change.toStage"))
                .containsExactly("lead", "opportunity");

        for (var tool : List.of("get_deal", "deal_history")) {
            var problem = refusal(rep(), tool, "{\"deal\":\"%s\"}".formatted(colleagues));
            assertThat(problem.getInt("status")).isEqualTo(404);
            assertThat(problem.getString("detail")).contains(colleagues);
        }
        assertThat(refusal(rep(), "propose_move", "{\"deal\":\"%s\",\"to\":\"lost\"}".formatted(colleagues))
                        .getInt("status"))
                .isEqualTo(404);
    }

    @Test
    void statisticsAreWhatTheServicesTellThisPerson() {
        var viewer = Dealflow.stack().token(Role.VIEWER);
        var forecast = told(viewer, "forecast", "{\"pipeline\":\"assistant\",\"interval\":\"month\",\"periods\":2}");
        assertThat(forecast.getList("periods")).hasSize(2);
        assertThat(told(viewer, "funnel", "{\"pipeline\":\"assistant\",\"from\":\"2026-09-01\"}")
                        .getInt("entered.count"))
                .isEqualTo(2);
        assertThat(told(viewer, "receivables", "{\"pipeline\":\"assistant\"}").getList("items"))
                .isNotEmpty();
        assertThat(refusal(viewer, "find_deals", "{}").getInt("status")).isEqualTo(403);

        // Whose it may ask about is said, so that the next call is right.
        var all = refusal(rep(), "funnel", "{\"pipeline\":\"assistant\"}");
        assertThat(all.getInt("status")).isEqualTo(403);
        assertThat(all.getString("detail")).contains("owner=" + REP);
        assertThat(told("funnel", "{\"pipeline\":\"assistant\",\"from\":\"2026-09-01\",\"owner\":\"nora\"}")
                        .getInt("entered.count"))
                .isEqualTo(1);
    }

    /** With a forecast of last week, which no test can wait for. */
    @Test
    void whatChangedIsToldByTheDaysOfTheKeptForecasts() throws Exception {
        given().baseUri(Dealflow.stack().forecasts().api().toString())
                .auth()
                .oauth2(Dealflow.stack().token(Role.OPS))
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID())
                .body("{}")
                .post("/forecasts/assistant/snapshots")
                .then()
                .statusCode(201);
        try (var connection = Dealflow.connect(Dealflow.stack().forecasts());
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    """
                    INSERT INTO snapshot (id, pipeline, as_of, fresh_as_of, daily, taken_by, lines)
                    SELECT gen_random_uuid(), pipeline, as_of - interval '1 second', fresh_as_of, current_date - 7, taken_by, lines
                    FROM snapshot WHERE pipeline = 'assistant' ORDER BY as_of DESC LIMIT 1""");
        }
        var lastWeek = LocalDate.now(ZoneOffset.UTC).minusDays(7).toString();
        var ops = Dealflow.stack().token(Role.OPS);
        var changes = told(ops, "what_changed", "{\"pipeline\":\"assistant\",\"from\":\"%s\"}".formatted(lastWeek));
        assertThat(changes.getString("fromDay")).isEqualTo(lastWeek);
        assertThat(changes.getString("toDay")).isGreaterThan(lastWeek);
        assertThat(changes.getList("terms.term")).contains("new", "won", "lost");
        assertThat(refusal(ops, "what_changed", "{\"pipeline\":\"assistant\",\"from\":\"2026-01-01\"}")
                        .getString("detail"))
                .contains("from " + lastWeek);
        assertThat(refusal(rep(), "what_changed", "{\"pipeline\":\"assistant\",\"from\":\"2026-01-01\"}")
                        .getInt("status"))
                .isEqualTo(403);
    }

    @Test
    void aProposalSaysWhatIsMissingAndMovesNothing() {
        var before = standing(lead);
        var bare = told("propose_move", "{\"deal\":\"%s\",\"to\":\"opportunity\"}".formatted(lead));
        assertThat(bare.getList("missing.kind")).contains("CONFIRMATION", "QUALIFICATION");
        assertThat(bare.getList("missing.key")).contains("need", "budget", "keyPerson", "fit");

        var wrong = told(
                "propose_move",
                "{\"deal\":\"%s\",\"to\":\"needs-confirmed\",\"confirmed_by\":\"Kari Berg\",\"signal\":\"A_FEELING\"}"
                        .formatted(opportunity));
        assertThat(wrong.getList("missing.message").toString())
                .contains("'A_FEELING' does not confirm", "NEEDS_AGREED");

        var whole = told(
                "propose_move",
                """
                {"deal":"%s","to":"lost","reason":"price","reference":"mail of 2 March & more"}"""
                        .formatted(opportunity));
        assertThat(whole.getList("missing")).isEmpty();
        var page = URI.create(whole.getString("confirmAt"));
        assertThat(page.resolve("/")).isEqualTo(console("/"));
        assertThat(page.getPath()).isEqualTo("/deals/" + opportunity);
        assertThat(page.getRawQuery()).isEqualTo("move=lost&reference=mail%20of%202%20March%20%26%20more&reason=price");

        assertThat(refusal(rep(), "propose_move", "{\"deal\":\"%s\",\"to\":\"moon\"}".formatted(lead))
                        .getString("detail"))
                .contains("'moon'", "opportunity");
        assertThat(standing(lead)).isEqualTo(before);
        assertThat(standing(opportunity)).startsWith("opportunity ");
    }

    private static String standing(String deal) {
        var answer = Dealflow.deals(Role.OPS).get("/deals/" + deal);
        return answer.path("stage") + " " + answer.header("ETag");
    }

    @Test
    void whatIsWrongWithACallIsSaidSoThatTheNextIsRight() {
        var wrong = refusal(rep(), "find_deals", "{\"limit\":51,\"status\":\"open\",\"stages\":\"lead\"}");
        assertThat(wrong.getList("errors.field")).containsExactlyInAnyOrder("limit", "status", "stages");
        assertThat(wrong.getList("errors.message").toString()).contains("50", "LEAD");
        assertThat(refusal(rep(), "get_deal", "{\"deal\":\"../me\"}").getList("errors.field"))
                .containsExactly("deal");
        assertThat(refusal(rep(), "funnel", "{\"pipeline\":\"..\"}").getList("errors.field"))
                .containsExactly("pipeline");
        assertThat(refusal(rep(), "forecast", "{}").getList("errors.field")).containsExactly("pipeline");
        assertThat(refusal(rep(), "forecast", "{\"pipeline\":\"nope\",\"owner\":\"nora\"}")
                        .getString("detail"))
                .as("the service's own")
                .contains("nope");

        for (var params : List.of("[]", "{}", "{\"name\":7}", "{\"name\":\"find_deals\",\"arguments\":[]}")) {
            var answer = message(rep(), "tools/call", params);
            assertThat(answer.statusCode()).as(params).isEqualTo(400);
            assertThat(answer.jsonPath().getString("error.message")).contains("params");
        }
        assertThat(message(rep(), "prompts/get", "{}").jsonPath().getInt("error.code"))
                .isEqualTo(-32601);
        for (var origin : List.of("https://elsewhere.example", "null")) {
            assertThat(message(given().auth().oauth2(rep()).header("Origin", origin), "ping", "{}", "/mcp")
                            .statusCode())
                    .isEqualTo(403);
        }
        var tooLong =
                request(given().auth().oauth2(rep())).body(" ".repeat(70_000)).post(console("/mcp"));
        assertThat(tooLong.statusCode()).isEqualTo(413);
    }

    /** By the services' own audit, which has every request with the name of the person whose token came. */
    @Test
    void nothingIsSentButQuestionsInThePersonsName() {
        var person = "nora-" + UUID.randomUUID();
        var token = Tokens.of(Dealflow.stack().folder()).token(person, List.of("sales-ops"), List.of(), HOUR);
        told(token, "list_pipelines", "{}");
        told(token, "find_deals", "{}");
        told(token, "get_deal", "{\"deal\":\"%s\"}".formatted(lead));
        told(token, "deal_history", "{\"deal\":\"%s\"}".formatted(lead));
        told(token, "funnel", "{\"pipeline\":\"assistant\"}");
        told(token, "forecast", "{\"pipeline\":\"assistant\"}");
        told(token, "quantities", "{\"pipeline\":\"assistant\"}");
        told(token, "receivables", "{\"pipeline\":\"assistant\"}");
        told(token, "attainment", "{\"pipeline\":\"assistant\",\"period\":\"2026-Q1\"}");
        refusal(token, "what_changed", "{\"pipeline\":\"assistant\",\"from\":\"2026-01-01\"}");
        told(token, "propose_move", "{\"deal\":\"%s\",\"to\":\"lost\",\"reason\":\"price\"}".formatted(lead));

        Dealflow.await("the audit is written", () -> methods(person).count() >= 14);
        assertThat(methods(person)).containsOnly("GET");
    }

    private static Stream<String> methods(String person) {
        return Dealflow.services().stream().flatMap(service -> audited(service, person).stream());
    }

    private static List<String> audited(Service service, String person) {
        return Dealflow.operate(service)
                .queryParam("actor", person)
                .get("/audit")
                .jsonPath()
                .getList("items.method");
    }

    private static String rep() {
        return Tokens.of(Dealflow.stack().folder()).token(REP, REPS, List.of(), HOUR);
    }

    private static JsonPath told(String tool, String arguments) {
        return told(rep(), tool, arguments);
    }

    private static JsonPath told(String token, String tool, String arguments) {
        return call(token, tool, arguments, false);
    }

    private static JsonPath refusal(String token, String tool, String arguments) {
        return call(token, tool, arguments, true);
    }

    private static JsonPath call(String token, String tool, String arguments, boolean isError) {
        var answer = message(token, "tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/event-stream");
        var result = JsonPath.from(answer.asString().replaceFirst("(?s)^.*?data:", ""));
        assertThat(result.getBoolean("result.isError")).as(result.prettify()).isEqualTo(isError);
        return JsonPath.from(result.getString("result.content[0].text"));
    }

    private static Response message(String token, String method, String params) {
        return message(given().auth().oauth2(token), method, params, "/mcp");
    }

    private static Response message(RequestSpecification asker, String method, String params, String path) {
        return request(asker)
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params))
                .post(console(path));
    }

    private static RequestSpecification request(RequestSpecification asker) {
        return given().spec(asker)
                .contentType("application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    private static URI console(String path) {
        return Dealflow.stack().console().orElseThrow().address().resolve(path);
    }
}
