package dealflow.forecast.drilldown;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is closed, open and owed opens into its deals, for those who may see them. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ForecastDealsTest {

    private static final Instant NOW = Instant.now();

    /** A deal of 100 EUR begins each day, those of li and of bo in turn; after forty days two of three are won, and of these every other one is paid. */
    @BeforeAll
    static void publish() {
        TestEvents.define("opened");
        for (var i = 0; i < 120; i++) {
            var at = NOW.minus(120 - i, ChronoUnit.DAYS);
            var id = new UUID(90, i);
            var owner = i % 2 == 0 ? "li" : "bo";
            TestEvents.send("opened", id, 1, EventType.OPENED, at, Status.OPEN, owner);
            if (i < 80) {
                var status = i % 3 < 2 ? Status.WON : Status.LOST;
                TestEvents.send("opened", id, 2, EventType.STAGE_CHANGED, at.plus(39, ChronoUnit.DAYS), status, owner);
                if (status == Status.WON && i % 4 < 2) {
                    TestEvents.pay("opened", id, 3, at.plus(40, ChronoUnit.DAYS), owner);
                }
            }
        }
    }

    private static RequestSpecification as(String name, String role) {
        return given().auth().oauth2(BackingServices.token(name, role));
    }

    private static JsonPath asked(String path) {
        TestEvents.areKnown("opened");
        return as("olga", "sales-ops")
                .get("/forecasts/opened" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void whatIsClosedIsItsDeals() {
        var sums = new BigDecimal[2];
        for (var measure : List.of("bookings", "receipts")) {
            for (var filter : List.of("", "&owner=bo")) {
                var first = YearMonth.now(ZoneOffset.UTC).minusMonths(3);
                var forecast = asked("?periods=4&measure=" + measure + "&from=" + first.atDay(1) + filter);
                var all = BigDecimal.ZERO;
                for (var i = 0; i < 4; i++) {
                    var deals =
                            asked("/deals?part=closed&measure=" + measure + "&period=" + first.plusMonths(i) + filter);
                    assertThat(deals.getInt("count"))
                            .isEqualTo(forecast.getInt("periods[%d].closed.count".formatted(i)))
                            .isEqualTo(deals.getList("items").size());
                    assertThat(deals.getString("amount"))
                            .isEqualTo(forecast.getString("periods[%d].closed.amount".formatted(i)));
                    all = all.add(new BigDecimal(deals.getString("amount")));
                }
                assertThat(all).isGreaterThan(new BigDecimal("800"));
                sums[measure.equals("bookings") ? 0 : 1] = all;
            }
        }
        assertThat(sums[0]).isGreaterThan(sums[1]);
    }

    @Test
    void whatIsOpenAndOwedIsItsDeals() {
        var open = asked("/deals");
        assertThat(open.getInt("count")).isEqualTo(40).isEqualTo(asked("").getInt("model.openDeals"));
        assertThat(open.getString("amount")).isEqualTo("4000.00");
        assertThat(open.getString("items[0].deal")).isEqualTo(new UUID(90, 80).toString());
        assertThat(open.getString("items[0].wonOn")).isNull();
        var owed = asked("/deals?part=owed");
        var receivables = asked("/receivables");
        assertThat(new BigDecimal(owed.getString("amount")))
                .isEqualByComparingTo(receivables.getList("items.amount", String.class).stream()
                        .map(BigDecimal::new)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(owed.getInt("count"))
                .isEqualTo(receivables.getList("items.count", Integer.class).stream()
                        .mapToInt(count -> count)
                        .sum());
        assertThat(owed.getList("items.wonOn")).doesNotContainNull();
    }

    @Test
    void pagesHaveEachDealOnce() {
        var seen = new HashSet<String>();
        for (var cursor = ""; cursor != null; ) {
            var page = asked("/deals?limit=7" + cursor);
            assertThat(page.getInt("count")).isEqualTo(40);
            page.getList("items.deal", String.class)
                    .forEach(deal -> assertThat(seen.add(deal)).isTrue());
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        }
        assertThat(seen).hasSize(40);
    }

    @Test
    void peopleSeeTheirOwnAndViewersNone() {
        TestEvents.areKnown("opened");
        var own = as("bo", "sales-rep").get("/forecasts/opened/deals?owner=bo").jsonPath();
        assertThat(Set.copyOf(own.getList("items.owner"))).isEqualTo(Set.of("bo"));
        assertThat(own.getInt("count")).isEqualTo(20);
        as("bo", "sales-rep").get("/forecasts/opened/deals?owner=li").then().statusCode(403);
        as("vera", "viewer").get("/forecasts/opened/deals").then().statusCode(403);
    }

    @Test
    void whatCannotBeAskedIsSaid() {
        as("olga", "sales-ops")
                .get("/forecasts/opened/deals?part=open&period=2026-03")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("period"));
        as("olga", "sales-ops").get("/forecasts/opened/deals?part=won").then().statusCode(400);
    }
}
