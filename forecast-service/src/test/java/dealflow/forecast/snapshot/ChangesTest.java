package dealflow.forecast.snapshot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.forecast.TestEvents;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What changed in the last week: who may ask, what it is made of, which deals that are, and what it never tells of few. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ChangesTest {

    private static final Instant NOW = Instant.now();
    private static final String WEEK_AGO =
            NOW.minus(7, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
    private static final Instant PAID = NOW.minus(2, ChronoUnit.DAYS);
    private static final Instant DIRECTLY = NOW.minus(20, ChronoUnit.DAYS);
    private static final UUID DIRECT = new UUID(95, 1);
    private static final String NEXT =
            YearMonth.now(ZoneOffset.UTC).plusMonths(1).toString();

    /** Two deals of 100 EUR begin each day, one is li's; after forty days half are won. Two of li's that are open go to bo, three of bo's are lost early. Of the first
     * 24 orders li's have paid after ten days, and bo's two days ago. */
    @BeforeAll
    static void publish() {
        TestEvents.define("changed");
        for (var i = 0; i < 200; i++) {
            var at = NOW.minus(100, ChronoUnit.DAYS).plus(i / 2, ChronoUnit.DAYS);
            var id = new UUID(83, i);
            var owner = i % 2 == 0 ? "li" : "bo";
            TestEvents.send("changed", id, 1, EventType.OPENED, at, Status.OPEN, owner);
            if (i < 120) {
                var status = i % 4 < 2 ? Status.WON : Status.LOST;
                TestEvents.send("changed", id, 2, EventType.STAGE_CHANGED, at.plus(40, ChronoUnit.DAYS), status, owner);
                if (i < 48 && status == Status.WON) {
                    TestEvents.pay("changed", id, 3, owner.equals("bo") ? PAID : at.plus(50, ChronoUnit.DAYS), owner);
                }
            } else if (i == 130 || i == 132) {
                TestEvents.send("changed", id, 2, EventType.REVISED, NOW.minus(1, ChronoUnit.DAYS), Status.OPEN, "bo");
            } else if (i == 141 || i == 143 || i == 145) {
                TestEvents.send(
                        "changed", id, 2, EventType.STAGE_CHANGED, NOW.minus(1, ChronoUnit.DAYS), Status.LOST, "bo");
            }
        }
        // An order that came without ever having been in the funnel, was paid, and was taken back yesterday.
        TestEvents.send("changed", DIRECT, 1, EventType.OPENED, DIRECTLY, Status.WON, "su");
        TestEvents.pay("changed", DIRECT, 2, DIRECTLY, "su");
        TestEvents.send(
                "changed", DIRECT, 3, EventType.STAGE_CHANGED, NOW.minus(1, ChronoUnit.DAYS), Status.LOST, "su");
    }

    private static RequestSpecification as(String name, String role) {
        return given().auth().oauth2(BackingServices.token(name, role));
    }

    private static JsonPath changes(String name, String role, String query) {
        TestEvents.areKnown("changed");
        return as(name, role)
                .get("/forecasts/changed/changes?from=" + WEEK_AGO + "&period=" + NEXT + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static BigDecimal sum(JsonPath changes) {
        return changes.getList("terms.amount", String.class).stream()
                .filter(amount -> amount != null)
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void theTermsSumToTheDifferenceOfAnyTwoMomentsAndTellTheirDeals() {
        var whole = changes("olga", "sales-ops", "");
        assertThat(sum(whole)).isEqualByComparingTo(whole.getString("difference"));
        assertThat(whole.getInt("terms.find { it.term == 'new' }.deals")).isBetween(12, 14);
        assertThat(whole.getInt("terms.find { it.term == 'won' }.deals")).isBetween(6, 8);
        assertThat(whole.getInt("terms.find { it.term == 'transferred' }.deals"))
                .isZero();
        var forecast = as("olga", "sales-ops")
                .get("/forecasts/changed?periods=1&from=" + NEXT + "-01&asOf=" + whole.getString("toAsOf"))
                .jsonPath();
        assertThat(whole.getString("isExpected")).isEqualTo(forecast.getString("periods[0].total.expected"));
    }

    /** Of the month in which bo's customers paid. */
    @Test
    void whatWasPaidIsToldApartFromWhatIsStillOwed() {
        TestEvents.areKnown("changed");
        var month = LocalDate.ofInstant(PAID, ZoneOffset.UTC).toString().substring(0, 7);
        var query = "?measure=receipts&period=" + month + "&from=" + WEEK_AGO;
        var money = as("olga", "sales-ops")
                .get("/forecasts/changed/changes" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(money.getString("measure")).isEqualTo("receipts");
        assertThat(sum(money)).isEqualByComparingTo(money.getString("difference"));
        assertThat(money.getInt("terms.find { it.term == 'paidWithin' }.deals")).isEqualTo(12);
        assertThat(money.getString("terms.find { it.term == 'paidWithin' }.face"))
                .isEqualTo("1200.00");
        assertThat(money.getDouble("terms.find { it.term == 'paidWithin' }.amount"))
                .as("more than was expected of them")
                .isBetween(1.0, 1200.0);
        // Of those that wait, which are of 100 each, customers have always paid the older ones sooner.
        var waiting = money.getInt("terms.find { it.term == 'paymentLater' }.deals")
                + money.getInt("terms.find { it.term == 'paymentSooner' }.deals");
        assertThat(waiting).isBetween(1, 36);
        assertThat(money.getDouble("terms.find { it.term == 'paymentLater' }.face")
                        + money.getDouble("terms.find { it.term == 'paymentSooner' }.face"))
                .isEqualTo(100.0 * waiting);
        var forecast = as("olga", "sales-ops")
                .get("/forecasts/changed?measure=receipts&periods=1&from=" + month + "-01&asOf="
                        + money.getString("toAsOf"))
                .jsonPath();
        assertThat(money.getString("isExpected")).isEqualTo(forecast.getString("periods[0].total.expected"));
        as("bo", "sales-rep")
                .get("/forecasts/changed/changes/deals" + query + "&owner=bo&term=paidWithin")
                .then()
                .statusCode(200)
                .body("items", hasSize(12))
                .body("items.face", everyItem(equalTo("100.00")))
                .body(
                        "items.paidOn",
                        everyItem(equalTo(
                                LocalDate.ofInstant(PAID, ZoneOffset.UTC).toString())));
        as("olga", "sales-ops")
                .get("/forecasts/changed/changes/deals?term=paidWithin&from=" + WEEK_AGO)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    /** In the month for which it had counted, and in money with what it had paid. */
    @Test
    void anOrderThatWasNeverInTheFunnelAndIsLostIsADealOfTheChange() {
        TestEvents.areKnown("changed");
        var month = LocalDate.ofInstant(DIRECTLY, ZoneOffset.UTC).toString().substring(0, 7);
        var bookings = "?owner=su&from=" + WEEK_AGO + "&period=" + month;
        var changes = as("olga", "sales-ops")
                .get("/forecasts/changed/changes" + bookings)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(changes.getInt("terms.find { it.term == 'lost' }.deals")).isEqualTo(1);
        assertThat(changes.getString("terms.find { it.term == 'lost' }.face")).isEqualTo("100.00");
        assertThat(changes.getInt("terms.find { it.term == 'restated' }.deals")).isZero();
        for (var query : List.of(bookings + "&term=lost", bookings + "&term=cancelled&measure=receipts")) {
            as("su", "sales-rep")
                    .get("/forecasts/changed/changes/deals" + query)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].deal", equalTo(DIRECT.toString()))
                    .body("items[0].wasAmount", equalTo("100.00"))
                    .body("items[0].wasOwner", equalTo("su"))
                    .body("items[0].face", equalTo("100.00"))
                    .body("items[0].isAmount", nullValue())
                    .body("items[0].owner", nullValue());
        }
    }

    @Test
    void ofTheirOwnDealsPeopleAreToldWhoCameAndWent() {
        var own = changes("bo", "sales-rep", "&owner=bo");
        assertThat(sum(own)).isEqualByComparingTo(own.getString("difference"));
        var transferred = "terms.find { it.term == 'transferred' }.";
        assertThat(own.getInt(transferred + "deals")).isEqualTo(2);
        assertThat(own.getString(transferred + "face")).isEqualTo("200.00");
        // What two deals are expected to bring is nobody's to know.
        assertThat(own.getString(transferred + "amount")).isNull();
        assertThat(own.getString(transferred + "reason.code")).isEqualTo("few-changed");
        assertThat(own.getString("terms.find { it.term == 'model' }.amount")).isNotNull();
        as("bo", "sales-rep")
                .get("/forecasts/changed/changes/deals?term=transferred&owner=bo&from=" + WEEK_AGO + "&period=" + NEXT)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].deal", equalTo(new UUID(83, 130).toString()))
                .body("items[0].wasOwner", equalTo("li"))
                .body("items[0].owner", equalTo("bo"))
                .body("items[0].isAmount", equalTo("100.00"))
                .body("items[0].face", equalTo("100.00"))
                .body("items[0].paidOn", nullValue())
                .body("next", nullValue());
        var lost = as("olga", "sales-ops")
                .get("/forecasts/changed/changes/deals?term=lost&limit=1&owner=bo&from=" + WEEK_AGO)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("next", notNullValue())
                .extract()
                .jsonPath();
        as("olga", "sales-ops")
                .get("/forecasts/changed/changes/deals?term=lost&limit=1&owner=bo&from=" + WEEK_AGO + "&cursor="
                        + lost.getString("next"))
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    /** Three or four deals were lost, and two handed over, in these hours: what that did would be told by the difference alone. */
    @Test
    void ofFewInAllNothingThatIsExpectedIsTold() {
        changes("olga", "sales-ops", "");
        var from = NOW.minus(25, ChronoUnit.HOURS);
        var few = as("olga", "sales-ops")
                .get("/forecasts/changed/changes?owner=bo&from=" + from + "&to=" + from.plus(2, ChronoUnit.HOURS)
                        + "&period=" + NEXT)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(few.getInt("terms.find { it.term == 'lost' }.deals")).isBetween(3, 4);
        assertThat(few.getDouble("terms.find { it.term == 'lost' }.face")).isGreaterThanOrEqualTo(300);
        if (few.getInt("terms.find { it.term == 'slipped' }.deals")
                        + few.getInt("terms.find { it.term == 'pulledIn' }.deals")
                == 0) {
            assertThat(few.getString("reason.code")).isIn("few-changed", "others-would-follow");
            assertThat(few.getString("difference")).isNull();
            assertThat(few.getList("terms.amount")).containsOnlyNulls();
        }
    }

    /** Who has handed a deal over sees it as it was, and not what others have made of it. */
    @Test
    void whatWasHandedOverIsToldAsItWas() {
        changes("olga", "sales-ops", "");
        var gone = "/forecasts/changed/changes/deals?term=transferred&owner=li&period=" + NEXT + "&from=" + WEEK_AGO;
        as("li", "sales-rep")
                .get(gone)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].wasOwner", equalTo("li"))
                .body("items[0].wasAmount", equalTo("100.00"))
                .body("items[0].owner", nullValue())
                .body("items[0].isAmount", nullValue());
        as("olga", "sales-ops").get(gone).then().body("items[0].owner", equalTo("bo"));
    }

    @Test
    void whatIsNoMomentAndWhatIsNotTheirsIsRefused() {
        for (var wrong : List.of("from=yesterday", "from=2999-01-01T00:00:00Z", "to=" + WEEK_AGO)) {
            as("olga", "sales-ops")
                    .get("/forecasts/changed/changes?" + wrong)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("from"));
        }
        as("olga", "sales-ops")
                .get("/forecasts/changed/changes?from=" + NOW + "&to=" + WEEK_AGO)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("to"));
        as("olga", "sales-ops")
                .get("/forecasts/changed/changes/deals?term=gone&from=" + WEEK_AGO)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("term"));
        as("olga", "sales-ops")
                .get("/forecasts/changed/changes/deals?cursor=x&from=" + WEEK_AGO)
                .then()
                .statusCode(400)
                .body("errors[0].message", equalTo("must be the 'next' of a page"));
        for (var path : List.of("/changes", "/changes/deals")) {
            as("bo", "sales-rep")
                    .get("/forecasts/changed" + path + "?owner=li&from=" + WEEK_AGO)
                    .then()
                    .statusCode(403);
            as("vera", "viewer")
                    .get("/forecasts/changed" + path + "?from=" + WEEK_AGO)
                    .then()
                    .statusCode(403);
        }
    }
}
