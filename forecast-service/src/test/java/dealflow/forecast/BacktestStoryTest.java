package dealflow.forecast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.forecast.accuracy.AccuracyMeters;
import dealflow.local.fixture.BackingServices;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A backtest is ordered, watched and read over HTTP, and found again by anyone who asks for the accuracy. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class BacktestStoryTest {

    private static final String PIPELINE = "tested";

    @Inject
    AccuracyMeters meters;

    @Inject
    MeterRegistry metrics;

    @BeforeAll
    static void publish() {
        TestEvents.define(PIPELINE);
        // 200 deals, one a day from 1 July 2025; two of three are won and every other lost, ten days later.
        for (var i = 0; i < 200; i++) {
            var id = new UUID(77, i);
            var at = Instant.parse("2025-07-01T09:00:00Z").plusSeconds(86_400L * i);
            TestEvents.send(PIPELINE, id, 1, EventType.OPENED, at, Status.OPEN, "li");
            var end = i % 3 == 0 ? Status.LOST : Status.WON;
            TestEvents.send(PIPELINE, id, 2, EventType.STAGE_CHANGED, at.plusSeconds(864_000), end, "li");
        }
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(BackingServices.token("vera", role));
    }

    @Test
    void aBacktestIsAJobAndItsResultIsTheTrackRecord() throws InterruptedException {
        await(() -> as("viewer").get("/forecasts/tested?periods=1"), "model.wins", 133);
        var ordered = as("sales-ops")
                .header("Idempotency-Key", "once")
                .post("/forecasts/tested/backtests?interval=month&horizons=2")
                .then()
                .statusCode(202)
                .extract();
        var again = as("sales-ops")
                .header("Idempotency-Key", "once")
                .post("/forecasts/tested/backtests?interval=month&horizons=2");
        assertThat(again.jsonPath().getString("backtest.id"))
                .isEqualTo(ordered.jsonPath().getString("backtest.id"));

        var job = await(() -> as("viewer").get(ordered.header("Location")), "backtest.status", "DONE");
        assertThat(job.getInt("backtest.processed")).isEqualTo(job.getInt("backtest.total"));
        assertThat(job.getInt("origins")).isPositive();
        assertThat(job.getInt("horizons[0].horizon")).isEqualTo(1);
        assertThat(job.getDouble("horizons[0].open.wape")).isBetween(0.0, 5.0);
        assertThat(job.getDouble("horizons[0].total.coverage")).isBetween(0.0, 1.0);
        assertThat(job.getString("verdict.code"))
                .isEqualTo(
                        job.getList("horizons.better").stream().allMatch(Objects::isNull)
                                ? "model-better"
                                : "baseline-better");

        var accuracy = as("viewer")
                .get("/forecasts/tested/accuracy?interval=month&horizon=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(accuracy.getString("backtest.id")).isEqualTo(job.getString("backtest.id"));
        assertThat(accuracy.getList("horizons.horizon")).containsExactly(2);
        assertThat(accuracy.getString("dataFreshAsOf")).isNotNull();
        assertThat(accuracy.getInt("given.snapshots")).isZero();
        assertThat(accuracy.getString("given.verdict.code")).isEqualTo("no-past-snapshot");
    }

    @Test
    void theTrackRecordIsAMetricToo() throws InterruptedException {
        await(() -> as("viewer").get("/forecasts/tested?periods=1"), "model.wins", 133);
        var record = await(() -> as("viewer").get("/forecasts/tested/accuracy"), "backtest.status", "DONE");

        meters.look();

        for (var figure : List.of("wape", "bias", "coverage")) {
            var gauge = metrics.get("dealflow.forecast." + figure)
                    .tag("pipeline", PIPELINE)
                    .gauge();
            assertThat(gauge.value()).isEqualTo(record.getDouble("overall.total." + figure), within(1e-6));
        }
    }

    @Test
    void whoeverAsksForTheAccuracyFirstBeginsABacktest() throws InterruptedException {
        await(() -> as("viewer").get("/forecasts/tested?periods=1"), "model.wins", 133);
        var done = await(() -> as("viewer").get("/forecasts/tested/accuracy?interval=week"), "backtest.status", "DONE");
        assertThat(done.getList("horizons")).isNotEmpty();
    }

    /** Nothing was paid here, which the answer says; bookings keep their own. */
    @Test
    void receiptsHaveATrackRecordOfTheirOwn() throws InterruptedException {
        await(() -> as("viewer").get("/forecasts/tested?periods=1"), "model.wins", 133);
        var ordered = as("sales-ops")
                .post("/forecasts/tested/backtests?measure=receipts&interval=quarter")
                .then()
                .statusCode(202)
                .body("measure", equalTo("receipts"))
                .extract();
        await(() -> as("viewer").get(ordered.header("Location")), "backtest.status", "DONE");
        var receipts = as("viewer")
                .get("/forecasts/tested/accuracy?measure=receipts&interval=quarter")
                .jsonPath();
        assertThat(receipts.getString("measure")).isEqualTo("receipts");
        assertThat(receipts.getString("backtest.id"))
                .isEqualTo(ordered.jsonPath().getString("backtest.id"));
        assertThat(receipts.getInt("origins")).isZero();
        assertThat(receipts.getString("verdict.code")).isEqualTo("few-past-forecasts-of-receipts");
        assertThat(receipts.getString("verdict.message")).endsWith("10 payments received");
        assertThat(receipts.getInt("verdict.values.minimumPayments")).isEqualTo(10);
        var bookings =
                as("viewer").get("/forecasts/tested/accuracy?interval=quarter").jsonPath();
        assertThat(bookings.getString("measure")).isEqualTo("bookings");
        assertThat(bookings.getString("backtest.id")).isNotEqualTo(receipts.getString("backtest.id"));
    }

    @Test
    void refusesWhatItCannotDo() {
        await404("/forecasts/nothing/accuracy");
        await404("/forecasts/tested/backtests/" + new UUID(0, 0));
        as("viewer").post("/forecasts/tested/backtests").then().statusCode(403);
        as("sales-ops")
                .post("/forecasts/tested/backtests?horizons=99")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("horizons"));
    }

    private static void await404(String path) {
        as("viewer").get(path).then().statusCode(404).contentType("application/problem+json");
    }

    interface Ask {
        io.restassured.response.Response send();
    }

    private static JsonPath await(Ask ask, String path, Object value) throws InterruptedException {
        for (var i = 0; i < 600; i++) {
            var answer = ask.send();
            if (answer.statusCode() == 200 && value.equals(answer.jsonPath().get(path))) {
                return answer.jsonPath();
            }
            Thread.sleep(100);
        }
        throw new AssertionError(path + " did not become " + value);
    }
}
