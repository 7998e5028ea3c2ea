package dealflow.deal.organisation;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.pipeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever manages a team sees what is below it today, and nothing beside or above it; and a team stands for those below it. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class TeamSightTest {

    private final String own = "-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> deals = new HashMap<>();
    private String pipeline;
    private String before;

    private static String yesterday() {
        return LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    }

    private void team(String key, String parent, String manager) {
        as("sales-ops")
                .body("{\"from\":\"%s\",\"parent\":%s,\"managers\":[%s]}"
                        .formatted(
                                yesterday(),
                                parent == null ? null : "\"" + parent + own + "\"",
                                manager == null ? "" : "\"" + manager + own + "\""))
                .put("/teams/" + key + own)
                .then()
                .statusCode(200);
    }

    @BeforeEach
    void europeOverNorthOverOslo() {
        team("world", null, null);
        team("europe", "world", null);
        team("north", "europe", "mia");
        team("oslo", "north", null);
        team("south", "europe", null);
        pipeline = pipeline();
        before = as("sales-ops").get("/events?after=latest").jsonPath().getString("next");
        for (var team : List.of("world", "europe", "north", "oslo", "south", "elsewhere")) {
            deals.put(
                    team,
                    as("sales-ops")
                            .body("{\"pipeline\":\"%s\",\"title\":\"%s\",\"owner\":\"of%s\",\"team\":\"%s\"}"
                                    .formatted(pipeline, team, own, team + own))
                            .post("/deals")
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("id"));
        }
    }

    private RequestSpecification person(String name, String role, String... teams) {
        return given().auth()
                .oauth2(BackingServices.tokens()
                        .token(
                                name + own,
                                List.of(role),
                                List.of(teams).stream().map(team -> team + own).toList(),
                                Duration.ofHours(1)))
                .contentType("application/json");
    }

    private void sees(RequestSpecification person, String... teams) {
        assertThat(person.get("/deals?pipeline=" + pipeline).jsonPath().getList("items.title"))
                .containsExactlyInAnyOrder((Object[]) teams);
    }

    private void isFound(RequestSpecification person, String team, boolean found) {
        assertThat(person.get("/deals/" + deals.get(team)).statusCode())
                .as(team)
                .isEqualTo(found ? 200 : 404);
    }

    @Test
    void aManagerSeesTheTreeBelowTheTeamsOfItsToken() {
        sees(person("eva", "sales-manager", "europe"), "europe", "north", "oslo", "south");
        sees(person("ned", "sales-manager", "oslo"), "oslo");
        for (var team : List.of("europe", "north", "oslo", "south")) {
            isFound(person("eva", "sales-manager", "europe"), team, true);
        }
        isFound(person("eva", "sales-manager", "europe"), "world", false);
        isFound(person("eva", "sales-manager", "europe"), "elsewhere", false);
        assertThat(person("eva", "sales-manager", "europe")
                        .get("/deals/totals?pipeline=" + pipeline)
                        .jsonPath()
                        .getInt("items.count.sum()"))
                .isEqualTo(4);
    }

    @Test
    void whoIsNamedAsAManagerNeedsNoClaim() {
        sees(person("mia", "sales-manager"), "north", "oslo");
        isFound(person("mia", "sales-manager"), "oslo", true);
        isFound(person("mia", "sales-manager"), "south", false);
        isFound(person("mia", "sales-manager"), "europe", false);
        var me = person("mia", "sales-manager").get("/me").jsonPath();
        assertThat(me.getList("teams")).containsExactly("north" + own);
        assertThat(me.getList("teamsBelow")).containsExactly("oslo" + own);
        assertThat(me.getString("sees")).isEqualTo("TEAMS");
    }

    @Test
    void withoutTheRoleOfAManagerANameOpensNothing() {
        sees(person("mia", "sales-rep", "north"));
        assertThat(person("mia", "viewer").get("/deals?pipeline=" + pipeline).statusCode())
                .isEqualTo(403);
        isFound(person("mia", "sales-rep", "north"), "north", false);
    }

    @Test
    void itIsTheTreeOfToday() {
        team("oslo", "south", null);
        sees(person("mia", "sales-manager"), "north");
        isFound(person("mia", "sales-manager"), "oslo", false);
        team("north", "europe", "tom");
        sees(person("mia", "sales-manager"));
        sees(person("tom", "sales-manager"), "north");
        as("sales-ops")
                .body("{\"from\":\"%s\",\"parent\":\"north%s\"}"
                        .formatted(LocalDate.now(ZoneOffset.UTC).plusDays(1), own))
                .put("/teams/south" + own)
                .then()
                .statusCode(200);
        sees(person("tom", "sales-manager"), "north");
    }

    @Test
    void aTeamStandsForThoseBelowItInFilters() {
        assertThat(titles("team=north" + own)).containsExactlyInAnyOrder("north", "oslo");
        assertThat(titles("team=north" + own + "&teamsBelow=false")).containsExactly("north");
        assertThat(titles("team=south" + own + "&team=oslo" + own)).containsExactlyInAnyOrder("south", "oslo");
        assertThat(titles("team=elsewhere" + own)).containsExactly("elsewhere");
        assertThat(as("sales-ops")
                        .get("/deals/totals?pipeline=%s&team=world%s".formatted(pipeline, own))
                        .jsonPath()
                        .getInt("items.count.sum()"))
                .isEqualTo(5);
    }

    private List<String> titles(String filter) {
        return as("sales-ops")
                .get("/deals?pipeline=" + pipeline + "&" + filter)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.title");
    }

    @Test
    void aViewIsOfTheTreeAsItStands() {
        var view = "v" + own;
        as("sales-ops")
                .body("{\"filter\":{\"team\":[\"north%s\"]},\"sharedWith\":\"ALL\"}".formatted(own))
                .put("/views/" + view)
                .then()
                .statusCode(200);
        assertThat(titles("view=" + view)).containsExactlyInAnyOrder("north", "oslo");
        team("oslo", "south", null);
        assertThat(titles("view=" + view)).containsExactly("north");
    }

    @Test
    void eventsAreThoseOfTheTree() {
        assertThat(told("team=north" + own)).containsExactlyInAnyOrder(deals.get("north"), deals.get("oslo"));
        assertThat(person("mia", "sales-manager")
                        .get("/events?after=%s&type=dealflow.deal.opened.v1&pipeline=%s".formatted(before, pipeline))
                        .jsonPath()
                        .getList("items.subject", String.class))
                .containsExactlyInAnyOrder(deals.get("north"), deals.get("oslo"));
    }

    private List<String> told(String filter) {
        return as("sales-ops")
                .get("/events?after=%s&type=dealflow.deal.opened.v1&pipeline=%s&%s".formatted(before, pipeline, filter))
                .jsonPath()
                .getList("items.subject", String.class);
    }

    @Test
    void whatOneSeesBelowOneMayChange() {
        person("eva", "sales-manager", "europe")
                .contentType("application/merge-patch+json")
                .body("{\"title\":\"renamed\"}")
                .patch("/deals/" + deals.get("oslo"))
                .then()
                .statusCode(200);
        assertThat(person("eva", "sales-manager", "europe")
                        .contentType("application/merge-patch+json")
                        .body("{\"title\":\"renamed\"}")
                        .patch("/deals/" + deals.get("world"))
                        .statusCode())
                .isEqualTo(404);
    }
}
