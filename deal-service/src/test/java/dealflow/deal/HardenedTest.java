package dealflow.deal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.BackingServices;
import dealflow.local.TestProvider;
import dealflow.local.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** A service behind a real provider's discovery, with claims of its naming, and limits that a test can reach. */
@QuarkusTest
@TestProfile(HardenedTest.Settings.class)
class HardenedTest {

    public static final class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "dealflow.access.subject-claim", "preferred_username",
                    "dealflow.access.role-claim", "realm_access/roles",
                    "quarkus.oidc.token.forced-jwk-refresh-interval", "1S",
                    "quarkus.http.cors.origins", "https://crm.example",
                    "dealflow.limits.requests-per-second", "1",
                    "dealflow.limits.burst", "20",
                    "dealflow.limits.refused-per-minute", "30",
                    "dealflow.limits.body-time", "PT1S");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(BackingServices.class), new TestResourceEntry(TestProvider.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @TestHTTPResource("/")
    URI api;

    @Test
    void keysRotateAndTheOldOneIsForgotten() throws InterruptedException {
        var before = TestProvider.tokens();
        assertThat(get(before, "rotation").statusCode()).isEqualTo(200);
        TestProvider.rotate();
        // The service asks the provider for new keys at most once in the interval that the profile sets.
        Thread.sleep(1100);
        assertThat(get(TestProvider.tokens(), "rotation").statusCode()).isEqualTo(200);
        assertThat(get(before, "rotation").statusCode()).isEqualTo(401);
    }

    @Test
    void whoAsksTooMuchWaitsAndNobodyElse() {
        var answers = IntStream.range(0, 40)
                .mapToObj(any -> get(TestProvider.tokens(), "greedy"))
                .toList();
        assertThat(answers.get(0).statusCode()).isEqualTo(200);
        var refused = answers.stream()
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(refused.jsonPath().getString("correlationId")).isEqualTo(refused.header("X-Correlation-Id"));
        assertThat(get(TestProvider.tokens(), "patient").statusCode()).isEqualTo(200);
    }

    @Test
    void onlyListedOriginsMayAsk() {
        var token = TestProvider.tokens().signed(claims("browser"), "RS256");
        var listed = given().auth()
                .oauth2(token)
                .header("Origin", "https://crm.example")
                .get("/deals");
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.header("Access-Control-Allow-Origin")).isEqualTo("https://crm.example");
        assertThat(given().auth()
                        .oauth2(token)
                        .header("Origin", "https://crm.example.evil")
                        .get("/deals")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aBodyThatComesInDropsEndsTheConnection() throws IOException {
        var token = TestProvider.tokens().signed(claims("slow"), "RS256");
        try (var socket = new Socket("127.0.0.1", api.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(
                            "POST /deals HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
                                    .formatted(token)
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).as("the connection ends").isEqualTo(-1);
        }
    }

    private static Response get(Tokens tokens, String name) {
        return given().auth().oauth2(tokens.signed(claims(name), "RS256")).get("/deals?limit=1");
    }

    private static JwtClaims claims(String name) {
        var claims = Tokens.claims(name, List.of(), List.of(), Duration.ofHours(1));
        claims.unsetClaim("upn");
        claims.unsetClaim("groups");
        claims.setClaim("preferred_username", name);
        claims.setClaim("realm_access", Map.of("roles", List.of("sales-ops")));
        return claims;
    }
}
