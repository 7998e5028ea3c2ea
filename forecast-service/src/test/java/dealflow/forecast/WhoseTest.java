package dealflow.forecast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose forecast one may ask for. The pipeline does not exist: 404 is the answer to a question that one may ask. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class WhoseTest {

    @Test
    void aRepAsksForItselfAndItsTeamsSums() {
        assertThat(ask("sales-rep", "?owner=ann")).isEqualTo(404);
        assertThat(ask("sales-rep", "?team=north")).isEqualTo(404);
        for (var others : List.of("", "?owner=bob", "?team=south", "?owner=bob&team=north", "?owner=ann&owner=bob")) {
            assertThat(ask("sales-rep", others)).as(others).isEqualTo(403);
        }
    }

    @Test
    void aManagerAsksForItsTeams() {
        assertThat(ask("sales-manager", "?team=north")).isEqualTo(404);
        assertThat(ask("sales-manager", "?team=north&owner=bob")).isEqualTo(404);
        assertThat(ask("sales-manager", "?team=south")).isEqualTo(403);
        assertThat(ask("sales-manager", "?owner=bob")).isEqualTo(403);
        assertThat(ask("sales-manager", "")).isEqualTo(403);
    }

    @Test
    void viewersAskForSumsAndOperationsForAll() {
        assertThat(ask("viewer", "")).isEqualTo(404);
        assertThat(ask("viewer", "?team=south")).isEqualTo(404);
        assertThat(ask("sales-ops", "")).isEqualTo(404);
    }

    /** They are about the whole pipeline, however one asks; and changes name deals. */
    @Test
    void theTrackRecordIsForThoseWhoSeeTheWhole() {
        var one = "/" + new UUID(0, 1);
        for (var whole : List.of("/accuracy", "/backtests" + one, "/snapshots", "/snapshots" + one)) {
            assertThat(ask("sales-rep", whole)).as(whole).isEqualTo(403);
            assertThat(ask("sales-rep", whole + "?owner=ann")).as(whole).isIn(400, 403);
            assertThat(ask("sales-manager", whole)).as(whole).isEqualTo(403);
            assertThat(ask("viewer", whole)).as(whole).isEqualTo(404);
            assertThat(ask("sales-ops", whole)).as(whole).isEqualTo(404);
        }
        var changes = "/changes?from=%s&to=%s".formatted(new UUID(0, 1), new UUID(0, 2));
        for (var role : List.of("sales-rep", "sales-manager", "viewer")) {
            assertThat(ask(role, changes)).as(role).isEqualTo(403);
        }
        assertThat(ask("sales-ops", changes)).isEqualTo(404);
    }

    @Test
    void aRefusalSaysHowToAsk() {
        var token = BackingServices.tokens().token("ann", List.of("sales-rep"), List.of("north"), Duration.ofHours(1));
        assertThat(given().auth()
                        .oauth2(token)
                        .get("/forecasts/nowhere")
                        .jsonPath()
                        .getString("detail"))
                .contains("owner=ann");
    }

    private static int ask(String role, String rest) {
        var token = BackingServices.tokens().token("ann", List.of(role), List.of("north"), Duration.ofHours(1));
        return given().auth().oauth2(token).get("/forecasts/nowhere" + rest).statusCode();
    }
}
