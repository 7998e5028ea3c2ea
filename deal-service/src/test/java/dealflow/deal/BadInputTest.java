package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.confirmed;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.move;
import static dealflow.deal.DealApi.pipeline;
import static dealflow.deal.DealApi.qualify;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import dealflow.local.login.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is wrong is refused with a problem that says what and where, and changes nothing. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class BadInputTest {

    private static final String YEARS = "must lie in the years 1900 to 2200";

    @TestHTTPResource("/")
    URI api;

    private static final String DEAL = "{\"pipeline\":\"%s\",\"title\":\"x\"%s}";

    @Test
    void malformedJson() {
        problem(as("sales-rep").body("{\"pipeline\":").post("/deals"), 400);
    }

    @Test
    void unknownField() {
        var problem = problem(as("sales-rep").body("{\"titel\":\"x\"}").post("/deals"), 400);
        assertThat(problem.jsonPath().getString("errors[0].field")).isEqualTo("titel");
    }

    @Test
    void aQueryThatCannotBeMeantSo() {
        for (var query : List.of(
                "/deals?ownr=li",
                "/deals?limit=1&limit=2",
                "/deals?stalled=maybe",
                "/deals?status=",
                "/exports/deals?pipeine=loans",
                "/pipelines?key=x",
                "/events?typ=x")) {
            var problem = problem(as("integrator").get(query), 400);
            assertThat(problem.jsonPath().getString("errors[0].field"))
                    .as(query)
                    .isEqualTo(query.replaceAll(".*[?]|=.*", ""));
        }
        assertThat(problem(as("integrator").get("/exports/deals?pipeine=loans"), 400)
                        .jsonPath()
                        .getString("errors[0].message"))
                .contains("near it are [pipeline]");
        var nonsense = as("integrator").get("/events?type=nonsense");
        assertThat(nonsense.statusCode()).isEqualTo(422);
        assertThat(nonsense.jsonPath().getString("errors[0].field")).isEqualTo("type");
        assertThat(nonsense.jsonPath().getString("errors[0].message")).contains("dealflow.deal.opened.v1");
    }

    @Test
    void anExchangeRateThatCannotBe() {
        for (var rate : Map.of(
                        "VND/VND/2026-01-01", "base",
                        "VND/USD/2099-01-01", "date")
                .entrySet()) {
            var problem = problem(as("sales-ops").body("{\"rate\":2}").put("/exchange-rates/" + rate.getKey()), 422);
            assertThat(problem.jsonPath().getString("errors[0].field")).isEqualTo(rate.getValue());
        }
    }

    @Test
    void aWebhookForAPipelineThatIsNot() {
        var problem = problem(
                as("sales-ops")
                        .body("{\"url\":\"https://example.com/hook\",\"pipelines\":[\"nowhere\"]}")
                        .post("/webhooks"),
                422);
        assertThat(problem.jsonPath().getString("errors[0].field")).isEqualTo("pipelines");
    }

    @Test
    void unknownPipelineStageAndTarget() {
        problem(as("sales-rep").body(DEAL.formatted("none", "")).post("/deals"), 422);
        problem(
                as("sales-rep")
                        .body(DEAL.formatted(pipeline(), ",\"stage\":\"moon\""))
                        .post("/deals"),
                422);
        var problem = problem(move(lead(pipeline()), "{\"to\":\"moon\"}"), 422);
        assertThat(problem.jsonPath().getString("errors[0].field")).isEqualTo("to");
    }

    @Test
    void moveBackInTimeOrInTheFuture() {
        var deal = lead(pipeline());
        qualify(deal);
        for (var at : List.of("2020-01-01T00:00:00Z", "2199-01-01T00:00:00Z")) {
            var body = confirmed("opportunity", "INQUIRY").replace("{\"to\"", "{\"occurredAt\":\"" + at + "\",\"to\"");
            var problem = problem(move(deal, body), 422);
            assertThat(problem.jsonPath().getString("errors[0].field")).isEqualTo("occurredAt");
        }
        assertThat(history(deal).getList("items")).hasSize(2);
    }

    @Test
    void moveOfAClosedDeal() {
        var deal = lead(pipeline());
        move(deal, "{\"to\":\"lost\",\"reason\":\"price\"}").then().statusCode(200);
        problem(move(deal, confirmed("won", "SIGNED_PI")), 422);
        assertThat(history(deal).getList("items")).hasSize(2);
    }

    @Test
    void amounts() {
        var pipeline = pipeline();
        for (var amount : List.of(
                "{\"amount\":\"-1\",\"currency\":\"USD\"}",
                "{\"amount\":\"1\",\"currency\":\"ABC\"}",
                "{\"amount\":\"1\",\"currency\":\"CLF\"}",
                "{\"amount\":\"1.234\",\"currency\":\"USD\"}",
                "{\"amount\":\"1e30\",\"currency\":\"USD\"}",
                "{\"currency\":\"USD\"}")) {
            var problem = problem(
                    as("sales-rep")
                            .body(DEAL.formatted(pipeline, ",\"amount\":" + amount))
                            .post("/deals"),
                    422);
            assertThat(problem.jsonPath().getString("errors[0].field")).startsWith("amount");
        }
        assertThat(as("sales-rep").get("/deals?pipeline=" + pipeline).jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void overlongString() {
        problem(
                as("sales-rep")
                        .body("{\"pipeline\":\"%s\",\"title\":\"%s\"}".formatted(pipeline(), "x".repeat(201)))
                        .post("/deals"),
                422);
    }

    @Test
    void tooMuchInABody() {
        problem(
                as("sales-rep")
                        .body("{\"title\":\"%s\"}".formatted("x".repeat(100_001)))
                        .post("/deals"),
                400);
        problem(
                as("sales-rep")
                        .body("{\"moves\":[%s{}]}".formatted("{},".repeat(100_000)))
                        .post("/deals/transitions"),
                400);
        problem(as("sales-rep").body("[".repeat(33)).post("/deals"), 400);
    }

    @Test
    void tooLargeABody() {
        problem(as("sales-rep").body("x".repeat(2 << 20)).post("/deals"), 413);
    }

    @Test
    void tooLargeABodyOfUnknownLength() throws Exception {
        var token = BackingServices.token("sales-rep@example.com", "sales-rep");
        for (var version : HttpClient.Version.values()) {
            var pipeline = pipeline();
            var small = Sent.by(version, api, token, "/deals", Sent.text(DEAL.formatted(pipeline, "")));
            assertThat(small.version()).isEqualTo(version);
            assertThat(small.statusCode()).as("no length is needed").isEqualTo(201);
            var padded = DEAL.formatted(pipeline, "") + " ".repeat(3 << 20);
            var large = Sent.by(version, api, token, "/deals", Sent.text(padded));
            assertThat(large.statusCode()).isEqualTo(413);
            assertThat(large.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(as("sales-rep")
                            .get("/deals?pipeline=" + pipeline)
                            .jsonPath()
                            .getList("items"))
                    .hasSize(1);
        }
    }

    @Test
    void charactersAreCountedAsPeopleCountThem() {
        var pipeline = pipeline();
        var title = "{\"pipeline\":\"%s\",\"title\":\"%s\"}";
        as("sales-rep")
                .contentType("application/json; charset=UTF-8")
                .body(title.formatted(pipeline, "😀".repeat(200)))
                .post("/deals")
                .then()
                .statusCode(201);
        var problem = problem(
                as("sales-rep")
                        .contentType("application/json; charset=UTF-8")
                        .body(title.formatted(pipeline, "😀".repeat(201)))
                        .post("/deals"),
                422);
        assertThat(problem.jsonPath().getString("detail")).contains("has 201 characters");
    }

    /** Two bodies that differ must not say the same: an A in two bytes, and what Windows-1252 makes of an umlaut. */
    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        for (var character : List.of("\u00c1\u0081", "\u00e4")) {
            var body = "{\"pipeline\":\"%s\",\"title\":\"%s\"}".formatted(pipeline(), character);
            var problem = problem(
                    as("sales-rep")
                            .contentType("application/json")
                            .body(body.getBytes(StandardCharsets.ISO_8859_1))
                            .post("/deals"),
                    400);
            assertThat(problem.jsonPath().getString("detail")).contains("must be UTF-8");
        }
    }

    @Test
    void anAnswerThatWasAskedForAsATableIsAProblemAllTheSame() {
        problem(as("sales-ops").accept("text/csv").get("/exports/deals?status=SOLD"), 400);
    }

    @Test
    void whatAcceptSaysBesideTheTypeIsNotRepeated() {
        var answer = as("sales-rep").accept("application/json;charset=gbk;x=y").get("/deals");
        assertThat(answer.contentType()).isEqualTo("application/json");
    }

    @Test
    void wrongContentTypeMethodPathAndParameter() {
        problem(as("sales-rep").contentType("text/plain").body("x").post("/deals"), 415);
        problem(as("sales-rep").delete("/deals"), 405);
        assertThat(as("sales-rep").delete("/deals").header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(as("sales-rep").post("/exchange-rates/NOK/USD/2026-01-01").header("Allow"))
                .isEqualTo("GET, HEAD, OPTIONS, PUT");
        problem(as("sales-rep").get("/nothing"), 404);
        problem(as("sales-rep").get("/deals?limit=501"), 400);
        problem(as("sales-rep").get("/deals?limit=many"), 400);
        problem(as("sales-rep").get("/deals/0197a000-0000-7000-8000-000000000000"), 404);
    }

    @Test
    void aPipelineThatThereIsNotIsNoEmptyOne() {
        for (var list : List.of("/deals", "/deals/totals", "/exports/deals")) {
            var answer = as("sales-ops").get(list + "?pipeline=nope");
            problem(answer, 422);
            assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("pipeline");
            assertThat(answer.jsonPath().getString("detail")).contains("'nope'", "GET /pipelines");
        }
    }

    @Test
    void noTokenOrABadOne() {
        problem(given().get("/deals"), 401);
        problem(token(BackingServices.tokens(), Duration.ofMinutes(-10)), 401);
        problem(token(Tokens.withNewKey(), Duration.ofHours(1)), 401);
        problem(as("viewer").get("/deals"), 403);
    }

    private static final List<String> NO_TIMES =
            List.of("0001-01-01", "-0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31", "+57440-04-14");

    private static void refused(Response response, String field, String message) {
        assertThat(response.statusCode()).as(response.asString()).isIn(400, 422);
        var problem = problem(response, response.statusCode()).jsonPath();
        assertThat(problem.getString("errors[0].field")).as(response.asString()).isEqualTo(field);
        assertThat(problem.getString("errors[0].message")).contains(message);
    }

    private static RequestSpecification body(String body) {
        return as("sales-ops").body(body);
    }

    @Test
    void timesLieInTheYears1900To2200() {
        var pipeline = pipeline();
        var deal = lead(pipeline);
        var before = history(deal).getList("items").size();
        for (var day : NO_TIMES) {
            var at = day + "T00:00:00Z";
            refused(
                    body(DEAL.formatted(pipeline, ",\"occurredAt\":\"" + at + "\""))
                            .post("/deals"),
                    "occurredAt",
                    YEARS);
            refused(
                    body(DEAL.formatted(pipeline, ",\"expectedCloseOn\":\"" + day + "\""))
                            .post("/deals"),
                    "expectedCloseOn",
                    YEARS);
            refused(body("{\"expectedCloseOn\":\"" + day + "\"}").patch("/deals/" + deal), "expectedCloseOn", YEARS);
            refused(
                    move(
                            deal,
                            "{\"to\":\"opportunity\",\"confirmation\":{\"confirmedBy\":\"K\",\"signal\":\"S\",\"confirmedAt\":\"%s\"}}"
                                    .formatted(at)),
                    "confirmation.confirmedAt",
                    YEARS);
            refused(
                    body("{\"amount\":{\"amount\":\"1\",\"currency\":\"USD\"},\"receivedOn\":\"%s\"}".formatted(day))
                            .post("/deals/" + deal + "/payments"),
                    "receivedOn",
                    YEARS);
            refused(
                    body("{\"until\":\"%s\",\"reason\":\"x\"}".formatted(day)).put("/deals/" + deal + "/snooze"),
                    "until",
                    YEARS);
            if (!day.startsWith("-") && !day.startsWith("+")) {
                refused(body("{\"rate\":1}").put("/exchange-rates/EUR/USD/" + day), "date", YEARS);
                refused(as("sales-ops").queryParam("updatedSince", at).get("/deals"), "updatedSince", YEARS);
            }
            var cursor = Base64.getUrlEncoder()
                    .encodeToString(("updatedAt +1000000-01-01T00:00:00Z " + deal).getBytes(StandardCharsets.UTF_8));
            refused(
                    as("sales-ops")
                            .queryParam("sort", "updatedAt")
                            .queryParam("cursor", cursor)
                            .get("/deals"),
                    "cursor",
                    "is not one");
        }
        assertThat(history(deal).getList("items")).hasSize(before);
    }

    @Test
    void aDateIsATextAndNoNumber() {
        var pipeline = pipeline();
        for (var field : List.of("occurredAt", "expectedCloseOn")) {
            for (var value : List.of("20260105", "1767571200.5", "[2026,1,5]", "\"20260105\"")) {
                refused(
                        body(DEAL.formatted(pipeline, ",\"" + field + "\":" + value))
                                .post("/deals"),
                        field,
                        "such as 2026");
            }
        }
        var terms = ",\"paymentTerms\":[{\"milestone\":\"ORDER\",\"share\":%s,\"offsetDays\":%s}]";
        for (var days : List.of("2147483647", "-2147483648", "3651")) {
            refused(
                    body(DEAL.formatted(pipeline, terms.formatted("1", days))).post("/deals"),
                    "paymentTerms.offsetDays",
                    "ten years");
        }
        problem(body(DEAL.formatted(pipeline, terms.formatted("1", "1.9"))).post("/deals"), 400);
        problem(
                body(DEAL.formatted(pipeline, terms.formatted("1E-999999999", "0")))
                        .post("/deals"),
                400);
        refused(
                body(DEAL.formatted(pipeline, terms.formatted("0.99999999999", "0")))
                        .post("/deals"),
                "paymentTerms.share",
                "decimals");
        problem(body(DEAL.formatted(pipeline, terms.formatted("1", "3650"))).post("/deals"), 201);
    }

    @Test
    void halfACharacterIsNoText() {
        var pipeline = pipeline();
        var deal = lead(pipeline);
        for (var half : List.of("a\\ud800b", "\\udc00", "\\u0000")) {
            refused(
                    body(DEAL.formatted(pipeline, "").replace("\"x\"", '"' + half + '"'))
                            .post("/deals"),
                    "title",
                    "must not hold");
            refused(body("{\"customer\":{\"name\":\"" + half + "\"}}").patch("/deals/" + deal), "", "must not hold");
            refused(
                    body("{\"need\":{\"state\":\"CONFIRMED\",\"evidence\":\"" + half + "\"}}")
                            .put("/deals/" + deal + "/qualification"),
                    "need.evidence",
                    "must not hold");
        }
        problem(as("sales-ops").urlEncodingEnabled(false).get("/deals?owner=%ED%A0%80"), 400);
        problem(as("sales-ops").urlEncodingEnabled(false).get("/deals/%ED%A0%80"), 400);
        problem(as("sales-ops").urlEncodingEnabled(false).get("/deals?owner=%FF"), 400);
        problem(
                body(DEAL.formatted(pipeline, "").replace("\"x\"", "\"\\ud83d\\ude00\""))
                        .post("/deals"),
                201);
    }

    @Test
    void aPatchIsAnObject() {
        var deal = lead(pipeline());
        for (var patch : List.of("null", "[]", "7", "\"x\"")) {
            refused(body(patch).patch("/deals/" + deal), "", "must be a JSON object");
        }
    }

    @Test
    void aValueOfTheQueryThatIsNotOfItsFormIsNamed() {
        for (var query : List.of("limit=1e1", "status=open", "verdict=x")) {
            var problem = problem(as("sales-ops").get("/deals?" + query), 400).jsonPath();
            assertThat(problem.getString("errors[0].field")).isEqualTo(query.substring(0, query.indexOf('=')));
            assertThat(problem.prettify()).doesNotContain("enum constant").doesNotContain("input string");
        }
    }

    @Test
    void whatIsSaidOfTheBodysFormIsReadOrRefused() {
        problem(as("sales-ops").header("Content-Encoding", "gzip").body("{}").post("/deals"), 415);
        assertThat(as("sales-ops").header("Accept", "").get("/exports/deals").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsSaidTwiceOrBehindTheEndIsRefused() {
        var pipeline = pipeline();
        refused(body(DEAL.formatted(pipeline, ",\"title\":\"y\"")).post("/deals"), "", "twice");
        refused(body(DEAL.formatted(pipeline, "") + " {\"a\":1}").post("/deals"), "", "behind its end");
    }

    @Test
    void blankIsNoValueAndTheSpaceAroundATextIsNoneOfIt() {
        var pipeline = pipeline();
        var blanks = ",\"externalId\":\" \",\"owner\":\"  \",\"product\":\"\",\"team\":\" \\t\"";
        for (var i = 0; i < 2; i++) {
            var opened = problem(body(DEAL.formatted(pipeline, blanks)).post("/deals"), 201)
                    .jsonPath();
            assertThat(opened.getString("externalId")).isNull();
            assertThat(opened.getString("owner")).isEqualTo("sales-ops@example.com");
            assertThat(opened.getString("product")).isNull();
            assertThat(opened.getString("team")).isNull();
        }
        var spaced = problem(
                        body(DEAL.formatted(
                                        pipeline,
                                        ",\"externalId\":\" A \",\"product\":\"x\\u00a0\",\"team\":\"\\u200b\""))
                                .post("/deals"),
                        201)
                .jsonPath();
        assertThat(spaced.getString("externalId")).isEqualTo("A");
        assertThat(spaced.getString("product")).isEqualTo("x");
        assertThat(spaced.getString("team")).isNull();
        problem(body(DEAL.formatted(pipeline, ",\"externalId\":\"A\"")).post("/deals"), 409);
        refused(body(DEAL.formatted(pipeline, "").replace("\"x\"", "\"  \"")).post("/deals"), "title", "is required");
        refused(
                body(DEAL.formatted(pipeline, "").replace("\"x\"", "\"\\u00a0\\u200b\""))
                        .post("/deals"),
                "title",
                "is required");
        refused(
                body(DEAL.formatted(pipeline, "").replace("\"x\"", '"' + "\\ud83d\\ude00".repeat(201) + '"'))
                        .post("/deals"),
                "title",
                "has 201 characters");
    }

    @Test
    void whatWouldBeTooLargeForKafkaIsNotTaken() {
        var names = IntStream.range(0, 10)
                .mapToObj(i -> "\"l%d\":\"%s\"".formatted(i, "x".repeat(95_000)))
                .collect(Collectors.joining(","));
        refused(
                body("""
                                {"key":"large","names":{%s},"currency":"USD","timeZone":"UTC",
                                 "stages":[{"key":"a","place":"FUNNEL"}]}"""
                                .formatted(names))
                        .post("/pipelines"),
                "",
                "too large");
        refused(
                body("""
                                {"key":"slow","currency":"USD","timeZone":"UTC",
                                 "stages":[{"key":"a","place":"FUNNEL","stalledAfter":"P999999999Y"}]}""")
                        .post("/pipelines"),
                "stages[0].stalledAfter",
                "ten years");
    }

    @Test
    void locationRepeatsNoHost() {
        var opened = body(DEAL.formatted(pipeline(), ""))
                .header("Host", "evil.example.com")
                .post("/deals");
        assertThat(opened.header("Location")).isEqualTo("/deals/" + opened.path("id"));
    }

    private static Response token(Tokens tokens, Duration lifetime) {
        return given().auth()
                .oauth2(tokens.token("x", List.of("sales-ops"), List.of(), lifetime))
                .get("/deals");
    }

    private static Response problem(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        if (status < 300) {
            return response;
        }
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(response.jsonPath().getString("detail")).isNotBlank();
        assertThat(response.jsonPath().getString("correlationId")).isEqualTo(response.header("X-Correlation-Id"));
        assertThat(response.asString()).doesNotContain("Exception").doesNotContain("dealflow.deal");
        return response;
    }
}
