package dealflow.deal.organisation;

import static dealflow.deal.DealApi.as;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Teams below teams, day by day. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class TeamTest {

    private final String own = "-" + UUID.randomUUID().toString().substring(0, 8);

    private Response put(String key, String from, String parent, String... managers) {
        return as("sales-ops")
                .body("{\"from\":\"%s\",\"parent\":%s,\"managers\":[%s]}"
                        .formatted(
                                from,
                                parent == null ? null : "\"" + parent + own + "\"",
                                managers.length == 0 ? "" : "\"" + String.join("\",\"", managers) + "\""))
                .put("/teams/" + key + own);
    }

    private void is(String key, String from, String parent, String... managers) {
        var answer = put(key, from, parent, managers);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private String refused(String key, String from, String parent) {
        var answer = put(key, from, parent);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        return answer.jsonPath().getString("errors[0].field") + " "
                + answer.jsonPath().getString("errors[0].message").replace(own, "");
    }

    private JsonPath on(String day) {
        return as("viewer")
                .queryParam("on", day)
                .get("/teams")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String parent(String key, String day) {
        return on(day).getString("items.find { it.key == '%s' }.parent".formatted(key + own));
    }

    @Test
    void eachDayHasTheTreeOfThen() {
        is("europe", "2026-01-01", null, "eva@example.com");
        is("asia", "2026-01-01", null);
        is("north", "2026-01-01", "europe");
        is("north", "2026-03-01", "asia", "mia@example.com");
        assertThat(parent("north", "2026-02-28")).isEqualTo("europe" + own);
        assertThat(parent("north", "2026-03-01")).isEqualTo("asia" + own);
        assertThat(on("2025-12-31").getList("items.key")).doesNotContain("north" + own);

        var north = as("viewer").get("/teams/north" + own);
        assertThat(north.header("ETag")).isEqualTo("\"2\"");
        assertThat(north.jsonPath().getList("states.from")).containsExactly("2026-01-01", "2026-03-01");
        assertThat(north.jsonPath().getList("states[1].managers")).containsExactly("mia@example.com");
        assertThat(as("viewer").get("/teams/none" + own).statusCode()).isEqualTo(404);

        // What was planned stays where something before it is put right.
        is("north", "2026-02-01", null);
        assertThat(parent("north", "2026-01-31")).isEqualTo("europe" + own);
        assertThat(parent("north", "2026-02-01")).isNull();
        assertThat(parent("north", "2026-03-01")).isEqualTo("asia" + own);
    }

    @Test
    void whatSaysNothingNewMakesNoVersion() {
        is("north", "2026-01-01", null, "mia@example.com");
        is("north", "2026-02-01", null, "mia@example.com");
        assertThat(as("viewer").get("/teams/north" + own).header("ETag")).isEqualTo("\"1\"");
        var stale = as("sales-ops")
                .header("If-Match", "\"7\"")
                .body("{\"from\":\"2026-01-01\",\"names\":{\"zh\":\"北方\"}}")
                .put("/teams/north" + own);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(as("sales-ops")
                        .header("If-Match", "\"1\"")
                        .body("{\"from\":\"2026-01-01\",\"names\":{\"zh\":\"北方\"}}")
                        .put("/teams/north" + own)
                        .jsonPath()
                        .getString("states[0].names.zh"))
                .isEqualTo("北方");
    }

    @Test
    void noTeamIsAPartOfItselfOnAnyDay() {
        is("a", "2026-01-01", null);
        is("b", "2026-01-01", "a");
        is("c", "2026-01-01", "b");
        assertThat(refused("a", "2026-01-01", "c"))
                .isEqualTo("parent on 2026-01-01 the team would be a part of itself: a, c, b, a");
        assertThat(refused("a", "2026-01-01", "a")).contains("a part of itself");
    }

    @Test
    void aCircleThatWouldCloseLaterIsRefusedToday() {
        is("e", "2026-01-01", null);
        is("f", "2026-01-01", null);
        is("e", "2026-06-01", "f");
        assertThat(refused("f", "2026-02-01", "e"))
                .startsWith("parent on 2026-06-01 the team would be a part of itself");
        is("f", "2026-02-01", null);
    }

    @Test
    void aParentHasToBeThereOnTheDay() {
        is("later", "2026-05-01", null);
        assertThat(refused("x", "2026-01-01", "later")).startsWith("parent there is no team 'later' on 2026-01-01");
        is("x", "2026-05-01", "later");
        assertThat(refused("x", "2026-05-01", "nowhere")).contains("PUT /teams/nowhere makes it");
        assertThat(refused("x", "1800-01-01", null)).startsWith("from must lie in the years 1900 to 2200");
    }

    @Test
    void twelveStandOneBelowAnotherAndNoMore() {
        is("deep1", "2026-01-01", null);
        for (var depth = 2; depth <= 12; depth++) {
            is("deep" + depth, "2026-01-01", "deep" + (depth - 1));
        }
        assertThat(refused("deep13", "2026-01-01", "deep12"))
                .isEqualTo("parent on 2026-01-01 13 teams would stand one below another; at most 12 may");
        is("top", "2026-01-01", null);
        assertThat(refused("deep1", "2026-01-01", "top")).contains("13 teams");
    }

    @Test
    void everybodyIsToldOfAChange() {
        var before = as("sales-rep").get("/events?after=latest").jsonPath().getString("next");
        is("told", "2026-01-01", null, "mia@example.com");
        var told = as("sales-rep")
                .queryParam("after", before)
                .queryParam("type", "dealflow.team.defined.v1")
                .queryParam("wait", "PT10S")
                .get("/events")
                .jsonPath();
        assertThat(told.getList("items.subject", String.class)).contains("teams/told" + own);
        assertThat(told.getString(
                        "items.find { it.subject == 'teams/told%s' }.data.states[0].managers[0]".formatted(own)))
                .isEqualTo("mia@example.com");
    }

    @Test
    void anErasedManagerIsToldOfAsAPseudonym() {
        var name = "Åse Berg" + own;
        is("north", "2026-01-01", null, name);
        var before = as("sales-ops").get("/events?after=latest").jsonPath().getString("next");
        var pseudonym = as("sales-ops")
                .body("{\"name\":\"%s\"}".formatted(name))
                .post("/erasures")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("pseudonym");
        assertThat(as("viewer").get("/teams/north" + own).jsonPath().getList("states[0].managers"))
                .containsExactly(pseudonym);
        var told = as("sales-ops")
                .queryParam("after", before)
                .queryParam("type", "dealflow.team.defined.v1")
                .queryParam("wait", "PT10S")
                .get("/events")
                .jsonPath();
        assertThat(told.getList("items.subject", String.class)).containsExactly("teams/north" + own);
        assertThat(told.getString("items[0].data.states[0].managers[0]")).isEqualTo(pseudonym);
    }

    @Test
    void aKeyIsATeamAsDealsHaveIt() {
        assertThat(as("sales-ops").body("{}").put("/teams/ spaced ").statusCode())
                .isEqualTo(422);
        assertThat(as("sales-ops")
                        .body("{\"managers\":[null]}")
                        .put("/teams/x" + own)
                        .statusCode())
                .isEqualTo(422);
        var team = as("sales-ops").body("{}").put("/teams/北方团队" + own);
        assertThat(team.jsonPath().getString("key")).isEqualTo("北方团队" + own);
    }
}
