package dealflow.forecast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.contract.deal.Status;
import dealflow.contract.event.EventType;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamState;
import dealflow.local.fixture.BackingServices;
import dealflow.local.process.Waiting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A company's teams in forecasts, attainment and calls: what is below a team is a part of it, and its manager's to see. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class TeamsStoryTest {

    private static final List<String> TEAMS = List.of("org-europe", "org-north", "org-oslo", "org-south", "org-alone");
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final String NEXT =
            YearMonth.now(ZoneOffset.UTC).plusMonths(1).toString();

    /** In each team one deal a day for fifty days, of a person of its own; the older ones are won a fortnight later. */
    @BeforeAll
    static void publish() {
        TestEvents.define("organised");
        for (var team = 0; team < TEAMS.size(); team++) {
            for (var i = 0; i < 50; i++) {
                var id = new UUID(84, team * 100 + i);
                var at = Instant.now().minus(60 - i, ChronoUnit.DAYS);
                var owner = "of-" + TEAMS.get(team);
                TestEvents.sendOfTeam("organised", id, 1, EventType.OPENED, at, Status.OPEN, owner, TEAMS.get(team));
                if (i < 30) {
                    TestEvents.sendOfTeam(
                            "organised",
                            id,
                            2,
                            EventType.STAGE_CHANGED,
                            at.plus(14, ChronoUnit.DAYS),
                            Status.WON,
                            owner,
                            TEAMS.get(team));
                }
            }
        }
        var longAgo = TODAY.minusYears(1);
        team("org-north", new TeamState(longAgo, Map.of(), "org-europe", List.of("mia-of-org")));
        team("org-south", new TeamState(longAgo, Map.of(), "org-europe", List.of("sam-of-org")));
        team(
                "org-oslo",
                new TeamState(longAgo, Map.of(), "org-south", List.of()),
                new TeamState(TODAY.minusDays(5), Map.of(), "org-north", List.of()));
    }

    private static void team(String key, TeamState... states) {
        TestEvents.define(new TeamDefinition(key, 1, List.of(states)));
    }

    private static RequestSpecification as(String name, String role, String... teams) {
        return given().auth()
                .oauth2(BackingServices.tokens().token(name, List.of(role), List.of(teams), Duration.ofHours(1)))
                .contentType("application/json");
    }

    private static RequestSpecification ops() {
        return as("olga", "sales-ops");
    }

    private static RequestSpecification mia() {
        return as("mia-of-org", "sales-manager");
    }

    private static RequestSpecification sam() {
        return as("sam-of-org", "sales-manager");
    }

    private static JsonPath answer(String query) {
        return ops().get("/forecasts/organised" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void areKnown() {
        TestEvents.areKnown("organised");
        Waiting.until(
                "the teams are known",
                () -> ops().get("/forecasts/organised?periods=1&by=team")
                                        .jsonPath()
                                        .getList("groups.group")
                                        .size()
                                == 2
                        && as("mia-of-org", "sales-manager")
                                        .get("/me")
                                        .jsonPath()
                                        .getList("teamsBelow")
                                        .size()
                                == 1);
    }

    @Test
    void groupsAreTeamsWithAllBelowThemAndAddUp() {
        areKnown();
        var roots = answer("?periods=2&by=team");
        assertThat(roots.getList("groups.group")).containsExactly("org-alone", "org-europe");
        assertThat(roots.getList("groups.hasBelow")).isEqualTo(List.of(false, true));
        assertThat(roots.getList("groups.openDeals")).isEqualTo(List.of(20, 80));
        addUp(roots);
        var europe = answer("?periods=2&by=team&team=org-europe");
        assertThat(europe.getList("groups.group")).containsExactly("org-europe", "org-north", "org-south");
        assertThat(europe.getList("groups.hasBelow")).isEqualTo(List.of(false, true, false));
        assertThat(europe.getList("groups.openDeals")).isEqualTo(List.of(20, 40, 20));
        addUp(europe);
        assertThat(answer("?periods=2&team=org-north").getDouble("periods[1].total.expected"))
                .as("but for the cent that makes groups add up")
                .isCloseTo(europe.getDouble("groups[1].periods[1].total.expected"), within(0.02));
        assertThat(answer("?periods=1&team=org-europe&teamsBelow=false").getInt("model.openDeals"))
                .isEqualTo(20);
        assertThat(answer("?periods=1&by=team&teamsBelow=false").getList("groups.group"))
                .hasSize(5);
        // As they stood then.
        var before = TODAY.minusDays(6) + "T00:00:00Z";
        var then = answer("?periods=1&by=team&team=org-europe&asOf=" + before);
        assertThat(then.getList("groups.hasBelow")).isEqualTo(List.of(false, false, true));
    }

    private static void addUp(JsonPath answer) {
        for (var period = 0; period < 2; period++) {
            for (var part : List.of("closed.amount", "open.expected", "new.expected", "total.expected")) {
                var sum =
                        answer
                                .getList("groups.periods.collect { it[%d].%s }".formatted(period, part), String.class)
                                .stream()
                                .map(BigDecimal::new)
                                .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(sum)
                        .as(part)
                        .isEqualByComparingTo(answer.getString("periods[%d].%s".formatted(period, part)));
            }
        }
    }

    @Test
    void aManagerSeesTheTreeBelowAndNothingBesideOrAboveIt() {
        areKnown();
        for (var path : List.of("?periods=1&", "/attainment/" + NEXT + "?", "/calls/" + NEXT + "?by=owner&")) {
            var asked = "/forecasts/organised" + path;
            assertThat(mia().get(asked + "team=org-north").statusCode())
                    .as(path)
                    .isEqualTo(200);
            assertThat(mia().get(asked + "team=org-oslo").statusCode()).as(path).isEqualTo(200);
            assertThat(mia().get(asked + "team=org-south").statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(mia().get(asked + "team=org-europe").statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(as("eva", "sales-manager", "org-europe")
                            .get(asked + "team=org-oslo")
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
            assertThat(as("mia-of-org", "sales-rep")
                            .get(asked + "team=org-north")
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        var before = TODAY.minusDays(6) + "T00:00:00Z";
        assertThat(sam().get("/forecasts/organised?periods=1&team=org-south").statusCode())
                .isEqualTo(200);
        assertThat(sam().get("/forecasts/organised?periods=1&team=org-south&asOf=" + before)
                        .statusCode())
                .as("oslo was below it then, and is not today")
                .isEqualTo(403);
        assertThat(sam().get("/forecasts/organised?periods=1&teamsBelow=false&team=org-south&asOf=" + before)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void attainmentIsOfTheTreeAndItsTarget() {
        areKnown();
        ops().body("{\"items\":[%s,%s,%s]}"
                        .formatted(target("org-europe", 4000), target("org-north", 2500), target("org-oslo", 900)))
                .put("/targets/organised")
                .then()
                .statusCode(200);
        var roots = answer("/attainment/" + NEXT + "?by=team");
        assertThat(roots.getString("groups.find { it.group == 'org-europe' }.target"))
                .isEqualTo("4000.00");
        var europe = answer("/attainment/" + NEXT + "?by=team&team=org-europe");
        assertThat(europe.getString("whole.target")).isEqualTo("4000.00");
        assertThat(europe.getString("groups.find { it.group == 'org-north' }.target"))
                .isEqualTo("2500.00");
        assertThat(europe.getString("groups.find { it.group == 'org-europe' }.target"))
                .as("what is right in europe has no target of its own")
                .isNull();
        assertThat(europe.getString("groups.find { it.group == 'org-oslo' }")).isNull();
        assertThat(europe.getString("whole.targetOf")).isEqualTo("own");
        assertThat(europe.getString("whole.sumBelow")).isEqualTo("2500.00");
        assertThat(europe.getInt("whole.peopleWithout"))
                .as("of those right in europe, and of the south")
                .isEqualTo(2);
        var north = answer("/attainment/" + NEXT + "?by=team&team=org-north");
        assertThat(north.getString("whole.sumBelow")).isEqualTo("900.00");
        assertThat(roots.getString("whole.target"))
                .as("nobody has set one for all")
                .isEqualTo("4000.00");
        assertThat(roots.getString("whole.targetOf")).isEqualTo("sum");
        assertThat(answer("?periods=1&from=" + NEXT + "-01").getString("periods[0].targetOf"))
                .isEqualTo("sum");
        assertThat(answer("/calls/" + NEXT + "?by=reports&team=org-europe").getString("targetOf"))
                .isEqualTo("own");
        // Teams as they stood then: oslo was below the south.
        var then = answer("/attainment/" + NEXT + "?by=team&team=org-south&asOf=" + TODAY.minusDays(6) + "T00:00:00Z");
        assertThat(then.getString("whole.target")).isEqualTo("900.00");
        assertThat(then.getString("whole.targetOf")).isEqualTo("sum");
    }

    /** Oslo was below the south until five days ago. */
    @Test
    void explanationsAndChangesAreOfTheTreeOfTheirMoment() {
        areKnown();
        var then = TODAY.minusDays(6) + "T00:00:00Z";
        var explained = answer("/explanation?periods=1&team=org-south&asOf=" + then);
        assertThat(explained.getList("periods[0].byTeam.key")).containsExactlyInAnyOrder("org-south", "org-oslo");
        assertThat(explained.getList("periods[0].byTeam.deals")).containsExactlyInAnyOrder(20, 20);
        assertThat(answer("/explanation?periods=1&team=org-south").getList("periods[0].byTeam.key"))
                .containsExactly("org-south");
        assertThat(answer("/explanation?periods=1").getList("periods[0].byTeam.key"))
                .containsExactlyInAnyOrder("org-europe", "org-alone");
        assertThat(answer("/explanation?periods=1&teamsBelow=false").getList("periods[0].byTeam.key"))
                .hasSize(5);
        for (var measure : List.of("bookings", "receipts")) {
            var of = "&team=org-south&measure=%s&period=%s".formatted(measure, NEXT);
            var from = "/changes?from=" + TODAY.minusDays(20) + "T00:00:00Z" + of;
            for (var to : List.of(then, Instant.now().toString())) {
                var changes = answer(from + "&to=" + to);
                assertThat(changes.getString("isExpected"))
                        .isEqualTo(answer("?periods=1&team=org-south&measure=" + measure + "&from=" + NEXT + "-01&asOf="
                                        + to)
                                .getString("periods[0].total.expected"));
                assertThat(changes.getInt("terms.find { it.term == 'transferred' }.deals"))
                        .as("a tree that has changed is no change of the forecast")
                        .isZero();
                assertThat(changes.getInt("terms.find { it.term == 'new' }.deals"))
                        .isEqualTo(to.equals(then) ? 2 * ofOne(from, then) : ofOne(from, then));
            }
            assertThat(sam().get("/forecasts/organised" + from + "&to=" + then).statusCode())
                    .as("oslo is not the south's today")
                    .isEqualTo(403);
        }
    }

    /** How many deals the south alone has begun. */
    private static int ofOne(String from, String to) {
        return answer(from + "&teamsBelow=false&to=" + to).getInt("terms.find { it.term == 'new' }.deals");
    }

    private static String target(String team, int amount) {
        return "{\"measure\":\"bookings\",\"period\":\"%s\",\"team\":\"%s\",\"amount\":{\"amount\":\"%d\",\"currency\":\"EUR\"}}"
                .formatted(NEXT, team, amount);
    }

    /** Each has brought as much as the others: what is proposed for the people below is what their targets may be. */
    @Test
    void aTargetIsDividedAmongThePeopleBelow() {
        areKnown();
        var ask = "/targets/organised/proposal?formerPeriods=2&period=" + NEXT;
        var proposal = ops().get(ask + "&team=org-north&total=1000.01")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(proposal.getList("people.owner")).containsExactly("of-org-north", "of-org-oslo");
        assertThat(proposal.getList("people.team")).containsExactly("org-north", "org-oslo");
        assertThat(proposal.getList("people.amount", String.class).stream()
                        .map(BigDecimal::new)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("1000.01");
        assertThat(proposal.getList("people.shrunk", Double.class))
                .allSatisfy(shrunk -> assertThat(shrunk).isBetween(0.9, 1.1));
        var all = mia().get(ask + "&team=org-north&metric=entered&total=7")
                .then()
                .statusCode(200)
                .extract();
        assertThat(all.jsonPath().getList("people.entered", Integer.class)).containsExactlyInAnyOrder(3, 4);
        assertThat(ops().get(ask + "&metric=won&total=11").jsonPath().getList("people.team"))
                .containsOnlyNulls()
                .hasSize(5);
        assertThat(mia().get(ask + "&team=org-south&total=1").statusCode()).isEqualTo(403);
        assertThat(ops().get(ask).jsonPath().getString("errors[0].field")).isEqualTo("total");
        assertThat(ops().get(ask + "&metric=won&total=1.5").jsonPath().getString("errors[0].field"))
                .isEqualTo("total");
        assertThat(ops().get(ask + "&metric=won&total=1&measure=receipts")
                        .jsonPath()
                        .getString("errors[0].field"))
                .isEqualTo("measure");
        assertThat(ops().get(ask + "&total=9&product=unknown").jsonPath().getList("people"))
                .isEmpty();
    }

    @Test
    void callsGoUpTheTree() {
        areKnown();
        call("mia-of-org", "sales-manager", "?team=org-north", "2000.00");
        call("of-org-europe", "sales-rep", "?owner=of-org-europe", "700.00");
        assertThat(as("mia-of-org", "sales-manager")
                        .body(body("1.00"))
                        .post("/forecasts/organised/calls?team=org-south")
                        .statusCode())
                .isEqualTo(403);
        var reports = answer("/calls/" + NEXT + "?by=reports&team=org-europe");
        assertThat(reports.getList("reports.group")).containsExactly("org-north", "org-south", "of-org-europe");
        assertThat(reports.getList("reports.kind")).containsExactly("team", "team", "owner");
        assertThat(reports.getList("reports[0].managers")).containsExactly("mia-of-org");
        assertThat(reports.getString("sum.commit")).isEqualTo("2700.00");
        assertThat(reports.getList("sum.notCalled")).containsExactly("org-south");
        var closed = reports.getList("reports.closed.amount", String.class).stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(closed).isEqualByComparingTo(reports.getString("closed.amount"));
        var teams = answer("/calls/" + NEXT + "?by=team&team=org-europe");
        assertThat(teams.getList("reports.group")).containsExactly("org-europe", "org-north", "org-south");
        assertThat(teams.getString("reports[1].call.commit")).isEqualTo("2000.00");
        assertThat(answer("/calls/" + NEXT + "?by=team").getString("sum.called"))
                .isEqualTo("0");
        assertThat(as("ria", "sales-rep", "org-europe")
                        .get("/forecasts/organised/calls/" + NEXT + "?by=reports&team=org-europe")
                        .statusCode())
                .as("a row for each person is not for a colleague")
                .isEqualTo(403);
    }

    private static void call(String name, String role, String query, String commit) {
        as(name, role)
                .body(body(commit))
                .post("/forecasts/organised/calls" + query)
                .then()
                .statusCode(201);
    }

    private static String body(String commit) {
        return "{\"period\":\"%s\",\"commit\":{\"amount\":\"%s\",\"currency\":\"EUR\"},\"reason\":\"as they said\"}"
                .formatted(NEXT, commit);
    }
}
