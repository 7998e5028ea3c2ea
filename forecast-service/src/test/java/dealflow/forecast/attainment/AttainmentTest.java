package dealflow.forecast.attainment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.forecast.TestEvents;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is where against the target: two people, of whom one brings three times as much. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class AttainmentTest {

    private static final YearMonth NOW = YearMonth.now(ZoneOffset.UTC);
    /** The one with most of these days. */
    private static final String YEAR =
            String.valueOf(LocalDate.now(ZoneOffset.UTC).minusDays(150).getYear());

    /** Three hundred days, one deal of 100 EUR begun each day: three of four are li's; every second is won after ten days. */
    @BeforeAll
    static void publish() {
        TestEvents.define("attained");
        var begin = Instant.now().minus(300, ChronoUnit.DAYS);
        for (var i = 0; i < 300; i++) {
            var at = begin.plus(i, ChronoUnit.DAYS);
            var id = new UUID(81, i);
            var owner = i % 8 < 6 ? "li" : "bo";
            TestEvents.send("attained", id, 1, EventType.OPENED, at, Status.OPEN, owner);
            if (i < 270) {
                var status = i % 2 == 0 ? Status.WON : Status.LOST;
                TestEvents.send(
                        "attained", id, 2, EventType.STAGE_CHANGED, at.plus(10, ChronoUnit.DAYS), status, owner);
            }
        }
    }

    private static RequestSpecification as(String name, String role) {
        return given().auth().oauth2(BackingServices.token(name, role)).contentType("application/json");
    }

    private static ValidatableResponse ask(String period, String query) {
        return as("vera", "viewer")
                .get("/forecasts/attained/attainment/" + period + query)
                .then();
    }

    private static void aim(Map<String, String> byOwner, String period) {
        TestEvents.areKnown("attained");
        var items = byOwner.entrySet().stream()
                .map(aim -> {
                    var item = new java.util.HashMap<String, Object>();
                    item.put("period", period);
                    item.put("owner", aim.getKey().isEmpty() ? null : aim.getKey());
                    item.put("amount", Map.of("amount", aim.getValue(), "currency", "EUR"));
                    return item;
                })
                .toList();
        as("olga", "sales-ops")
                .body(Map.of("items", items))
                .put("/targets/attained")
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsClosedStandsBesideTheTargetAndTheChance() {
        aim(Map.of("", "20000.00", "li", "10000.00", "bo", "10000.00", "new one", "500.00"), YEAR);
        var year = ask(YEAR, "?by=owner").statusCode(200).extract().jsonPath();
        var forecast = as("vera", "viewer")
                .get("/forecasts/attained?interval=year&periods=1&by=owner&from=" + YEAR + "-01-01")
                .jsonPath();

        assertThat(year.getString("whole.closed.amount")).isEqualTo(forecast.getString("periods[0].closed.amount"));
        assertThat(year.getString("whole.total.p90")).isEqualTo(forecast.getString("periods[0].total.p90"));
        assertThat(year.getString("whole.gap")).isEqualTo(forecast.getString("periods[0].gap"));
        assertThat(year.getDouble("whole.chance")).isEqualTo(forecast.getDouble("periods[0].chanceOfTarget"));
        assertThat(year.getDouble("whole.attained"))
                .isEqualTo(Math.round(year.getDouble("whole.closed.amount") / 20) / 1000.0);
        assertThat(year.getList("groups.group")).isEqualTo(List.of("bo", "li", "new one"));
        // Of one target, one brings three times what the other does.
        assertThat(year.getInt("groups[1].rank")).isEqualTo(1);
        assertThat(year.getInt("groups[0].rank")).isEqualTo(2);
        assertThat(year.getInt("groups[2].rank")).isEqualTo(3);
        assertThat(year.getDouble("groups[2].attained")).isZero();
        assertThat((Object) year.get("ranking")).isNull();
    }

    @Test
    void ranksThatAreNoiseAreNotTold() {
        aim(Map.of("li", "15000.00", "bo", "5000.00"), YEAR);
        ask(YEAR, "?by=owner")
                .statusCode(200)
                .body("groups.rank", contains(nullValue(), nullValue()))
                .body("groups.attained", hasItems(notNullValue(), notNullValue()))
                .body("ranking.code", equalTo("ranks-are-noise"))
                .body("whole.target", equalTo("20000.00"))
                .body("whole.targetOf", equalTo("sum"))
                .body("whole.sumBelow", equalTo("20000.00"))
                .body("whole.peopleWithout", equalTo(0))
                .body("groups.targetOf", contains("own", "own"));
    }

    /** One deal begins each day, and every second of them is won ten days later. */
    @Test
    void numbersOfDealsStandBesideTheAmount() {
        var next = NOW.plusMonths(1);
        aim(Map.of("", "1000.00"), next.toString());
        as("olga", "sales-ops")
                .body(
                        """
                        {"items":[],"further":[{"period":"%1$s","won":1},{"period":"%1$s","owner":"li","won":500},
                         {"period":"%1$s","entered":10},{"period":"%1$s","owner":"bo","entered":3},{"period":"%1$s","product":"lamps","won":5}]}"""
                                .formatted(next))
                .put("/targets/attained")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("further", hasSize(5))
                .body("further[0].won", equalTo(1))
                .body("further[0].amount", nullValue());
        var month = ask(next.toString(), "?by=owner").statusCode(200).extract().jsonPath();
        assertThat(month.getString("whole.target")).isNull();
        assertThat(month.getInt("whole.won.target")).isEqualTo(1);
        assertThat(month.getString("whole.won.targetOf")).isEqualTo("own");
        assertThat(month.getInt("whole.won.sumBelow")).isEqualTo(500);
        assertThat(month.getInt("whole.won.peopleWithout")).isEqualTo(1);
        assertThat(month.getInt("whole.won.closed")).isZero();
        assertThat(month.getDouble("whole.won.chance")).isGreaterThan(0.95);
        var days = next.lengthOfMonth();
        assertThat(month.getDouble("whole.entered.total.expected")).isBetween(0.8 * days, 1.2 * days);
        assertThat(month.getInt("whole.entered.total.p10")).isBetween(days / 3, days);
        assertThat(month.getInt("whole.entered.total.p90")).isBetween(days, 2 * days);
        assertThat(month.getDouble("whole.entered.chance")).isGreaterThan(0.95);
        assertThat(month.getDouble("whole.won.total.expected"))
                .isBetween(month.getInt("whole.won.total.p10") * 1.0, month.getInt("whole.won.total.p90") * 1.0);
        assertThat(month.getList("groups.won.target")).isEqualTo(Arrays.asList(null, 500));
        // Of either nothing may be said to be expected; how many of them have entered is not for whoever may not see
        // them.
        assertThat(month.getList("groups.won.total")).containsOnlyNulls();
        assertThat(month.getList("groups.entered.closed")).containsOnlyNulls();
        assertThat(month.getList("groups.won.chance")).containsOnlyNulls();
        var ops = as("olga", "sales-ops").get("/forecasts/attained/attainment/" + NOW + "?by=owner");
        assertThat(ops.jsonPath().getList("groups.entered.closed", Integer.class).stream()
                        .mapToInt(each -> each)
                        .sum())
                .isEqualTo(ops.jsonPath().getInt("whole.entered.closed"));
        ask(next.toString(), "?measure=receipts").body("whole.won", nullValue()).body("whole.entered", nullValue());
        ask(next.toString(), "?by=product").body("groups.find { it.group == 'lamps' }.won.target", equalTo(5));
        ask(next.toString(), "?product=lamps").body("whole.won.target", equalTo(5));
        var year = ask(YEAR, "").extract().jsonPath();
        assertThat(year.getInt("whole.won.closed")).isEqualTo(year.getInt("whole.closed.count"));
    }

    /** What a client of before there were others does not mention, it does not take away. */
    @Test
    void targetsThatAreNotMentionedStay() {
        as("olga", "sales-ops")
                .body(Map.of(
                        "items", List.of(), "further", List.of(Map.of("period", "2031-01", "owner", "li", "won", 4))))
                .put("/targets/attained")
                .then()
                .statusCode(200);
        aim(Map.of("li", "900.00"), "2031-01");
        as("vera", "viewer")
                .get("/targets/attained")
                .then()
                .body("items", hasSize(1))
                .body("further.won", contains(4));
        as("olga", "sales-ops")
                .body(Map.of("items", List.of(), "further", List.of()))
                .put("/targets/attained?owner=bo")
                .then()
                .statusCode(200)
                .body("further", hasSize(0));
        as("vera", "viewer").get("/targets/attained").then().body("further.won", contains(4));
        as("olga", "sales-ops")
                .body(Map.of("items", List.of(), "further", List.of()))
                .put("/targets/attained")
                .then()
                .body("further", hasSize(0));
    }

    @Test
    void targetsThatCannotBeAreRefusedByTheirPlace() {
        for (var wrong : List.of(
                List.of("further[0]", "{\"period\":\"2031-01\"}"),
                List.of("further[0]", "{\"period\":\"2031-01\",\"won\":1,\"entered\":2}"),
                List.of("further[0].won", "{\"period\":\"2031-01\",\"won\":-1}"),
                List.of("further[0].entered", "{\"period\":\"2031-01\",\"entered\":1000001}"),
                List.of("further[0].period", "{\"period\":\"2031-13\",\"won\":1}"),
                List.of("further[0].field", "{\"period\":\"2031-01\",\"won\":1,\"field\":\"FOB\"}"),
                List.of("further[0].measure", "{\"period\":\"2031-01\",\"won\":1,\"measure\":\"receipts\"}"),
                List.of(
                        "further[0].amount",
                        "{\"period\":\"2031-01\",\"amount\":{\"amount\":\"1\",\"currency\":\"EUR\"}}"),
                List.of(
                        "further[0].amount.currency",
                        "{\"period\":\"2031-01\",\"product\":\"a\",\"amount\":{\"amount\":\"1\",\"currency\":\"USD\"}}"),
                List.of(
                        "further[1]",
                        "{\"period\":\"2031-01\",\"won\":1},{\"period\":\"2031-01\",\"won\":2,\"measure\":\"bookings\"}"))) {
            as("olga", "sales-ops")
                    .body("{\"items\":[],\"further\":[" + wrong.get(1) + "]}")
                    .put("/targets/attained")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo(wrong.get(0)));
        }
    }

    @Test
    void thePaceIsThatOfTheMonthsBefore() {
        var last = NOW.minusMonths(1);
        aim(Map.of("", "2000.00"), last.toString());
        var then = "?by=owner&asOf=" + last.atDay(15) + "T10:00:00Z";
        var pace = ask(last.toString(), then).statusCode(200).extract().jsonPath();
        assertThat(pace.getInt("whole.pace.periods")).isBetween(6, 9);
        assertThat(pace.getDouble("whole.pace.share"))
                .isBetween(pace.getDouble("whole.pace.low"), pace.getDouble("whole.pace.high"))
                .isBetween(0.3, 0.7);
        assertThat(pace.getBoolean("whole.pace.ofOwn")).isTrue();
        assertThat(pace.getDouble("whole.pace.byNow"))
                .isBetween(
                        2000 * (pace.getDouble("whole.pace.share") - 0.001),
                        2000 * (pace.getDouble("whole.pace.share") + 0.001));
        assertThat(pace.getString("whole.pace.standing")).isIn("AHEAD", "USUAL", "BEHIND");
        ask(last.toString(), "").body("whole.pace", nullValue());
        ask(NOW.plusMonths(1).toString(), "").body("whole.pace", nullValue());
    }

    @Test
    void groupsOfFewOpenDealsTellNoChance() {
        aim(Map.of("li", "900.00", "bo", "900.00"), NOW.toString());
        ask(NOW.toString(), "?by=owner")
                .statusCode(200)
                .body("groups", hasSize(2))
                .body("groups[0].chance", nullValue())
                .body("groups[0].total", nullValue())
                .body("groups[0].reason.code", notNullValue())
                .body("groups[0].closed.count", notNullValue());
    }

    /** The year begins in April: what a quarter of it brings is what its months bring, and targets of these add up. */
    @Test
    void aFiscalQuarterIsAPeriodLikeAnyOther() {
        as("olga", "sales-ops")
                .body(Map.of("firstMonth", 4, "pattern", "MONTHS", "yearName", "ENDS"))
                .put("/fiscal-year")
                .then()
                .statusCode(200)
                .body("changedBy", equalTo("olga"));
        try {
            var current = as("vera", "viewer").get("/fiscal-year").jsonPath();
            var quarter = current.getString("current[1].name");
            var first = LocalDate.parse(current.getString("current[1].from"));
            assertThat(first.getMonthValue() % 3).isEqualTo(1);
            aim(Map.of("", "100.00"), current.getString("current[2].name"));
            ask(current.getString("current[2].name"), "").body("whole.target", equalTo("100.00"));
            // The other two periods of the quarter have none.
            ask(quarter, "").statusCode(200).body("whole.target", nullValue());
            // Said by the calendar's months, they are those of the fiscal quarter, too.
            aim(Map.of("", "50.00"), first.toString().substring(0, 7));
            ask(quarter, "").body("whole.target", nullValue());
            aim(Map.of("", "70.00"), "%d-Q%d".formatted(first.getYear(), (first.getMonthValue() + 2) / 3));
            ask(quarter, "").body("whole.target", equalTo("70.00"));
            var whole = ask(quarter, "").extract().jsonPath();
            var months = as("vera", "viewer")
                    .get("/forecasts/attained?interval=month&periods=3&from=" + first)
                    .jsonPath();
            var sum = months.getList("periods.closed.amount", String.class).stream()
                    .mapToDouble(Double::parseDouble)
                    .sum();
            assertThat(whole.getDouble("whole.closed.amount")).isEqualTo(sum);
            as("vera", "viewer")
                    .get("/forecasts/attained?interval=fiscalQuarter&periods=2")
                    .then()
                    .statusCode(200)
                    .body("periods[0].period", equalTo(quarter))
                    .body("periods[0].from", equalTo(first.toString()))
                    .body("periods[0].closed.amount", equalTo(whole.getString("whole.closed.amount")));
            as("li", "sales-rep")
                    .body(Map.of(
                            "period",
                            current.getString("current[0].name"),
                            "commit",
                            Map.of("amount", "1", "currency", "EUR"),
                            "reason",
                            "it is promised"))
                    .post("/forecasts/attained/calls?owner=li")
                    .then()
                    .statusCode(201)
                    .body("period", equalTo(current.getString("current[0].name")));
        } finally {
            as("olga", "sales-ops")
                    .body(Map.of("firstMonth", 1, "pattern", "MONTHS", "yearName", "ENDS"))
                    .put("/fiscal-year")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void aYearThatCannotBeIsRefused() {
        for (var wrong : List.of(
                Map.of("firstMonth", 13, "pattern", "MONTHS", "yearName", "ENDS"),
                Map.of("pattern", "MONTHS", "yearName", "ENDS"))) {
            as("olga", "sales-ops")
                    .body(wrong)
                    .put("/fiscal-year")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("firstMonth"));
        }
        as("olga", "sales-ops")
                .body(Map.of("firstMonth", 2, "yearName", "ENDS"))
                .put("/fiscal-year")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("pattern"));
        as("vera", "viewer")
                .get("/forecasts/attained?interval=fortnight")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("interval"));
    }

    /** Others have targets, too; a question about one is answered with that one's row. */
    @Test
    void whoeverIsNotAskedAboutHasNoRow() {
        aim(Map.of("", "20000.00", "li", "10000.00", "bo", "10000.00", "new one", "500.00"), YEAR);
        ask(YEAR, "?by=owner&owner=li").body("groups.group", contains("li"));
        as("li", "sales-rep")
                .get("/forecasts/attained/attainment/" + YEAR + "?by=owner&owner=li")
                .then()
                .statusCode(200)
                .body("groups.group", contains("li"));
        ask(YEAR, "?by=owner&owner=new one").body("groups.group", contains("new one"));
    }

    @Test
    void whatNamesNoPeriodIsRefused() {
        ask("2026-13", "").statusCode(400).body("errors[0].field", equalTo("period"));
        ask("2199", "").statusCode(400).body("errors[0].field", equalTo("period"));
        ask(YEAR, "?by=reason").statusCode(400).body("errors[0].field", equalTo("by"));
        as("bo", "sales-rep")
                .get("/forecasts/attained/attainment/" + YEAR)
                .then()
                .statusCode(403);
    }
}
