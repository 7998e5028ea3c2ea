package dealflow.forecast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.contract.payment.ExchangeRateOfDay;
import dealflow.local.fixture.BackingServices;
import dealflow.local.process.Waiting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Several pipelines as one: deals and rates on a real broker, and what is answered of all together and of each. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class CompanyForecastTest {

    private static final String PAST = "&asOf=2026-03-20T00:00:00Z&from=2026-01-01&interval=quarter&periods=3";
    private static final String BOTH = "pipeline=company-home&pipeline=company-abroad";
    /** Of percentiles of 2,000 runs. */
    private static final double NOISE = 0.03;

    private static final List<String> PARTS = List.of("open", "new", "total");

    /** Two a day: every second one is won ten days later, the others are open. */
    private static void publish(String pipeline, String currency, long number, int deals, int open) {
        TestEvents.define(pipeline, currency);
        for (var i = 0; i < deals; i++) {
            var id = new UUID(number, i);
            var at = Instant.parse("2026-01-01T09:00:00Z").plusSeconds(43_200L * i);
            TestEvents.send(pipeline, id, 1, EventType.OPENED, at, Status.OPEN, i % 2 == 0 ? "ann" : "bob");
            if (i % 2 == 0 || i / 2 >= open) {
                TestEvents.send(
                        pipeline,
                        id,
                        2,
                        EventType.STAGE_CHANGED,
                        at.plusSeconds(864_000),
                        i % 4 == 0 ? Status.WON : Status.LOST,
                        i % 2 == 0 ? "ann" : "bob");
            }
        }
        TestEvents.areKnown(pipeline);
    }

    private static Response get(String path, String who, String role) {
        return given().auth().oauth2(BackingServices.token(who, role)).get(path);
    }

    private static Response company(String query) {
        return get("/company/forecast?" + query, "vera", "viewer");
    }

    private static JsonPath answer(String query) {
        return company(query).then().statusCode(200).extract().jsonPath();
    }

    @Test
    void pipelinesAreAddedUpInOneCurrencyAndDrawnTogether() {
        publish("company-home", "EUR", 87, 150, 40);
        publish("company-abroad", "CHF", 88, 150, 40);
        publish("company-few", "EUR", 89, 60, 3);
        oneAloneIsWhatItsForecastSays();
        aRateThatIsNotKnownIsSaid();
        var rate = new ExchangeRateOfDay("CHF", "EUR", LocalDate.of(2026, 3, 1), 1, new BigDecimal("0.9371"));
        TestEvents.define(rate);
        Waiting.until(
                "the rate is known",
                () -> company(BOTH + "&currency=EUR" + PAST).statusCode() == 200);
        for (var measure : List.of("bookings", "receipts")) {
            thePartsAddUp(measure);
        }
        targetsAddUpInOneCurrency();
        callsAreAddedUpBesideWhatIsComputed();
        whatIsNotSaidOfOneIsNotSaidOfAll();
        onesWithoutDealsTakeNothingOffTheOthers();
        itIsATable();
        refusals();
    }

    private static void oneAloneIsWhatItsForecastSays() {
        var alone = answer("pipeline=company-home" + PAST);
        var own = get("/forecasts/company-home?" + PAST.substring(1), "vera", "viewer")
                .jsonPath();
        assertThat(alone.getString("currency")).isEqualTo("EUR");
        assertThat(own.getString("reason")).isNull();
        for (var list : List.of("periods", "cumulative")) {
            for (var field : List.of("period", "from", "to", "closed", "open", "new", "total")) {
                assertThat(alone.getList(list + "." + field)).isEqualTo(own.getList(list + "." + field));
                assertThat(alone.getList("pipelines[0]." + list + "." + field))
                        .isEqualTo(own.getList(list + "." + field));
            }
        }
    }

    private static void aRateThatIsNotKnownIsSaid() {
        var missing = company(BOTH + "&currency=EUR" + PAST);
        assertThat(missing.statusCode()).as(missing.asString()).isEqualTo(422);
        assertThat(missing.jsonPath().getString("type")).isEqualTo("urn:dealflow:problem:exchange-rate-missing");
        assertThat(missing.jsonPath().getList("missing.key", String.class)).containsExactly("CHF/EUR/2026-03-20");
        assertThat(missing.jsonPath().getString("missing[0].message")).contains("PUT /exchange-rates/CHF/EUR/{date}");
    }

    private static void thePartsAddUp(String measure) {
        var whole = answer(BOTH + "&currency=EUR&measure=" + measure + PAST);
        var abroad = get("/forecasts/company-abroad?measure=" + measure + PAST, "vera", "viewer")
                .jsonPath();
        assertThat(whole.getList("pipelines.pipeline", String.class)).containsExactly("company-abroad", "company-home");
        assertThat(whole.getString("pipelines[0].rate.rate")).isEqualTo("0.9371");
        assertThat(whole.getString("pipelines[0].rate.validFrom")).isEqualTo("2026-03-01");
        assertThat(whole.getString("pipelines[0].rate.on")).isEqualTo("2026-03-20");
        assertThat(whole.getString("pipelines[1].rate.validFrom")).isNull();
        assertThat(whole.getDouble("model.commonDrift")).isBetween(0.0, 1.0);
        for (var list : List.of("periods", "cumulative")) {
            for (var i = 0; i < 3; i++) {
                var place = list + "[" + i + "].";
                sum(whole, place + "closed.amount");
                assertThat(amount(whole, "pipelines[0]." + place + "closed.amount")
                                .doubleValue())
                        .isCloseTo(amount(abroad, place + "closed.amount").doubleValue() * 0.9371, within(0.01));
                for (var part : PARTS) {
                    sum(whole, place + part + ".expected");
                    var figure = place + part + ".";
                    for (var name : List.of("expected", "p10", "p50", "p90")) {
                        assertThat(amount(whole, "pipelines[0]." + figure + name)
                                        .doubleValue())
                                .isCloseTo(amount(abroad, figure + name).doubleValue() * 0.9371, within(0.01));
                    }
                    assertThat(amount(whole, figure + "p10").doubleValue())
                            .isLessThanOrEqualTo(amount(whole, figure + "p50").doubleValue())
                            .isGreaterThanOrEqualTo(added(whole, figure + "p10").doubleValue() * (1 - NOISE) - 0.02);
                    assertThat(amount(whole, figure + "p90").doubleValue())
                            .isGreaterThanOrEqualTo(
                                    amount(whole, figure + "p50").doubleValue())
                            .isLessThanOrEqualTo(added(whole, figure + "p90").doubleValue() * (1 + NOISE) + 0.02);
                }
            }
        }
        if (measure.equals("bookings")) {
            assertThat(amount(whole, "periods[1].total.p90")).isPositive();
        }
    }

    /** Of the second quarter; of the first, one of the two has none. */
    private static void targetsAddUpInOneCurrency() {
        aim("company-home", "EUR", Map.of("2026-Q1", "4000", "2026-Q2", "5000"));
        aim("company-abroad", "CHF", Map.of("2026-Q2", "4000"));
        var whole = answer(BOTH + "&currency=EUR" + PAST);
        assertThat(whole.getList("periods.target")).isEqualTo(Arrays.asList(null, "8748.40", null));
        assertThat(whole.getList("pipelines[0].periods.target")).isEqualTo(Arrays.asList(null, "3748.40", null));
        assertThat(whole.getList("pipelines[1].periods.target")).isEqualTo(Arrays.asList("4000.00", "5000.00", null));
        assertThat(whole.getList("pipelines[1].cumulative.target"))
                .isEqualTo(Arrays.asList("4000.00", "9000.00", null));
        assertThat(whole.getList("cumulative.target")).containsOnlyNulls();
        assertThat(amount(whole, "periods[1].gap"))
                .isEqualByComparingTo(new BigDecimal("8748.40").subtract(amount(whole, "periods[1].total.expected")));
        // A target at the median is reached in half of the cases, whatever the parts' chances are.
        var median = amount(whole, "periods[1].total.p50").subtract(new BigDecimal("3748.40"));
        aim("company-home", "EUR", Map.of("2026-Q2", median.toPlainString()));
        var half = answer(BOTH + "&currency=EUR" + PAST);
        assertThat(half.getDouble("periods[1].chanceOfTarget")).isCloseTo(0.5, within(0.01));
        var own = get("/forecasts/company-home?" + PAST.substring(1), "vera", "viewer")
                .jsonPath();
        assertThat(half.getString("pipelines[1].periods[1].chanceOfTarget"))
                .isEqualTo(own.getString("periods[1].chanceOfTarget"));
        assertThat(half.getString("pipelines[1].periods[1].gap")).isEqualTo(own.getString("periods[1].gap"));
        assertThat(get("/company/forecast?" + BOTH + "&currency=EUR&owner=ann&owner=bob" + PAST, "ops", "sales-ops")
                        .jsonPath()
                        .getList("periods.target"))
                .as("nobody has set one for two people together")
                .containsOnlyNulls();
    }

    private static void aim(String pipeline, String currency, Map<String, String> targets) {
        var items = targets.entrySet().stream()
                .map(each -> Map.of(
                        "measure",
                        "bookings",
                        "period",
                        each.getKey(),
                        "amount",
                        Map.of("amount", each.getValue(), "currency", currency)))
                .toList();
        ops().body(Map.of("items", items)).put("/targets/" + pipeline).then().statusCode(200);
    }

    private static void callsAreAddedUpBesideWhatIsComputed() {
        var next = YearMonth.now(ZoneOffset.UTC).plusMonths(1).toString();
        var asked = BOTH + "&currency=EUR&periods=1&from=" + next + "-01";
        assertThat(answer(asked).getString("periods[0].call")).isNull();
        call("company-home", "EUR", next, "900", null);
        call("company-home", "EUR", next, "1000", null);
        var one = answer(asked);
        assertThat(one.getString("periods[0].call.commit")).isEqualTo("1000.00");
        assertThat(one.getInt("periods[0].call.called")).isEqualTo(1);
        assertThat(one.getString("pipelines[0].periods[0].call")).isNull();
        call("company-abroad", "CHF", next, "100", "200");
        var both = answer(asked);
        assertThat(both.getString("periods[0].call.commit")).isEqualTo("1093.71");
        assertThat(both.getString("periods[0].call.bestCase")).isEqualTo("1187.42");
        assertThat(both.getInt("periods[0].call.called")).isEqualTo(2);
        assertThat(both.getString("pipelines[0].periods[0].call.commit")).isEqualTo("93.71");
        assertThat(both.getString("cumulative[0].call")).isNull();
        assertThat(answer(asked + "&asOf=" + Instant.now().minusSeconds(3600)).getString("periods[0].call"))
                .as("nobody had called yet")
                .isNull();
    }

    private static void call(String pipeline, String currency, String period, String commit, String bestCase) {
        var call = new HashMap<String, Object>(Map.of(
                "period", period, "commit", Map.of("amount", commit, "currency", currency), "reason", "as they said"));
        if (bestCase != null) {
            call.put("bestCase", Map.of("amount", bestCase, "currency", currency));
        }
        ops().body(call).post("/forecasts/" + pipeline + "/calls").then().statusCode(201);
    }

    private static RequestSpecification ops() {
        return given().auth().oauth2(BackingServices.token("ops", "sales-ops")).contentType("application/json");
    }

    private static void sum(JsonPath whole, String figure) {
        assertThat(amount(whole, figure)).isEqualByComparingTo(added(whole, figure));
    }

    private static BigDecimal added(JsonPath whole, String figure) {
        return amount(whole, "pipelines[0]." + figure).add(amount(whole, "pipelines[1]." + figure));
    }

    private static BigDecimal amount(JsonPath answer, String path) {
        return new BigDecimal(answer.getString(path));
    }

    /** Nor can it be had as the difference of all and the others; what came is no expectation, and is told. */
    /** A new one has no deals yet, of which something could be said. */
    private static void onesWithoutDealsTakeNothingOffTheOthers() {
        TestEvents.define("company-new", "EUR");
        Waiting.until(
                "the new one is known", () -> company("pipeline=company-new").statusCode() == 200);
        var both = answer("pipeline=company-home&pipeline=company-new" + PAST);
        var home = answer("pipeline=company-home" + PAST);
        assertThat(both.getString("reason")).isNull();
        assertThat(both.getList("pipelines.pipeline", String.class)).containsExactly("company-home", "company-new");
        assertThat(both.getList("periods.total")).isEqualTo(home.getList("periods.total"));
        // What is wanted of it is wanted of the whole.
        var before = home.getString("periods[1].target");
        aim("company-new", "EUR", Map.of("2026-Q2", "1000"));
        var wanted = answer("pipeline=company-home&pipeline=company-new" + PAST);
        assertThat(amount(wanted, "periods[1].target"))
                .isEqualByComparingTo(new BigDecimal(before).add(new BigDecimal("1000")));
        assertThat(amount(wanted, "periods[1].gap"))
                .isEqualByComparingTo(
                        amount(wanted, "periods[1].target").subtract(amount(wanted, "periods[1].total.expected")));
        assertThat(both.getString("pipelines[1].reason.code")).isEqualTo("few-decided");
    }

    private static void whatIsNotSaidOfOneIsNotSaidOfAll() {
        var three = answer(BOTH + "&pipeline=company-few&currency=EUR" + PAST);
        assertThat(three.getString("reason.code")).isEqualTo("pipelines-not-told");
        assertThat(three.getString("reason.message")).contains("company-few");
        assertThat(three.getString("pipelines[1].pipeline")).isEqualTo("company-few");
        assertThat(three.getString("pipelines[1].reason.code")).isEqualTo("few-open");
        assertThat(three.getString("model.commonDrift")).isNull();
        for (var part : PARTS) {
            assertThat(three.getList("periods." + part)).containsOnlyNulls();
            assertThat(three.getList("cumulative." + part)).containsOnlyNulls();
            assertThat(three.getList("pipelines[1].periods." + part)).containsOnlyNulls();
            assertThat(three.getList("pipelines[0].periods." + part)).doesNotContainNull();
        }
        assertThat(amount(three, "periods[0].closed.amount")).isPositive();
        assertThat(three.getString("pipelines[1].openDeals")).isNull();
        var operations = get(
                        "/company/forecast?" + BOTH + "&pipeline=company-few&currency=EUR" + PAST, "ops", "sales-ops")
                .jsonPath();
        assertThat(operations.getInt("pipelines[1].openDeals")).isEqualTo(3);
        assertThat(operations.getList("periods.total")).containsOnlyNulls();
    }

    private static void itIsATable() {
        var table = given().auth()
                .oauth2(BackingServices.token("vera", "viewer"))
                .accept("text/csv")
                .get("/company/forecast?" + BOTH + "&currency=EUR" + PAST)
                .asString()
                .lines()
                .toList();
        assertThat(table).hasSize(1 + 3 * 3);
        assertThat(table.get(0)).startsWith("pipeline,period,").contains("total.p90");
        assertThat(table.get(1)).startsWith(",2026-Q1,");
        assertThat(table.get(4)).startsWith("company-abroad,2026-Q1,");
    }

    private static void refusals() {
        assertThat(field(BOTH)).isEqualTo("currency");
        assertThat(field(BOTH + "&currency=euro")).isEqualTo("currency");
        assertThat(field("pipeline=there-is-none")).isEqualTo("pipeline");
        assertThat(field("pipeline=company-home&periods=61")).isEqualTo("periods");
        assertThat(company(BOTH + "&currency=EUR&owner=ann&owner=bob").statusCode())
                .isEqualTo(403);
        assertThat(get("/company/forecast?" + BOTH + "&currency=EUR", "ann", "sales-rep")
                        .statusCode())
                .isEqualTo(403);
        assertThat(company(BOTH + "&currency=EUR&owner=ann" + PAST).statusCode())
                .isEqualTo(200);
    }

    private static String field(String query) {
        var answer = company(query);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        return answer.jsonPath().getString("errors[0].field");
    }
}
