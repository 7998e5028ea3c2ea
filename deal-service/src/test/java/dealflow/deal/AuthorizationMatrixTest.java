package dealflow.deal;

import static dealflow.deal.DealApi.pipeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.authorization.Asker;
import dealflow.local.authorization.AuthorizationMatrix;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every operation of the API document, asked by everybody; one without a row fails the test. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class AuthorizationMatrixTest {

    /** A deal's own operations: for others it does not exist. */
    private static final String OF_A_DEAL = "y - y - y n y n";

    @TestHTTPResource("/")
    URI api;

    @Test
    void everyOperationKnowsWhoMayAsk() throws Exception {
        var pipeline = pipeline();
        var matrix = new AuthorizationMatrix(api, path -> values(path, pipeline))
                // owner, colleague, manager, other manager, operations, viewer, service account, one without scopes
                .row("GET /deals", "y y y y y n y n")
                .row("GET /deals/totals", "y y y y y n y n")
                .row("GET /deals/rows", "y y y y y n y n")
                .row("POST /deals", "y y y y y n y n")
                .row("POST /deals/transitions", "y y y y y n y n")
                .row("POST /deals/batch", "y y y y y n y n")
                .row("PUT /deals/by-external-id/{key}/{externalId}", "y y y y y n y n")
                .row("DELETE /deals/{id}", "n n y - y n n n")
                .row("GET /customers", "y y y y y n y n")
                .row("POST /customers", "y y y y y n y n")
                .row("GET /customers/duplicates", "y y y y y n y n")
                .row("GET /customers/{id}", OF_A_DEAL)
                .row("PATCH /customers/{id}", OF_A_DEAL)
                .row("POST /customers/{id}/merges", "n n y - y n n n")
                .row("GET /customers/{id}/deals", OF_A_DEAL)
                .row("GET /customers/{id}/receivables", OF_A_DEAL)
                .row("GET /pipelines", "y y y y y y y n")
                .row("GET /pipelines/{key}", "y y y y y y y n")
                .row("GET /fields", "y y y y y y y n")
                .row("GET /fields/{field}", "y y y y y y y n")
                .row("PUT /fields/{field}", "n n n n y n n n")
                .row("GET /teams", "y y y y y y y n")
                .row("GET /teams/{team}", "y y y y y y y n")
                .row("PUT /teams/{team}", "n n n n y n n n")
                .row("GET /pipeline-templates", "y y y y y y y n")
                .row("POST /pipelines", "n n n n y n n n")
                .row("PUT /pipelines/{key}", "n n n n y n n n")
                .row("PUT /exchange-rates/{currency}/{base}/{date}", "n n n n y n n n")
                .row("GET /exchange-rates/{currency}/{base}/{date}", "y y y y y y y n")
                .row("GET /exchange-rates", "y y y y y y y n")
                .row("PUT /exchange-rates", "n n n n y n n n")
                .row("POST /payments/batch", "n n n n y n y n")
                .row("GET /pipelines/{key}/approval-limits", "y y y y y n n n")
                .row("PUT /pipelines/{key}/approval-limits", "n n n n y n n n")
                .row("GET /pipelines/{key}/leads", "n n y y y n y n")
                .row("GET /payment-terms-templates", "y y y y y y y n")
                .row("GET /views", "y y y y y n y n")
                .row("GET /views/{view}", "y y y - y n y n")
                .row("PUT /views/{view}", "y y y y y n y n")
                .row("DELETE /views/{view}", "y n n - y n n n")
                .row("GET /products", "y y y y y y y n")
                .row("GET /products/{product}", "y y y y y y y n")
                .row("PUT /products/{product}", "n n n n y n n n")
                .row("DELETE /products/{product}", "n n n n y n n n")
                .row("POST /imports", "n n n n y n y n")
                .row("POST /imports/recognition", "n n n n y n y n")
                .row("GET /imports", "n n n n y n y n")
                .row("GET /imports/{id}", "n n n n y n y n")
                .row("GET /imports/{id}/errors", "n n n n y n y n")
                .row("GET /imports/{id}/changes", "n n n n y n y n")
                .row("GET /imports/{id}/effects", "n n n n y n y n")
                .row("POST /imports/{id}/cancellation", "n n n n y n y n")
                .row("GET /exports/deals", "n n n n y n y n")
                .row("GET /events", "y y y y y n y n")
                .row("GET /events/stream", "y y y y y n y n")
                .row("POST /transfers", "n n n n y n n n")
                .row("GET /transfers", "n n n n y n n n")
                .row("GET /transfers/{id}", "n n n n y n n n")
                .row("POST /transfers/{id}/cancellation", "n n n n y n n n")
                .row("POST /webhooks", "n n n n y n y n")
                .row("GET /webhooks", "n n n n y n y n")
                .row("GET /webhooks/{id}", "n n n n y n y n")
                .row("PATCH /webhooks/{id}", "n n n n y n y n")
                .row("DELETE /webhooks/{id}", "n n n n y n y n")
                .row("POST /webhooks/{id}/secret", "n n n n y n y n")
                .row("POST /webhooks/{id}/ping", "n n n n y n y n")
                .row("POST /webhooks/{id}/replay", "n n n n y n y n")
                .row("GET /webhooks/{id}/deliveries", "n n n n y n y n")
                .row("POST /webhooks/{id}/deliveries/{delivery}/resend", "n n n n y n y n")
                .row("POST /erasures", "n n n n y n n n")
                .row("GET /republications", "n n n n y n n n")
                .row("POST /republications", "n n n n y n n n")
                .row("GET /me", "y y y y y y y n")
                .row("GET /audit", "n n n n y n n n")
                .row("PATCH /deals/{id}", OF_A_DEAL)
                .row("GET /deals/{id}", OF_A_DEAL)
                .row("GET /deals/{id}/checklist", OF_A_DEAL)
                .row("PUT /deals/{id}/checklist/{item}", OF_A_DEAL)
                .row("GET /deals/{id}/guidance", OF_A_DEAL)
                .row("GET /deals/{id}/history", OF_A_DEAL)
                .row("DELETE /deals/{id}/milestones/{milestone}", OF_A_DEAL)
                .row("PUT /deals/{id}/milestones/{milestone}", OF_A_DEAL)
                .row("GET /deals/{id}/payments", OF_A_DEAL)
                .row("POST /deals/{id}/payments", OF_A_DEAL)
                .row("POST /deals/{id}/payments/{payment}/reversal", OF_A_DEAL)
                .row("GET /approvals", "y y y y y n y n")
                .row("POST /approvals/{id}/decision", "y y y y y n n n")
                .row("GET /deals/{id}/approvals", OF_A_DEAL)
                .row("POST /deals/{id}/transitions/approvals", OF_A_DEAL)
                .row("GET /deals/{id}/people", OF_A_DEAL)
                .row("PUT /deals/{id}/people/{person}", OF_A_DEAL)
                .row("DELETE /deals/{id}/people/{person}", OF_A_DEAL)
                .row("GET /deals/{id}/price-requests", OF_A_DEAL)
                .row("POST /deals/{id}/price-requests", OF_A_DEAL)
                .row("PUT /deals/{id}/price-requests/{number}/concession", OF_A_DEAL)
                .row("PUT /deals/{id}/qualification", OF_A_DEAL)
                .row("PUT /deals/{id}/risk-review", OF_A_DEAL)
                .row("GET /deals/{id}/risk-review", OF_A_DEAL)
                .row("DELETE /deals/{id}/snooze", OF_A_DEAL)
                .row("PUT /deals/{id}/snooze", OF_A_DEAL)
                .row("GET /deals/{id}/transitions", OF_A_DEAL)
                .row("POST /deals/{id}/transitions", OF_A_DEAL);
        assertThat(matrix.differences()).isEmpty();
    }

    /** A new deal each time: some requests delete it, or give it away. */
    private static Map<String, String> values(String path, String pipeline) {
        return Map.ofEntries(
                Map.entry("id", id(path, pipeline)),
                Map.entry("item", "samples-tested"),
                Map.entry("number", "1"),
                Map.entry("milestone", "BILL_OF_LADING"),
                Map.entry("payment", "2"),
                Map.entry("person", "p1"),
                Map.entry("field", "incoterm"),
                Map.entry("team", "asked-by-all"),
                Map.entry("product", "lamp"),
                Map.entry("view", path.contains("{view}") ? view() : "big"),
                Map.entry("delivery", new UUID(0, 0).toString()),
                Map.entry("key", pipeline),
                Map.entry("externalId", "A1"),
                Map.entry("currency", "EUR"),
                Map.entry("base", "USD"),
                Map.entry("date", "2026-01-01"));
    }

    private static String id(String path, String pipeline) {
        if (path.startsWith("/deals/{id}")) {
            return deal(pipeline);
        }
        return path.startsWith("/customers/{id}") ? customer(pipeline) : new UUID(0, 0).toString();
    }

    /** Of the owner, and its team's to use. */
    private static String view() {
        var key = "v-" + UUID.randomUUID();
        given().auth()
                .oauth2(Asker.OWNER.token())
                .contentType("application/json")
                .body("{\"filter\":{\"status\":[\"OPEN\"]},\"sharedWith\":\"TEAM\"}")
                .put("/views/" + key)
                .then()
                .statusCode(200);
        return key;
    }

    private static String customer(String pipeline) {
        return made(pipeline, "customer.id");
    }

    private static String deal(String pipeline) {
        return made(pipeline, "id");
    }

    private static String made(String pipeline, String what) {
        return given().auth()
                .oauth2(Asker.OWNER.token())
                .contentType("application/json")
                .body("{\"pipeline\":\"%s\",\"title\":\"Lamps\",\"team\":\"north\",\"customer\":{\"name\":\"Of %s\"}}"
                        .formatted(pipeline, UUID.randomUUID()))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path(what);
    }
}
