package dealflow.forecast.receipts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.forecast.TestEvents;
import dealflow.local.fixture.BackingServices;
import dealflow.local.process.Waiting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same deals three times: with payments by mistake that were taken back, with them only, and without them. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class MistakenPaymentsTest {

    private static final String TAKEN_BACK = "payments-taken-back";
    private static final String MISLED = "payments-misled";
    private static final String BLAMELESS = "payments-blameless";
    private static final Instant BEGIN = Instant.parse("2026-01-01T09:00:00Z");
    private static final Instant KNOWN = Instant.parse("2026-05-01T09:00:00Z");

    private static Instant published;

    @BeforeAll
    static void publish() {
        for (var pipeline : List.of(TAKEN_BACK, MISLED, BLAMELESS)) {
            TestEvents.define(pipeline);
            var random = new Random(3);
            for (var i = 0; i < 120; i++) {
                live(pipeline, new UUID(pipeline.hashCode(), i), i, random);
            }
        }
        published = Instant.now();
    }

    /** Won after ten days; two of three are paid within four weeks, and of the others one of two seems to be. */
    private static void live(String pipeline, UUID id, int number, Random random) {
        var opened = BEGIN.plus(Duration.ofDays(number % 60));
        var won = opened.plus(Duration.ofDays(10));
        var paid = won.plus(Duration.ofDays(1 + random.nextInt(28)));
        TestEvents.send(pipeline, id, 1, EventType.OPENED, opened, Status.OPEN, "li");
        TestEvents.send(
                pipeline, id, 2, EventType.STAGE_CHANGED, won, number % 5 == 4 ? Status.LOST : Status.WON, "li");
        if (number % 5 < 3) {
            TestEvents.pay(pipeline, id, 3, paid, "li");
        } else if (number % 5 == 3 && number % 2 == 0 && !pipeline.equals(BLAMELESS)) {
            TestEvents.pay(pipeline, id, 3, won, "li");
            if (pipeline.equals(TAKEN_BACK)) {
                TestEvents.reverse(pipeline, id, 4, KNOWN, "li", 3);
            }
        }
    }

    @Test
    void onceItIsKnownTheyHadNeverBeen() {
        for (var asOf : List.of(KNOWN, KNOWN.plus(Duration.ofDays(20)))) {
            assertThat(told(TAKEN_BACK, asOf)).isEqualTo(told(BLAMELESS, asOf)).isNotEqualTo(told(MISLED, asOf));
        }
    }

    @Test
    void whatWasKnownBeforeStays() {
        for (var asOf : List.of(KNOWN.minusSeconds(1), KNOWN.minus(Duration.ofDays(40)))) {
            assertThat(told(TAKEN_BACK, asOf)).isEqualTo(told(MISLED, asOf)).isNotEqualTo(told(BLAMELESS, asOf));
        }
    }

    /** What was received month by month, what is owed by its age, and what is expected, which habits say. */
    private static List<Object> told(String pipeline, Instant asOf) {
        var past = ask("/forecasts/" + pipeline + "?measure=receipts&from=2026-01-01&periods=4&asOf=" + asOf);
        var owed = ask("/forecasts/" + pipeline + "/receivables?asOf=" + asOf);
        var to = ask("/forecasts/" + pipeline + "?measure=receipts&periods=3&asOf=" + asOf);
        return List.of(
                past.getList("periods.closed"),
                owed.getList("items"),
                to.getList("periods.open.expected"),
                to.getList("periods.new.expected"),
                to.getList("periods.baselines"));
    }

    private static JsonPath ask(String path) {
        var viewer = given().auth().oauth2(BackingServices.token("olga", "sales-ops"));
        Waiting.until("everything is applied", () -> {
            var fresh = given().auth()
                    .oauth2(BackingServices.token("olga", "sales-ops"))
                    .get("/forecasts/" + BLAMELESS)
                    .jsonPath()
                    .getString("dataFreshAsOf");
            return fresh != null && Instant.parse(fresh).isAfter(published);
        });
        // What past days would have forecast is made anew when a mistake becomes known, and weighs what is expected.
        Waiting.until("past days are worked out", () -> !given().auth()
                .oauth2(BackingServices.token("olga", "sales-ops"))
                .get(path)
                .asString()
                .contains("past-days-pending"));
        return viewer.get(path).then().statusCode(200).extract().jsonPath();
    }
}
