package dealflow.acceptance.operation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.acceptance.system.Launcher;
import dealflow.acceptance.system.Secrets;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * With a real OpenID Connect provider: its tokens, roles, teams, service accounts, and what happens when it changes its keys.
 * Beside the tests of the other systems.
 */
@Order(0)
@Execution(ExecutionMode.CONCURRENT)
class KeycloakIT {

    private static final int CONSOLE = 0;
    private static final int DEALS = 1;
    private static final int FUNNELS = 2;
    private static final int FORECASTS = 3;
    private static final int KEYCLOAK = 1015;

    @TempDir
    Path directory;

    private Launcher launcher;
    private Process up;

    @AfterEach
    void stop() {
        Launcher.stop(up);
    }

    @Test
    void itsTokensSayWhoMayDoWhatUntilItsKeysChange() throws Exception {
        launcher = Launcher.in(directory);
        up = launcher.start("up.log", "--keycloak");
        launcher.awaitReady(up, "up.log");

        var ops = token("ops");
        for (var service : Map.of(DEALS, "/deals", FUNNELS, "/funnels", FORECASTS, "/forecasts")
                .entrySet()) {
            as(ops, service.getKey()).get(service.getValue()).then().statusCode(200);
            as(ops + "x", service.getKey()).get(service.getValue()).then().statusCode(401);
            as(administrators(), service.getKey())
                    .get(service.getValue())
                    .then()
                    .statusCode(401);
        }
        assistantsSendTheSameTokens(ops);
        rolesAndTeamsCount(ops);
        serviceAccountsAreHeldToTheirScopes();
        aTokenOfTheNextKeyIsBelievedAndOneOfTheLastKeyNoLonger(ops);

        var password = Files.readString(launcher.data().resolve("keycloak/password"));
        assertThat(Secrets.inLogs(launcher.data(), List.of(password))).isPositive();
    }

    private void assistantsSendTheSameTokens(String ops) {
        var message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"find_deals\"}}";
        var answer = as(ops, CONSOLE)
                .header("Accept", "application/json, text/event-stream")
                .body(message)
                .post("/mcp");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).contains("\"isError\":false");
        as(ops + "x", CONSOLE).body(message).post("/mcp").then().statusCode(401);
    }

    private void rolesAndTeamsCount(String ops) throws Exception {
        as(ops, DEALS)
                .body("{\"key\":\"kc\",\"template\":\"b2b-5\",\"currency\":\"USD\",\"timeZone\":\"UTC\"}")
                .post("/pipelines")
                .then()
                .statusCode(201);
        var rep = token("rep");
        String deal = as(rep, DEALS)
                .body("{\"pipeline\":\"kc\",\"title\":\"Lamps\",\"team\":\"north\"}")
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(as(rep, DEALS).get("/deals/" + deal).jsonPath().getString("owner"))
                .isEqualTo("rep");
        assertThat(as(token("manager"), DEALS).get("/deals").jsonPath().getList("items.id"))
                .as("its team's")
                .containsExactly(deal);
        as(token("viewer"), DEALS).get("/deals").then().statusCode(403);
        as(token("viewer"), FUNNELS).get("/funnels").then().statusCode(200);
        as(rep, DEALS).get("/audit").then().statusCode(403);
    }

    private void serviceAccountsAreHeldToTheirScopes() throws Exception {
        as(token("integrator"), DEALS).get("/events").then().statusCode(200);
        var reader = granted(Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                "integrator",
                "client_secret",
                password(),
                "scope",
                "deals:read"));
        as(reader, DEALS).get("/deals").then().statusCode(200);
        as(reader, DEALS).get("/events").then().statusCode(403);
        as(reader, DEALS)
                .body("{\"pipeline\":\"kc\",\"title\":\"Lamps\"}")
                .post("/deals")
                .then()
                .statusCode(403);
    }

    private void aTokenOfTheNextKeyIsBelievedAndOneOfTheLastKeyNoLonger(String before) throws Exception {
        var keys = "/admin/realms/dealflow/components";
        var administrator = administrators();
        String old = as(administrator, KEYCLOAK)
                .queryParam("type", "org.keycloak.keys.KeyProvider")
                .get(keys)
                .then()
                .statusCode(200)
                .extract()
                .path("find { it.providerId == 'rsa-generated' }.id");
        as(administrator, KEYCLOAK)
                .body(
                        """
                        {"name":"next","providerId":"rsa-generated","providerType":"org.keycloak.keys.KeyProvider",
                         "config":{"priority":["200"],"enabled":["true"],"active":["true"],"algorithm":["RS256"]}}""")
                .post(keys)
                .then()
                .statusCode(201);
        as(administrator, KEYCLOAK).delete(keys + "/" + old).then().statusCode(204);

        var after = token("ops");
        for (var service : Map.of(DEALS, "/deals", FUNNELS, "/funnels", FORECASTS, "/forecasts")
                .entrySet()) {
            // A service asks for keys that it does not know every 30 s at most.
            Dealflow.await(
                    "the next key is known to " + service.getValue(),
                    Duration.ofSeconds(1),
                    () -> as(after, service.getKey()).get(service.getValue()).statusCode() == 200);
            as(before, service.getKey()).get(service.getValue()).then().statusCode(401);
        }
    }

    private RequestSpecification as(String token, int port) {
        return given().baseUri("http://127.0.0.1:" + (launcher.ports().base() + port))
                .auth()
                .oauth2(token)
                .contentType("application/json");
    }

    /** As a person gets it: from the command. */
    private String token(String name) throws IOException, InterruptedException {
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Launcher.JAR.toString(),
                        "dealflow.local.Token",
                        name,
                        "--data",
                        launcher.data().toString())
                .start();
        var token = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(command.waitFor()).isZero();
        return token;
    }

    /** Good, but of another issuer. */
    private String administrators() throws IOException {
        return granted(
                "master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        "admin",
                        "password",
                        password()));
    }

    private String granted(Map<String, String> form) {
        return granted("dealflow", form);
    }

    private String granted(String realm, Map<String, String> form) {
        return given().baseUri("http://127.0.0.1:" + (launcher.ports().base() + KEYCLOAK))
                .formParams(form)
                .post("/realms/%s/protocol/openid-connect/token".formatted(realm))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private String password() throws IOException {
        return Files.readString(launcher.data().resolve("keycloak/password"));
    }
}
