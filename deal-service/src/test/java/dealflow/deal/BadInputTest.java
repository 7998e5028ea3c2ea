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

import dealflow.local.BackingServices;
import dealflow.local.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong is refused with a problem that says what and where, and changes nothing. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class BadInputTest {

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
        for (var at : List.of("2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z")) {
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
    void wrongContentTypeMethodPathAndParameter() {
        problem(as("sales-rep").contentType("text/plain").body("x").post("/deals"), 415);
        problem(as("sales-rep").delete("/deals"), 405);
        problem(as("sales-rep").get("/nothing"), 404);
        problem(as("sales-rep").get("/deals?limit=501"), 400);
        problem(as("sales-rep").get("/deals?limit=many"), 400);
        problem(as("sales-rep").get("/deals/0197a000-0000-7000-8000-000000000000"), 404);
    }

    @Test
    void noTokenOrABadOne() {
        problem(given().get("/deals"), 401);
        problem(token(BackingServices.tokens(), Duration.ofMinutes(-10)), 401);
        problem(token(Tokens.withNewKey(), Duration.ofHours(1)), 401);
        problem(as("viewer").get("/deals"), 403);
    }

    private static Response token(Tokens tokens, Duration lifetime) {
        return given().auth()
                .oauth2(tokens.token("x", List.of("sales-ops"), List.of(), lifetime))
                .get("/deals");
    }

    private static Response problem(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(response.jsonPath().getString("detail")).isNotBlank();
        assertThat(response.jsonPath().getString("correlationId")).isEqualTo(response.header("X-Correlation-Id"));
        assertThat(response.asString()).doesNotContain("Exception").doesNotContain("dealflow.deal");
        return response;
    }
}
