package dealflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.authorization.AuthorizationMatrix;
import dealflow.local.fixture.BackingServices;
import dealflow.local.fixture.Consumer;
import dealflow.local.fixture.SampleDeals;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.LocalDate;
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

    private static final Map<String, String> VALUES = Map.of(
            "pipeline",
            SampleDeals.PIPELINE,
            "period",
            // Neither over nor beyond what can be told.
            LocalDate.now().plusYears(1).toString().substring(0, 7),
            "deal",
            new UUID(0, 0).toString(),
            "id",
            new UUID(0, 0).toString());

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
                .row("POST /erasures", OPERATIONS_ONLY)
                .row("GET /parked-deals", OPERATIONS_ONLY)
                .row("POST /parked-deals/{deal}/retry", OPERATIONS_ONLY)
                .row("POST /rebuilds", OPERATIONS_ONLY)
                .row("GET /rebuilds", OPERATIONS_ONLY)
                .row("GET /rebuilds/{id}", OPERATIONS_ONLY)
                .row("GET /fiscal-year", "y y y y y y y n")
                .row("PUT /fiscal-year", OPERATIONS_ONLY)
                .row("GET /forecasts", "y y y y y y y n")
                .row("GET /forecasts/{pipeline}/accuracy", ALL)
                .row("POST /forecasts/{pipeline}/backtests", OPERATIONS_ONLY)
                .row("GET /forecasts/{pipeline}/backtests/{id}", ALL)
                .row("GET /forecasts/{pipeline}/past-forecasts", ALL)
                .row("GET /forecasts/{pipeline}/changes", "n n n n y n y n")
                .row("GET /forecasts/{pipeline}/changes?owner=ann", "y n n n y n y n")
                .row("GET /forecasts/{pipeline}/changes?team=north", "n n y n y n y n")
                .row("GET /forecasts/{pipeline}/changes/deals", "n n n n y n y n")
                .row("GET /forecasts/{pipeline}/changes/deals?owner=ann", "y n n n y n y n")
                .row("GET /forecasts/{pipeline}/changes/deals?team=north", "n n y n y n y n")
                .row("GET /forecasts/{pipeline}/deals", "n n n n y n y n")
                .row("GET /forecasts/{pipeline}/deals?owner=ann", "y n n n y n y n")
                .row("GET /forecasts/{pipeline}/deals?team=north", "n n y n y n y n")
                .row("POST /forecasts/{pipeline}/snapshots", OPERATIONS_ONLY)
                .row("GET /forecasts/{pipeline}/snapshots", ALL)
                .row("GET /forecasts/{pipeline}/snapshots/{id}", ALL)
                .row("PUT /targets/{pipeline}", OPERATIONS_ONLY)
                .row("PUT /targets/{pipeline}?owner=ann", OPERATIONS_ONLY)
                .row("PUT /targets/{pipeline}?team=north", "n n y n y n n n")
                .row("GET /targets/{pipeline}/proposal", OPERATIONS_ONLY)
                .row("GET /targets/{pipeline}/proposal?team=north", "n n y n y n n n")
                .row("GET /targets/{pipeline}", ALL)
                .row("GET /targets/{pipeline}?owner=ann", OF_ANN)
                .row("GET /targets/{pipeline}?team=north", OF_NORTH)
                .row("POST /forecasts/{pipeline}/calls", OPERATIONS_ONLY)
                .row("POST /forecasts/{pipeline}/calls?owner=ann", "y n n n y n n n")
                .row("POST /forecasts/{pipeline}/calls?owner=ann&team=north", "y n y n y n n n")
                .row("POST /forecasts/{pipeline}/calls?team=north", "n n y n y n n n");
        var company = "GET /company/forecast";
        matrix.row(company, ALL)
                .row(company + "?owner=ann", OF_ANN)
                .row(company + "?owner=ann&team=north", OF_ANN_IN_NORTH)
                .row(company + "?team=north", OF_NORTH);
        for (var part : List.of(
                "",
                "/attainment/{period}",
                "/calls",
                "/calls/{period}",
                "/call-accuracy",
                "/cohort",
                "/explanation",
                "/plan",
                "/quantities",
                "/receivables",
                "/scenarios")) {
            var question = "GET /forecasts/{pipeline}" + part;
            matrix.row(question, ALL)
                    .row(question + "?owner=ann", OF_ANN)
                    .row(question + "?owner=ann&team=north", OF_ANN_IN_NORTH)
                    .row(question + "?team=north", OF_NORTH);
        }
        for (var part :
                List.of("", "/attainment/{period}", "/calls/{period}", "/call-accuracy", "/explanation", "/plan")) {
            matrix.row("GET /forecasts/{pipeline}" + part + "?team=north&by=owner", "n n y n y y y n");
        }
        assertThat(matrix.differences()).isEmpty();
    }
}
