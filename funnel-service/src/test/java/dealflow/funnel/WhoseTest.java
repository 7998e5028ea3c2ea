package dealflow.funnel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose funnel one may ask for. The pipeline does not exist: 404 is the answer to a question that one may ask. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class WhoseTest {

    @Test
    void aRepAsksForItselfAndItsTeamsSums() {
        assertThat(ask("sales-rep", "?owner=ann")).isEqualTo(404);
        assertThat(ask("sales-rep", "?team=north")).isEqualTo(404);
        assertThat(ask("sales-rep", "/breakdown?by=owner&owner=ann")).isEqualTo(404);
        assertThat(ask("sales-rep", "/breakdown?by=product&team=north")).isEqualTo(404);
        for (var others : List.of(
                "",
                "?owner=bob",
                "?team=south",
                "?owner=bob&team=north",
                "?owner=ann&owner=bob",
                "/flow",
                "/breakdown?by=owner&team=north")) {
            assertThat(ask("sales-rep", others)).as(others).isEqualTo(403);
        }
    }

    @Test
    void aManagerAsksForItsTeams() {
        assertThat(ask("sales-manager", "?team=north")).isEqualTo(404);
        assertThat(ask("sales-manager", "/breakdown?by=owner&team=north")).isEqualTo(404);
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

    @Test
    void aRefusalSaysHowToAsk() {
        var token = BackingServices.tokens().token("ann", List.of("sales-rep"), List.of("north"), Duration.ofHours(1));
        assertThat(given().auth()
                        .oauth2(token)
                        .get("/funnels/nowhere")
                        .jsonPath()
                        .getString("detail"))
                .contains("owner=ann");
    }

    private static int ask(String role, String rest) {
        var token = BackingServices.tokens().token("ann", List.of(role), List.of("north"), Duration.ofHours(1));
        return given().auth().oauth2(token).get("/funnels/nowhere" + rest).statusCode();
    }
}
