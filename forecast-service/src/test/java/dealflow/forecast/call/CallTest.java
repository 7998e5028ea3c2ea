package dealflow.forecast.call;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.forecast.TestEvents;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The weekly meeting: two people call, their sum is put together, and later it is seen how good they were. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class CallTest {

    private static final String NEXT =
            YearMonth.now(ZoneOffset.UTC).plusMonths(1).toString();

    @Inject
    DataSource database;

    /** Eighty days of deals of 100 EUR each: li and bo begin one a day by turns, every second is won a fortnight later. */
    @BeforeAll
    static void publish() {
        TestEvents.define("called");
        var begin = Instant.now().minus(80, ChronoUnit.DAYS);
        for (var i = 0; i < 80; i++) {
            var at = begin.plus(i, ChronoUnit.DAYS);
            var id = new UUID(78, i);
            var owner = i % 2 == 0 ? "li" : "bo";
            TestEvents.send("called", id, 1, EventType.OPENED, at, Status.OPEN, owner);
            if (i < 50) {
                var status = i % 4 < 2 ? Status.WON : Status.LOST;
                TestEvents.send("called", id, 2, EventType.STAGE_CHANGED, at.plus(14, ChronoUnit.DAYS), status, owner);
            }
        }
    }

    private static RequestSpecification as(String name, String role) {
        return given().auth().oauth2(BackingServices.token(name, role)).contentType("application/json");
    }

    private static void awaitDeals() {
        TestEvents.areKnown("called");
    }

    private static ValidatableResponse call(String name, String role, String query, Object body) {
        return as(name, role).body(body).post("/forecasts/called/calls" + query).then();
    }

    private static Map<String, Object> body(String period, String commit, String bestCase) {
        var body = new HashMap<String, Object>();
        body.put("period", period);
        body.put("commit", money(commit));
        body.put("bestCase", bestCase == null ? null : money(bestCase));
        body.put("reason", "what the customers said");
        return body;
    }

    private static Map<String, String> money(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    @Test
    void callsStandBesideTheNumberAndAreNeverOverwritten() {
        awaitDeals();
        var before = as("vera", "viewer")
                .get("/forecasts/called?periods=1&from=" + NEXT + "-01")
                .jsonPath()
                .getString("periods[0].total.expected");
        call("li", "sales-rep", "?owner=li", body(NEXT, "300.00", "500.00"))
                .statusCode(201)
                .body("computed.total.p10", matchesPattern("[0-9]+\\.[0-9]{2}"));
        call("li", "sales-rep", "?owner=li", body(NEXT, "400", null)).statusCode(201);
        call("olga", "sales-ops", "", body(NEXT, "99999", null))
                .statusCode(201)
                .body("beyond", equalTo("ABOVE_P90"))
                .body("owner", nullValue());

        as("vera", "viewer")
                .get("/forecasts/called/calls?limit=1&owner=li&period=" + NEXT)
                .then()
                .statusCode(200)
                .body("items.commit", contains("400.00"));
        var cursor = as("vera", "viewer")
                .get("/forecasts/called/calls?limit=1&owner=li&period=" + NEXT)
                .jsonPath()
                .getString("next");
        as("vera", "viewer")
                .get("/forecasts/called/calls?limit=1&owner=li&period=" + NEXT + "&cursor=" + cursor)
                .then()
                .body("items.commit", contains("300.00"))
                .body("items.bestCase", contains("500.00"))
                .body("next", nullValue());

        as("vera", "viewer")
                .get("/forecasts/called/calls/" + NEXT + "?by=owner")
                .then()
                .statusCode(200)
                .body("calls.author", contains("olga"))
                .body("reports.group", contains("bo", "li"))
                .body("reports[1].call.commit", equalTo("400.00"))
                .body("reports[0].call", nullValue())
                .body("sum.commit", equalTo("400.00"))
                .body("sum.bestCase", equalTo("400.00"))
                .body("sum.notCalled", contains("bo"));
        as("vera", "viewer")
                .get("/forecasts/called?periods=1&from=" + NEXT + "-01")
                .then()
                .body("periods[0].calls.commit", contains("99999.00"))
                .body("periods[0].total.expected", equalTo(before));
    }

    @Test
    void theSameKeyMakesOneCall() {
        awaitDeals();
        var key = UUID.randomUUID().toString();
        var period = LocalDate.now(ZoneOffset.UTC).plusYears(1).getYear() + "-Q4";
        for (var i = 0; i < 2; i++) {
            as("bo", "sales-rep")
                    .header("Idempotency-Key", key)
                    .body(body(period, "70", null))
                    .post("/forecasts/called/calls?owner=bo")
                    .then()
                    .statusCode(201);
        }
        as("bo", "sales-rep")
                .header("Idempotency-Key", key)
                .body(body(period, "71", null))
                .post("/forecasts/called/calls?owner=bo")
                .then()
                .statusCode(422);
        as("bo", "sales-rep")
                .get("/forecasts/called/calls?owner=bo&period=" + period)
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void whatIsNoCallIsRefused() {
        awaitDeals();
        refused("period", body("2026-13", "1", null));
        refused("period", body("2024-01", "1", null));
        refused("period", body("2199", "1", null));
        refused("commit", body(NEXT, "-1", null));
        refused("bestCase", body(NEXT, "10", "9"));
        var noReason = body(NEXT, "10", null);
        noReason.put("reason", " ");
        refused("reason", noReason);
        noReason.put("reason", "x".repeat(2001));
        refused("reason", noReason);
        var dollars = body(NEXT, "10", null);
        dollars.put("commit", Map.of("amount", "10", "currency", "USD"));
        refused("commit.currency", dollars);
        call("li", "sales-rep", "?owner=bo", body(NEXT, "1", null)).statusCode(403);
        call("li", "sales-rep", "", body(NEXT, "1", null)).statusCode(403);
    }

    private static void refused(String field, Object body) {
        call("olga", "sales-ops", "", body).statusCode(400).body("errors[0].field", equalTo(field));
    }

    /** A call of a month that is over cannot be made by a client, so one is put where it would have been made. */
    @Test
    void callsOfWhatIsOverAreScoredBesideWhatCame() throws Exception {
        awaitDeals();
        var month = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        """
                        INSERT INTO forecast_call (id, pipeline, measure, period, team, owner, author, commitment, best_case, reason,
                          made_at, computed)
                        VALUES (?, 'called', 'bookings', ?, '', 'li', 'li', 2000, 2500, 'sure', ?,
                          '{"firstAhead":"2026-01-01","closed":0,"total":null,"naive":null}')""")) {
            statement.setObject(1, UUID.randomUUID());
            statement.setString(2, month.toString());
            statement.setTimestamp(
                    3, Timestamp.from(month.atDay(2).atStartOfDay().toInstant(ZoneOffset.UTC)));
            statement.executeUpdate();
        }
        var came = Double.parseDouble(as("vera", "viewer")
                .get("/forecasts/called?periods=1&owner=li&from=" + month.atDay(1))
                .jsonPath()
                .getString("periods[0].closed.amount"));
        assertThat(came).isBetween(100.0, 1500.0);
        var scored = as("vera", "viewer")
                .get("/forecasts/called/call-accuracy?by=owner")
                .then()
                .statusCode(200)
                .body("items.author", contains("li"))
                .body("items[0].periods", equalTo(1))
                .body("items[0].computed", nullValue())
                .body("items[0].calls.coverage", equalTo(0.0f))
                .extract()
                .jsonPath();
        assertThat(scored.getDouble("items[0].calls.bias")).isEqualTo(Math.round((2000 - came) / came * 1000) / 1000.0);
    }
}
