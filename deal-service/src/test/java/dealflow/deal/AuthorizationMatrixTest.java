package dealflow.deal;

import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.local.BackingServices;
import dealflow.local.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the API document, asked by everybody. For what belongs to one deal a rule says what each gets; for the
 * rest a row. An operation without a row fails the test.
 */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class AuthorizationMatrixTest {

    private static final List<String> CALLERS = List.of(
            "owner", "colleague", "manager", "other manager", "operations", "viewer", "integrator", "no scopes");

    /** In the order of the callers: y is let in (whatever else is wrong with the request), n is refused with 403. */
    private static final Map<String, String> ROWS = new HashMap<>();

    static {
        row("GET /deals", "y y y y y n y n");
        row("POST /deals", "y y y y y n y n");
        row("POST /deals/transitions", "y y y y y n y n");
        row("DELETE /deals/{id}", "n n y - y n n n");
        row("GET /pipelines", "y y y y y y y n");
        row("GET /pipelines/{key}", "y y y y y y y n");
        row("GET /pipeline-templates", "y y y y y y y n");
        row("POST /pipelines", "n n n n y n n n");
        row("PUT /pipelines/{key}", "n n n n y n n n");
        row("PUT /exchange-rates/{currency}/{base}/{date}", "n n n n y n n n");
        row("GET /pipelines/{key}/approval-limits", "y y y y y n n n");
        row("PUT /pipelines/{key}/approval-limits", "n n n n y n n n");
        row("GET /pipelines/{key}/leads", "n n y y y n y n");
        row("GET /payment-terms-templates", "y y y y y y y n");
        row("POST /imports", "n n n n y n y n");
        row("GET /imports/{id}", "n n n n y n y n");
        row("GET /imports/{id}/errors", "n n n n y n y n");
        row("GET /exports/deals", "n n n n y n y n");
        row("GET /events", "y y y y y n y n");
        row("GET /events/stream", "y y y y y n y n");
        row("POST /webhooks", "n n n n y n y n");
        row("GET /webhooks", "n n n n y n y n");
        row("GET /webhooks/{id}", "n n n n y n y n");
        row("PATCH /webhooks/{id}", "n n n n y n y n");
        row("DELETE /webhooks/{id}", "n n n n y n y n");
        row("POST /webhooks/{id}/secret", "n n n n y n y n");
        row("POST /webhooks/{id}/ping", "n n n n y n y n");
        row("POST /webhooks/{id}/replay", "n n n n y n y n");
        row("POST /erasures", "n n n n y n n n");
        row("POST /republications", "n n n n y n n n");
        row("GET /audit", "n n n n y n n n");
    }

    /** A deal's own operations: for others it does not exist (-). */
    private static final String OF_A_DEAL = "y - y - y n y n";

    private static void row(String operation, String expected) {
        ROWS.put(operation, expected);
    }

    @TestHTTPResource("/")
    URI api;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private String pipeline;

    /** An operation, and the example of its body that the document shows. */
    private record Operation(String method, String path, String contentType, String body) {

        String name() {
            return method + " " + path;
        }

        String expected() {
            var row = ROWS.get(name());
            return row == null && path.startsWith("/deals/{id}") ? OF_A_DEAL : row;
        }
    }

    @Test
    void everyOperationKnowsWhoMayAsk() throws Exception {
        pipeline = pipeline();
        var operations = operations();
        assertThat(operations).hasSizeGreaterThan(20);
        assertThat(operations.stream()
                        .filter(operation -> operation.expected() == null)
                        .map(Operation::name))
                .as("operations without a row")
                .isEmpty();
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            var expected = operation.expected().split(" ");
            for (var i = 0; i < CALLERS.size(); i++) {
                var status = ask(operation, token(CALLERS.get(i)), deal());
                if (!fits(expected[i], status)) {
                    wrong.add("%s by %s: %d".formatted(operation.name(), CALLERS.get(i), status));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean fits(String expected, int status) {
        return switch (expected) {
            case "n" -> status == 403;
            case "-" -> status == 404;
            default -> status != 401 && status != 403 && status < 500;
        };
    }

    @Test
    void nobodyIsLetInWithoutAGoodToken() throws Exception {
        pipeline = pipeline();
        var tokens = BackingServices.tokens();
        var bad = new LinkedHashMap<String, String>();
        bad.put("anonymous", null);
        bad.put("expired", tokens.token("olga", List.of("sales-ops"), List.of(), Duration.ofMinutes(-10)));
        bad.put("wrong key", Tokens.withNewKey().token("olga", List.of("sales-ops"), List.of(), Duration.ofHours(1)));
        bad.put("algorithm none", tokens.signed(claims("olga", "sales-ops"), "none"));
        var audience = claims("olga", "sales-ops");
        audience.setAudience("elsewhere");
        bad.put("wrong audience", tokens.signed(audience, "RS256"));
        var deal = deal();
        for (var operation : operations()) {
            for (var token : bad.entrySet()) {
                assertThat(ask(operation, token.getValue(), deal))
                        .as(operation.name() + ", " + token.getKey())
                        .isEqualTo(401);
            }
        }
    }

    private static String token(String caller) {
        var claims =
                switch (caller) {
                    case "owner" -> claims("ann", "sales-rep");
                    case "colleague" -> claims("bob", "sales-rep");
                    case "manager", "other manager" -> claims("mia", "sales-manager");
                    case "operations" -> claims("olga", "sales-ops");
                    case "viewer" -> claims("vic", "viewer");
                    default -> claims("erp", "integrator");
                };
        claims.setStringListClaim("teams", List.of(caller.equals("other manager") ? "south" : "north"));
        if (caller.equals("no scopes")) {
            claims.unsetClaim("scope");
        }
        return BackingServices.tokens().signed(claims, "RS256");
    }

    private static JwtClaims claims(String name, String role) {
        return Tokens.claims(name, List.of(role), List.of("north"), Duration.ofHours(1));
    }

    private String deal() throws Exception {
        var body = "{\"pipeline\":\"%s\",\"title\":\"Lamps\",\"team\":\"north\"}".formatted(pipeline);
        var made = http.send(
                request("POST", "/deals", token("owner"), "application/json", body)
                        .build(),
                BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return json.readTree(made.body()).get("id").textValue();
    }

    /** Only the answer's status: an answer may be a stream that does not end. */
    private int ask(Operation operation, String token, String deal) throws Exception {
        var path = operation.path();
        for (var value : Map.of(
                        "{id}", path.startsWith("/deals") ? deal : new UUID(0, 0).toString(),
                        "{item}", "samples-tested",
                        "{number}", "1",
                        "{milestone}", "BILL_OF_LADING",
                        "{key}", pipeline,
                        "{currency}", "EUR",
                        "{base}", "USD",
                        "{date}", "2026-01-01")
                .entrySet()) {
            path = path.replace(value.getKey(), value.getValue());
        }
        assertThat(path).doesNotContain("{");
        var answer = http.send(
                request(operation.method(), path, token, operation.contentType(), operation.body())
                        .build(),
                BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private HttpRequest.Builder request(String method, String path, String token, String contentType, String body) {
        var request = HttpRequest.newBuilder(api.resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", contentType == null ? "application/json" : contentType);
        }
        return request;
    }

    private List<Operation> operations() throws IOException, InterruptedException {
        var document = json.readTree(http.send(
                        HttpRequest.newBuilder(api.resolve("/q/openapi?format=json"))
                                .build(),
                        BodyHandlers.ofString())
                .body());
        var operations = new ArrayList<Operation>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (operation.getValue().has("responses")) {
                    operations.add(operation(operation.getKey().toUpperCase(), path.getKey(), operation.getValue()));
                }
            }
        }
        return operations;
    }

    private static Operation operation(String method, String path, JsonNode documented) {
        var content = documented.path("requestBody").path("content").properties();
        if (content.isEmpty()) {
            return new Operation(method, path, null, method.equals("GET") || method.equals("DELETE") ? null : "");
        }
        var first = content.iterator().next();
        var example = first.getValue().path("example");
        return new Operation(
                method,
                path,
                first.getKey(),
                example.isMissingNode() ? "{}" : example.isTextual() ? example.textValue() : example.toString());
    }
}
