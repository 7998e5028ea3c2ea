package dealflow.forecast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.history.PipelineDirectory;
import dealflow.forecast.projection.Erasures;
import dealflow.forecast.snapshot.Snapshots;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Targets, snapshots, changes and managers' views, over HTTP and in a real database. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class OwnTruthTest {

    /** Who acted stays on record; the others are keys, and words of the service's own. */
    private static final List<String> NO_NAMES = List.of(
            "audit\\..*",
            "rebuild\\..*",
            "flyway_schema_history\\..*",
            "past_forecast\\.content",
            // Figures of the whole pipeline.
            "snapshot\\.lines",
            "backtest\\.record",
            "backtest\\.measure",
            "fiscal_year\\.(pattern|year_name)",
            ".*\\.pipeline",
            "forecast_call\\.(measure|period|computed)",
            "backtest\\.(unit|status)",
            "target_at_risk\\.(measure|period)",
            "accuracy_told\\.(measure|accuracy)",
            "outbox\\.(aggregatetype|aggregateid|type|traceparent)");

    /** The present month's, also on its last afternoon, when what is expected is that of the next. */
    private static final LocalDate FIRST = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1);

    @Inject
    DataSource database;

    @Inject
    Snapshots snapshots;

    @Inject
    Forecasts forecasts;

    @Inject
    PipelineDirectory pipelines;

    @BeforeAll
    static void publish() {
        TestEvents.define("owned");
        var begin = Instant.now().minus(80, ChronoUnit.DAYS);
        for (var i = 0; i < 80; i++) {
            var at = begin.plus(i, ChronoUnit.DAYS);
            TestEvents.send("owned", new UUID(9, i), 1, EventType.OPENED, at, Status.OPEN, "li");
            if (i < 60) {
                var status = i % 2 == 0 ? Status.WON : Status.LOST;
                TestEvents.send(
                        "owned",
                        new UUID(9, i),
                        2,
                        EventType.STAGE_CHANGED,
                        at.plus(15, ChronoUnit.DAYS),
                        status,
                        "li");
            }
        }
    }

    private static RequestSpecification as(String name, String role) {
        return given().auth().oauth2(BackingServices.token(name, role)).contentType("application/json");
    }

    private static void awaitDeals() throws InterruptedException {
        for (var i = 0; i < 600; i++) {
            var answer = as("vera", "viewer").get("/forecasts/owned");
            if (answer.statusCode() == 200
                    && Integer.valueOf(20).equals(answer.jsonPath().get("model.openDeals"))) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the events were not applied in a minute");
    }

    @Test
    void targetsAreGuardedAndStandBesideTheForecast() throws Exception {
        awaitDeals();
        var month = YearMonth.now(ZoneOffset.UTC).toString();
        var item = Map.of(
                "period", month, "measure", "bookings", "amount", Map.of("amount", "5000.00", "currency", "EUR"));
        var etag = as("vera", "viewer")
                .get("/targets/owned")
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        as("vera", "viewer")
                .body(Map.of("items", List.of(item)))
                .put("/targets/owned")
                .then()
                .statusCode(403);
        as("mei", "sales-ops")
                .header("If-Match", etag)
                .body(Map.of("items", List.of(item)))
                .put("/targets/owned")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("changedBy", equalTo("mei"));
        as("mei", "sales-ops")
                .header("If-Match", etag)
                .body(Map.of("items", List.of()))
                .put("/targets/owned")
                .then()
                .statusCode(412)
                .contentType("application/problem+json");
        as("mei", "sales-ops")
                .body(Map.of("items", List.of(item, item)))
                .put("/targets/owned")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("items[1]"));
        for (var none : List.of("2026-W00", "2026-W54", "2025-W53", "2026-13", "2026-Q5", "1899", "9999-01", "+2026")) {
            var wrong = Map.of("period", none, "amount", Map.of("amount", "1.00", "currency", "EUR"));
            as("mei", "sales-ops")
                    .body(Map.of("items", List.of(wrong)))
                    .put("/targets/owned")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("items[0].period"));
        }
        var week53 = Map.of("period", "2026-W53", "amount", Map.of("amount", "1e15", "currency", "EUR"));
        as("mei", "sales-ops")
                .body(Map.of("items", List.of(week53)))
                .put("/targets/owned")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("items[0].amount"));
        var period = as("vera", "viewer")
                .get("/forecasts/owned?periods=2&from=" + FIRST)
                .then()
                .statusCode(200)
                .body("periods[1].target", nullValue())
                .extract()
                .jsonPath();
        assertThat(period.getString("periods[0].target")).isEqualTo("5000.00");
        assertThat(period.getDouble("periods[0].gap"))
                .isCloseTo(5000 - period.getDouble("periods[0].total.expected"), within(0.02));
        assertThat(period.getDouble("periods[0].chanceOfTarget")).isBetween(0.0, 1.0);
        as("vera", "viewer")
                .get("/forecasts/owned?periods=1&owner=li&from=" + FIRST)
                .then()
                .body("periods[0].target", nullValue());
        var owners = Map.of("period", month, "owner", "li", "amount", Map.of("amount", "3000.00", "currency", "EUR"));
        as("mei", "sales-ops")
                .body(Map.of("items", List.of(item, owners)))
                .put("/targets/owned")
                .then()
                .statusCode(200);
        var ofLi = as("vera", "viewer")
                .get("/forecasts/owned?periods=1&owner=li&from=" + FIRST)
                .jsonPath();
        as("vera", "viewer")
                .get("/forecasts/owned?periods=1&by=owner&from=" + FIRST)
                .then()
                .body("periods[0].target", equalTo("5000.00"))
                .body("groups.find { it.group == 'li' }.periods[0].target", equalTo("3000.00"))
                .body("groups.find { it.group == 'li' }.cumulative[0].target", equalTo("3000.00"))
                .body("groups.find { it.group == 'li' }.periods[0].closed", equalTo(ofLi.get("periods[0].closed")))
                .body("groups.find { it.group == 'li' }.periods[0].chanceOfTarget", nullValue());
    }

    @Test
    void aSnapshotIsTakenOnceForAKeyAndOnceADay() throws Exception {
        awaitDeals();
        var key = UUID.randomUUID().toString();
        var first = take(key, "board").statusCode(201).extract().jsonPath();
        assertThat(take(key, "board").statusCode(201).extract().jsonPath().getString("id"))
                .isEqualTo(first.getString("id"));
        take(key, "other").statusCode(422);
        assertThat(first.getList("periods")).hasSize(2 * (13 + 12));
        var id = first.getString("id");
        as("vera", "viewer")
                .get("/forecasts/owned/snapshots/" + id)
                .then()
                .statusCode(200)
                .body("note", equalTo("board"));
        as("vera", "viewer")
                .get("/forecasts/owned/snapshots/" + UUID.randomUUID())
                .then()
                .statusCode(404);
        var second =
                take(UUID.randomUUID().toString(), "again").extract().jsonPath().getString("id");
        var changes = as("mei", "sales-ops")
                .get("/forecasts/owned/changes?from=" + id + "&to=" + second)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var sum = changes.getList("terms.amount", String.class).stream()
                .mapToDouble(Double::parseDouble)
                .sum();
        assertThat(sum).isCloseTo(changes.getDouble("difference"), within(0.05));
        as("mei", "sales-ops")
                .get("/forecasts/owned/changes?from=" + id + "&to=" + second + "&period=1999-01")
                .then()
                .statusCode(200)
                .body("difference", equalTo("0.00"));
        as("mei", "sales-ops")
                .get("/forecasts/owned/changes?from=" + second + "&to=" + id)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("to"));
        // In the evening of the pipeline's own day, whatever the day is elsewhere: the model knows the day, and counts
        // from the next.
        var pipeline = pipelines.pipeline("owned").orElseThrow();
        var day = LocalDate.now(pipeline.timeZone()).minusDays(1);
        var evening = day.atTime(20, 0).atZone(pipeline.timeZone()).toInstant();
        var known = forecasts.known(pipeline, evening);
        assertThat(known.today()).isEqualTo(day.plusDays(1));
        snapshots.takeDaily(known);
        snapshots.takeDaily(known);
        var page = as("vera", "viewer")
                .get("/forecasts/owned/snapshots?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getList("items.daily").stream().filter(java.util.Objects::nonNull))
                .containsExactly(day.toString());
        assertThat(page.getString("items.find { it.daily != null }.asOf")).isEqualTo(evening.toString());
        var cursor = as("vera", "viewer")
                .get("/forecasts/owned/snapshots?limit=1")
                .jsonPath()
                .getString("next");
        as("vera", "viewer")
                .get("/forecasts/owned/snapshots?limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    private static io.restassured.response.ValidatableResponse take(String key, String note) {
        return as("mei", "sales-ops")
                .header("Idempotency-Key", key)
                .body(Map.of("note", note))
                .post("/forecasts/owned/snapshots")
                .then();
    }

    @Test
    void anErasedNameIsNowhereInWhatIsItsOwnTruth() throws Exception {
        var person = "Åse Nordmann-" + UUID.randomUUID().toString().substring(0, 8);
        var spellings = List.of(person, person.toUpperCase(), person.replace(" ", "\u3000"));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var i = 0; i < spellings.size(); i++) {
                for (var sql : List.of(
                        "INSERT INTO target_list (pipeline, version, targets, further, changed_by)"
                                + " VALUES ('erased%d', 1, '[{\"owner\":\"%s\"}]', '[{\"owner\":\"%2$s\"}]', '%2$s')",
                        "INSERT INTO fiscal_year (first_month, pattern, year_name, changed_by) VALUES (1, 'MONTHS', 'ENDS', '%2$s')"
                                + " ON CONFLICT (one) DO UPDATE SET changed_by = excluded.changed_by",
                        "INSERT INTO snapshot (id, pipeline, as_of, taken_by, note, idempotency_key, lines)"
                                + " VALUES (gen_random_uuid(), 'erased', now(), '%2$s', 'asked by %2$s', '%2$s', '[]')",
                        "INSERT INTO forecast_call (id, pipeline, measure, period, team, owner, author, commitment, reason, made_at, computed, idempotency_key)"
                                + " VALUES (gen_random_uuid(), 'erased', 'bookings', '2026-03', '%2$s', '%2$s', '%2$s', 1, '%2$s is away', now(), '{}', '%2$s')",
                        "INSERT INTO target_at_risk (pipeline, measure, period, team, owner) VALUES ('erased', 'bookings', '2026', '%2$s', '%2$s')",
                        // Without a row in outbox_unpublished nobody publishes it.
                        "INSERT INTO outbox (aggregatetype, aggregateid, version, type, payload, occurred_at)"
                                + " VALUES ('forecasts', 'erased%d', 1, 'dealflow.forecast.call-made.v1', '{\"call\":{\"author\":\"%2$s\"}}', now())",
                        "INSERT INTO backtest (id, pipeline, measure, unit, horizons, requested_by, requested_at, idempotency_key, status,"
                                + " touched_at, problem, record) VALUES (gen_random_uuid(), 'erased', 'BOOKINGS', 'MONTH', 1, '%2$s', now(), '%2$s',"
                                + " 'DONE', now(), 'of %2$s', '{}')")) {
                    statement.execute(sql.formatted(i, spellings.get(i)));
                }
            }
        }
        var planted = columnsWith(spellings);
        assertThat(planted)
                .containsExactlyInAnyOrderElementsOf(Erasures.COLUMNS.stream()
                        .map(column -> column.table() + "." + column.column())
                        .toList());

        var dry = erase("{\"name\":\"%s\",\"dryRun\":true}".formatted(person)).statusCode(200);
        assertThat(columnsWith(spellings)).as("a dry run changes nothing").isEqualTo(planted);
        var erased = erase("{\"name\":\"%s\",\"pseudonym\":\"erased-0a1b2c3d\"}".formatted(person))
                .statusCode(200)
                .body("pseudonym", equalTo("erased-0a1b2c3d"));
        assertThat(erased.extract().jsonPath().getList("columns"))
                .isEqualTo(dry.extract().jsonPath().getList("columns"))
                .hasSize(Erasures.COLUMNS.size());
        assertThat(columnsWith(spellings)).isEmpty();
        assertThat(columnsWith(List.of("erased-0a1b2c3d-3")))
                .as("keys stay apart")
                .contains("forecast_call.idempotency_key");
        erase("{\"name\":\"%s\"}".formatted(person)).statusCode(400).body("errors[0].field", equalTo("pseudonym"));
        erase("{\"name\":\"x\",\"dryRun\":true}").statusCode(400).body("errors[0].field", equalTo("name"));
    }

    private static ValidatableResponse erase(String body) {
        return given().auth()
                .oauth2(BackingServices.token("ops", "sales-ops"))
                .contentType("application/json")
                .body(body)
                .post("/erasures")
                .then();
    }

    /** Of this service's own tables; the projection's are made anew from the events. */
    private Set<String> columnsWith(List<String> texts) throws SQLException {
        var found = new TreeSet<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var columns = new ArrayList<String>();
            try (var rows = statement.executeQuery(
                    """
                    SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'
                    AND data_type IN ('text', 'character', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')
                    """)) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
            assertThat(columns)
                    .as("columns that Erasures should know, or this test should say why not")
                    .allMatch(column -> Erasures.COLUMNS.stream()
                                    .anyMatch(known -> column.equals(known.table() + "." + known.column()))
                            || NO_NAMES.stream().anyMatch(column::matches));
            for (var column : columns) {
                var parts = column.split("\\.");
                for (var text : texts) {
                    try (var rows =
                            statement.executeQuery("SELECT count(*) FROM public.%s WHERE strpos(%s::text, '%s') > 0"
                                    .formatted(parts[0], parts[1], text))) {
                        rows.next();
                        if (rows.getLong(1) > 0) {
                            found.add(column);
                        }
                    }
                }
            }
        }
        return found;
    }

    @Test
    void theOtherQuestionsAreAnswered() throws Exception {
        awaitDeals();
        var today = java.time.LocalDate.now(ZoneOffset.UTC);
        var viewer = "/forecasts/owned";
        as("vera", "viewer")
                .get(viewer + "/cohort?enteredFrom=" + today.minusDays(20) + "&enteredTo=" + today + "&until="
                        + today.plusDays(60))
                .then()
                .statusCode(200)
                .body("entered.count", equalTo(20));
        as("vera", "viewer")
                .get(viewer + "/cohort?enteredFrom=" + today)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("enteredTo"));
        as("vera", "viewer")
                .get(viewer + "/plan?target=9000&by=" + today.plusDays(90))
                .then()
                .statusCode(200)
                .body("target", equalTo("9000.00"));
        as("vera", "viewer")
                .get(viewer + "/plan?target=9000&by=" + today.minusDays(1))
                .then()
                .statusCode(400);
        var tooFar = Map.of(
                "/cohort?enteredFrom=%s&enteredTo=%s&until=2199-01-01".formatted(today, today.plusDays(1)),
                "until",
                "/cohort?enteredFrom=%s&enteredTo=2198-01-01&until=2199-01-01".formatted(today),
                "enteredTo",
                "/plan?target=9000&by=2199-01-01",
                "by",
                "/plan?target=1e300&by=" + today.plusDays(90),
                "target",
                "/explanation?interval=year&periods=12",
                "periods",
                "/scenarios?interval=year&periods=12",
                "periods",
                "/scenarios?cycle=0.000001",
                "cycle",
                "/receivables?asOf=1899-01-01T00:00:00Z",
                "asOf");
        tooFar.forEach((question, field) -> as("vera", "viewer")
                .get(viewer + question)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field)));
        as("mei", "sales-ops")
                .post(viewer + "/backtests?interval=year&horizons=12")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("horizons"));
        as("vera", "viewer")
                .get(viewer + "/scenarios?inflow=1.2&periods=3")
                .then()
                .statusCode(200)
                .body("periods", hasSize(3));
        as("vera", "viewer")
                .get(viewer + "/scenarios?inflow=0")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("inflow"));
        as("vera", "viewer").get(viewer + "/receivables").then().statusCode(200).body("items", hasSize(6));
    }
}
