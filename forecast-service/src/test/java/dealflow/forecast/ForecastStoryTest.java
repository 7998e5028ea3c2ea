package dealflow.forecast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events on a real broker become a forecast out of a real database. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ForecastStoryTest {

    private static final UUID DELETED = new UUID(1, 99);

    private static Instant published;

    @BeforeAll
    static void publish() {
        TestEvents.define("loans");
        // 160 deals, two a day from January; those of every second day are won, the others lost, ten days later.
        for (var i = 0; i < 160; i++) {
            var id = new UUID(70 + i / 80, i % 80);
            var at = Instant.parse("2026-01-01T09:00:00Z").plusSeconds(86_400L * (i % 80));
            send(id, 1, EventType.OPENED, at, Status.OPEN);
            send(id, 2, EventType.STAGE_CHANGED, at.plusSeconds(864_000), i % 2 == 0 ? Status.WON : Status.LOST);
        }
        send(DELETED, 1, EventType.OPENED, Instant.parse("2026-01-05T09:00:00Z"), Status.OPEN);
        send(DELETED, 2, EventType.STAGE_CHANGED, Instant.parse("2026-02-05T09:00:00Z"), Status.WON);
        send(DELETED, 3, EventType.DELETED, Instant.parse("2026-06-01T09:00:00Z"), null);
        // The same event twice changes nothing.
        send(new UUID(70, 0), 2, EventType.STAGE_CHANGED, Instant.parse("2026-01-11T09:00:00Z"), Status.WON);
        TestEvents.define("several");
        // Sixty deals of two products, one a day; every second one is won ten days later, the others are open.
        for (var i = 0; i < 60; i++) {
            var id = new UUID(80, i);
            var at = Instant.parse("2026-01-01T09:00:00Z").plusSeconds(86_400L * i);
            TestEvents.sendLines("several", id, 1, EventType.OPENED, at, Status.OPEN);
            if (i % 2 == 0) {
                TestEvents.sendLines("several", id, 2, EventType.STAGE_CHANGED, at.plusSeconds(864_000), Status.WON);
            }
        }
        published = Instant.now();
    }

    private static void send(UUID id, long sequence, EventType type, Instant at, Status status) {
        TestEvents.send("loans", id, sequence, type, at, status, id.getLeastSignificantBits() % 4 < 2 ? "li" : "wu");
    }

    private static io.restassured.specification.RequestSpecification viewer() {
        return given().auth().oauth2(BackingServices.token("vera", "viewer"));
    }

    /** Waits until everything published is applied. */
    private static JsonPath ask(String query) throws InterruptedException {
        var last = "";
        for (var i = 0; i < 300; i++) {
            var done = viewer().get("/forecasts/loans?from=2026-01-01&interval=year&periods=1");
            if (done.statusCode() == 200
                    && done.jsonPath().getString("dataFreshAsOf") != null
                    && Instant.parse(done.jsonPath().getString("dataFreshAsOf")).isAfter(published)) {
                return viewer().get("/forecasts/loans?" + query)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
            }
            last = done.statusCode() + " " + done.asString();
            Thread.sleep(100);
        }
        throw new AssertionError("the events were not applied in 30 s: " + last);
    }

    @Test
    void answersOnlyFromWhatWasKnown() throws Exception {
        var answer = ask("asOf=2026-03-01T00:00:00Z&from=2026-02-01&periods=2");
        // Wins fall on days 10, 12, ... after 1 January: in February those opened on days 21 to 48, the even ones.
        assertThat(answer.getString("periods[0].closed.amount")).isEqualTo("2800.00");
        assertThat(answer.getInt("periods[1].closed.count")).isZero();
        // Twenty deals are open on 1 March, and half of them will be won.
        assertThat(answer.getInt("model.openDeals")).isEqualTo(20);
        assertThat(answer.getDouble("periods[1].open.expected")).isBetween(800.0, 1200.0);
        // Two deals a day, decided after ten days, half of them won: about 21 days of it fall into March.
        assertThat(answer.getDouble("periods[1].new.expected")).isBetween(1700.0, 2500.0);
        assertThat(answer.getInt("model.resolvedForecasts")).isLessThan(20);
        assertThat(answer.getBoolean("model.calibrated")).isFalse();
        assertThat(answer.getString("currency")).isEqualTo("EUR");
        assertThat(answer.getString("periods[1].baselines.lastPeriod")).isEqualTo("2800.00");
    }

    @Test
    void sameQuestionSameAnswer() throws Exception {
        var query = "asOf=2026-02-10T00:00:00Z&interval=week&periods=8";
        assertThat(ask(query).getList("periods")).isEqualTo(ask(query).getList("periods"));
    }

    @Test
    void ownersAddUpToTheWhole() throws Exception {
        var query = "asOf=2026-02-13T00:00:00Z&periods=1&owner=";
        var whole = ask("asOf=2026-02-13T00:00:00Z&periods=1").getDouble("periods[0].open.expected");
        var parts = ask(query + "li").getDouble("periods[0].open.expected")
                + ask(query + "wu").getDouble("periods[0].open.expected");
        assertThat(parts).isCloseTo(whole, org.assertj.core.api.Assertions.within(0.02));
    }

    @Test
    void groupsAddUpToTheWhole() throws Exception {
        var answer = ask("asOf=2026-02-13T00:00:00Z&periods=2&by=owner");
        assertThat(answer.getList("groups.group")).containsExactly("li", "wu");
        for (var part : List.of("open.expected", "closed.amount", "new.expected")) {
            var parts =
                    answer.getDouble("groups[0].periods[1]." + part) + answer.getDouble("groups[1].periods[1]." + part);
            assertThat(parts)
                    .isCloseTo(answer.getDouble("periods[1]." + part), org.assertj.core.api.Assertions.within(0.02));
        }
        assertThat((Object) ask("asOf=2026-02-13T00:00:00Z&periods=2").get("groups"))
                .isNull();
    }

    @Test
    void productsOfADealHaveEachTheirPartOfIt() throws Exception {
        ask("periods=1");
        var answer = viewer().get(
                        "/forecasts/several?asOf=2026-03-20T00:00:00Z&from=2026-01-01&interval=quarter&periods=2&by=product")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getString("overlap.code")).isEqualTo("products-overlap");
        assertThat(answer.getList("groups.group")).containsExactly("bulbs", "lamps");
        assertThat(answer.getList("groups.openDeals")).isEqualTo(List.of(30, 30));
        assertThat(answer.getList("groups.periods.closed.count")).isEqualTo(List.of(List.of(30, 0), List.of(30, 0)));
        assertThat(answer.getString("groups[0].periods[0].closed.amount")).isEqualTo("999.90");
        assertThat(answer.getString("groups[1].periods[0].closed.amount")).isEqualTo("2000.10");
        for (var part : List.of("open.expected", "new.expected", "total.expected")) {
            var sum = new BigDecimal(answer.getString("groups[0].periods[1]." + part))
                    .add(new BigDecimal(answer.getString("groups[1].periods[1]." + part)));
            assertThat(sum).isEqualByComparingTo(answer.getString("periods[1]." + part));
        }
    }

    @Test
    void quantitiesOfProductsAreForecast() throws Exception {
        ask("periods=1");
        var question =
                "/forecasts/several/quantities?asOf=2026-03-20T00:00:00Z&from=2026-01-01&interval=quarter&periods=2";
        var answer = viewer().get(question).then().statusCode(200).extract().jsonPath();
        assertThat(answer.getInt("dealsWithoutQuantity")).isZero();
        assertThat(answer.getList("products.product")).containsExactly("bulbs", "lamps");
        assertThat(answer.getList("products.unit")).containsOnlyNulls();
        assertThat(answer.getList("products.openDeals")).isEqualTo(List.of(30, 30));
        assertThat(answer.getList("products.openQuantity")).isEqualTo(List.of("30", "30"));
        assertThat(answer.getFloat("products[0].realisedToQuoted.value")).isEqualTo(1);
        assertThat(answer.getInt("products[0].realisedToQuoted.deals")).isEqualTo(30);
        assertThat(answer.getString("products[0].periods[0].closed.quantity")).isEqualTo("30");
        // One of each for each deal, so as much as bookings in proportion to what an order brings.
        var bookings = viewer().get(question.replace("/quantities", "")).jsonPath();
        assertThat(answer.getDouble("products[1].periods[1].open.expected") * 100)
                .isCloseTo(bookings.getDouble("periods[1].open.expected"), org.assertj.core.api.Assertions.within(1.0));
        var lamps = viewer().get(question + "&product=lamps").jsonPath();
        assertThat(lamps.getList("products.product")).containsExactly("lamps");
        assertThat(viewer().get(question + "&product=fans").jsonPath().getList("products"))
                .isEmpty();
    }

    @Test
    void withoutPaymentsReceiptsSaySo() throws Exception {
        var answer = ask("asOf=2026-03-01T00:00:00Z&measure=receipts&periods=2");
        assertThat(answer.getString("measure")).isEqualTo("receipts");
        assertThat(answer.getList("warnings.code", String.class)).contains("few-payments");
    }

    @Test
    void theExplanationSaysWhereItComesFrom() throws Exception {
        var whole = ask("asOf=2026-03-01T00:00:00Z&periods=1").getString("periods[0].open.expected");
        var answer = viewer().get("/forecasts/loans/explanation?asOf=2026-03-01T00:00:00Z&periods=1")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getString("periods[0].open")).isEqualTo(whole);
        assertThat(answer.getInt("periods[0].byStage[0].deals")).isEqualTo(20);
        assertThat(answer.getString("periods[0].byStage[0].expected")).isEqualTo(whole);
        // Owners apart are for those who may see them, and have to be asked for.
        assertThat((Object) answer.get("periods[0].byOwner")).isNull();
        var byOwner = viewer().get("/forecasts/loans/explanation?asOf=2026-03-01T00:00:00Z&periods=1&by=owner")
                .jsonPath();
        assertThat(byOwner.getInt("periods[0].byOwner[0].deals")).isEqualTo(10);
        assertThat(answer.getFloat("curves[0].points[0].atRisk")).isPositive();
        assertThat(answer.getList("weekdays")).hasSize(7);
    }

    /** On 12 February twelve deals of one owner are open, and eight of the other. */
    @Test
    void ofAFewDealsOnlyWhatIsClosedIsTold() throws Exception {
        var few = ask("asOf=2026-02-13T00:00:00Z&periods=2&by=owner&owner=li&team=none");
        assertThat(few.<Map<String, Object>>get("reason"))
                .isEqualTo(Map.of(
                        "code", "few-begun",
                        "message", "fewer than 10 deals have begun here",
                        "values", Map.of("minimum", 10)));
        assertThat(few.getInt("periods[0].closed.count")).isZero();
        for (var part : List.of("open", "new", "total")) {
            assertThat((Object) few.get("periods[1]." + part)).as(part).isNull();
            assertThat((Object) few.get("cumulative[1]." + part)).as(part).isNull();
        }
        var early = ask("asOf=2026-01-09T00:00:00Z&periods=1&by=owner");
        assertThat(early.getString("reason.code")).isEqualTo("few-decided");
        assertThat(early.getInt("reason.values.count")).isLessThan(early.getInt("reason.values.minimum"));
        assertThat((Object) early.get("model.openDeals")).isNull();
        for (var role : List.of("viewer", "sales-ops")) {
            var answer = given().auth()
                    .oauth2(BackingServices.token("olga", role))
                    .get("/forecasts/loans?asOf=2026-02-12T00:00:00Z&periods=1&by=owner")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(answer.getString("periods[0].total.expected")).isNotNull();
            for (var group : List.of(0, 1)) {
                assertThat(answer.getString("groups[%d].reason.code".formatted(group)))
                        .as("%s %s", role, group)
                        .isNotNull();
                assertThat((Object) answer.get("groups[%d].periods[0].total".formatted(group)))
                        .isNull();
                assertThat(answer.getString("groups[%d].periods[0].closed.amount".formatted(group)))
                        .isNotNull();
                // Whoever may see the deals may see how many there are.
                assertThat(answer.get("groups[%d].openDeals".formatted(group)) != null)
                        .isEqualTo(role.equals("sales-ops"));
            }
        }
        var cohort = viewer().get(
                        "/forecasts/loans/cohort?asOf=2026-03-01T00:00:00Z&enteredFrom=2026-02-27&enteredTo=2026-03-01&until=2026-04-01")
                .jsonPath();
        assertThat(cohort.getString("reason.code")).isEqualTo("few-open");
        assertThat(cohort.getString("reason.message")).isEqualTo("fewer than 10 open deals");
        for (var part : List.of("entered", "openDeals", "open", "new", "total")) {
            assertThat((Object) cohort.get(part)).as(part).isNull();
        }
    }

    @Test
    void badParametersAreNamed() {
        for (var bad : List.of(
                "interval=day",
                "periods=0",
                "periods=x",
                "asOf=later",
                "from=1.2.2026",
                "measure=orders",
                "from=9000-01-01",
                "from=1899-12-31",
                "from=+999999999-12-31",
                "periods=60&interval=year",
                "asOf=1899-12-31T23:59:59Z",
                "asOf=-999999999-01-01T00:00:00+18:00",
                "from=2026-01-01&asOf=1910-01-01T00:00:00Z",
                "by=customer")) {
            viewer().get("/forecasts/loans?" + bad)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors[0].field", equalTo(bad.substring(0, bad.indexOf('='))));
        }
        viewer().get("/forecasts/nothing").then().statusCode(404).contentType("application/problem+json");
    }
}
