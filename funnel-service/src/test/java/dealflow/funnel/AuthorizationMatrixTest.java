package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.authorization.AuthorizationMatrix;
import dealflow.local.fixture.BackingServices;
import dealflow.local.fixture.Consumer;
import dealflow.local.fixture.SampleDeals;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every operation of the API document, asked by everybody; one without a row fails the test. The deals are ann's, of team north. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class AuthorizationMatrixTest {

    private static final String OPERATIONS_ONLY = "n n n n y n n n";

    /** Without saying whose: for who sees everything, and who has but one team. */
    private static final String ALL = "n n n n y y y n";

    private static final String OF_ANN = "y n n n y y y n";
    private static final String OF_ANN_IN_NORTH = "y n y n y y y n";
    private static final String OF_NORTH = "y y y n y y y n";

    private static final String BY_OWNER = "n n y n y y y n";

    private static final Map<String, String> VALUES = Map.of(
            "pipeline", SampleDeals.PIPELINE,
            "deal", new UUID(0, 0).toString(),
            "id", new UUID(0, 0).toString());

    @TestHTTPResource("/")
    URI api;

    @AfterEach
    void leaveNoRebuildRunning() {
        Consumer.hasNoRebuildRunning();
    }

    @Test
    void everyOperationKnowsWhoMayAsk() throws Exception {
        Samples.areApplied();
        // owner, colleague, manager, other manager, operations, viewer, service account, one without scopes
        var matrix = new AuthorizationMatrix(api, path -> VALUES)
                .row("GET /me", "y y y y y y y n")
                .row("GET /audit", OPERATIONS_ONLY)
                .row("GET /parked-deals", OPERATIONS_ONLY)
                .row("POST /parked-deals/{deal}/retry", OPERATIONS_ONLY)
                .row("POST /rebuilds", OPERATIONS_ONLY)
                .row("GET /rebuilds", OPERATIONS_ONLY)
                .row("GET /rebuilds/{id}", OPERATIONS_ONLY)
                .row("GET /funnels", "y y y y y y y n");
        var company = "GET /company/funnel";
        matrix.row(company, ALL)
                .row(company + "?owner=ann", OF_ANN)
                .row(company + "?owner=ann&team=north", OF_ANN_IN_NORTH)
                .row(company + "?team=north", OF_NORTH);
        for (var sums :
                List.of("", "/bottlenecks", "/breakdown", "/durations", "/flow", "/losses", "/transitions", "/trend")) {
            var question = "GET /funnels/{pipeline}" + sums;
            matrix.row(question, ALL)
                    .row(question + "?owner=ann", OF_ANN)
                    .row(question + "?owner=ann&team=north", OF_ANN_IN_NORTH)
                    .row(question + "?team=north", OF_NORTH)
                    .row(question + "?team=north&by=owner", BY_OWNER);
        }
        for (var deals : List.of("/deals", "/stalled", "/live")) {
            var question = "GET /funnels/{pipeline}" + deals;
            matrix.row(question, "n n n n y n y n")
                    .row(question + "?owner=ann", "y n n n y n y n")
                    .row(question + "?owner=ann&team=north", "y n y n y n y n")
                    .row(question + "?team=north", "n n y n y n y n");
        }
        assertThat(matrix.differences()).isEmpty();
    }
}
