package dealflow.deal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dealflow.local.fixture.BackingServices;
import dealflow.local.fixture.TestProvider;
import dealflow.local.login.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** A service behind a real provider's discovery, with claims of its naming, and limits that a test can reach. */
@QuarkusTest
@TestProfile(HardenedTest.Settings.class)
class HardenedTest {

    public static final class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("dealflow.access.subject-claim", "preferred_username"),
                    Map.entry("dealflow.access.role-claim", "realm_access/roles"),
                    Map.entry("quarkus.oidc.token.forced-jwk-refresh-interval", "1S"),
                    Map.entry("quarkus.http.cors.origins", "https://crm.example"),
                    Map.entry("quarkus.http.proxy.proxy-address-forwarding", "true"),
                    Map.entry("quarkus.http.proxy.trusted-proxies", "127.0.0.1"),
                    Map.entry("dealflow.limits.requests-per-second", "1"),
                    Map.entry("dealflow.limits.burst", "20"),
                    Map.entry("dealflow.limits.refused-per-minute", "30"),
                    Map.entry("dealflow.idempotency.most", "3"),
                    Map.entry("dealflow.idempotency.most-bytes", "4000"),
                    Map.entry("dealflow.webhooks.reach", "public"),
                    Map.entry("dealflow.limits.body-time", "PT1S"),
                    Map.entry("quarkus.http.read-timeout", "2S"));
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
    void theApiDocumentSaysWherePeopleLogIn() {
        var document =
                given().header("Accept", "application/json").get("/q/openapi").jsonPath();
        var scheme = document.<String, String>getMap("components.securitySchemes.login");
        assertThat(scheme).containsEntry("type", "openIdConnect");
        // Another's answer, which this document does not describe.
        assertThat(given().noFilters()
                        .get(scheme.get("openIdConnectUrl"))
                        .jsonPath()
                        .getString("issuer"))
                .isEqualTo(Tokens.ISSUER);
        for (var place : List.of("", "paths.'/deals'.get.")) {
            List<Map<String, List<String>>> ways = document.getList(place + "security");
            assertThat(ways).flatExtracting(Map::keySet).containsExactly("token", "login");
            assertThat(ways.get(1).get("login")).isEqualTo(ways.get(0).get("token"));
        }
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
    void badTokensShutOutNobodyWhoHasAGoodOne() {
        var bad = IntStream.range(0, 40)
                .mapToObj(any -> from("198.51.100.7").auth().oauth2("rubbish").get("/deals"))
                .toList();
        assertThat(bad.get(0).statusCode()).isEqualTo(401);
        assertThat(bad.get(39).statusCode()).isEqualTo(429);
        assertThat(bad.get(39).contentType()).startsWith("application/problem+json");
        assertThat(Integer.parseInt(bad.get(39).header("Retry-After"))).isPositive();
        assertThat(from("198.51.100.7").get("/deals").statusCode())
                .as("without a token")
                .isEqualTo(429);
        assertThat(from("203.0.113.9, 198.51.100.7").get("/deals").statusCode())
                .as("behind an address of its own invention")
                .isEqualTo(429);
        assertThat(from("203.0.113.9").get("/deals").statusCode())
                .as("from elsewhere")
                .isEqualTo(401);
        var good = TestProvider.tokens().signed(claims("neighbour"), "RS256");
        assertThat(from("198.51.100.7").auth().oauth2(good).get("/deals").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPingTellsNoPrivateNameFromOneThatThereIsNot() throws UnknownHostException {
        var own = InetAddress.getLocalHost().getHostName();
        assumeThat(URI.create("https://" + own).getHost())
                .as("a name that an address may have")
                .isNotNull();
        var told = Stream.of(own, "nowhere.invalid")
                .map(host -> "/webhooks/"
                        + asked("pinger")
                                .body("{\"url\":\"https://%s/hook\"}".formatted(host))
                                .post("/webhooks")
                                .then()
                                .statusCode(201)
                                .extract()
                                .path("id"))
                .map(webhook ->
                        asked("pinger").post(webhook + "/ping").jsonPath().getMap(""))
                .distinct()
                .toList();
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).containsEntry("delivered", false).containsEntry("status", null);
    }

    @Test
    void answersAreKeptForACallerInBoundedNumberAndSize() {
        for (var i = 0; i < 3; i++) {
            assertThat(keyed("keeper", "k" + i, "{}").statusCode()).isEqualTo(422);
        }
        var full = keyed("keeper", "k3", "{}");
        assertThat(full.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(full.header("Retry-After"))).isBetween(86_000, 86_400);
        assertThat(keyed("keeper", "k0", "{}").header("Idempotent-Replayed"))
                .as("what is kept is answered")
                .isEqualTo("true");
        assertThat(keyed("another", "k0", "{}").statusCode()).isEqualTo(422);

        var large = "{\"pipeline\":\"%s\"}".formatted("x".repeat(4000));
        assertThat(keyed("long-winded", "k0", large).statusCode()).isBetween(400, 422);
        assertThat(keyed("long-winded", "k1", large).statusCode()).isEqualTo(429);
    }

    private static Response keyed(String name, String key, String body) {
        return asked(name).header("Idempotency-Key", key).body(body).post("/deals");
    }

    private static RequestSpecification asked(String name) {
        return given().auth()
                .oauth2(TestProvider.tokens().signed(claims(name), "RS256"))
                .contentType("application/json");
    }

    private static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", address);
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

    /** Whoever falls silent is told nothing, or why: either way its connection ends. */
    @Test
    void aBodyThatStopsComingEndsTheConnection() throws IOException {
        try (var socket = new Socket("127.0.0.1", api.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(
                            "POST /deals HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
                                    .formatted(token("stopped"))
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .as("all that is answered until the connection ends")
                    .matches("(?s)|HTTP/1\\.1 408.*application/problem\\+json.*");
        }
    }

    /** Else it would hold a thread for as long as it likes, however soon it is known to be of no use. */
    @Test
    void whoGoesOnSendingDropsIsAnsweredAllTheSame() throws IOException {
        assertThat(answerToDropsBehind("{\"title\":\"")).contains("HTTP/1.1 408", "too slowly", "Connection: close");
        assertThat(answerToDropsBehind("{nonsense")).contains("HTTP/1.1 400", "Malformed JSON");
    }

    /** What is heard within ten seconds by a client that sends a byte every tenth of a second. */
    private String answerToDropsBehind(String begun) throws IOException {
        try (var socket = new Socket("127.0.0.1", api.getPort())) {
            socket.setSoTimeout(100);
            var head =
                    "POST /deals HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
                            .formatted(token("dropping"));
            socket.getOutputStream().write((head + begun).getBytes(StandardCharsets.US_ASCII));
            var heard = new ByteArrayOutputStream();
            for (var drops = 0;
                    drops < 100 && !heard.toString(StandardCharsets.UTF_8).endsWith("}");
                    drops++) {
                try {
                    heard.write(socket.getInputStream().read());
                    heard.write(socket.getInputStream()
                            .readNBytes(socket.getInputStream().available()));
                } catch (SocketTimeoutException e) {
                    socket.getOutputStream().write('a');
                }
            }
            return heard.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void aBodyInDropsIsRefusedWhateverItsHeadersSay() throws Exception {
        for (var version : HttpClient.Version.values()) {
            var answer = Sent.by(version, api, token("drops " + version), "/deals", Sent.drops());
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.statusCode()).isEqualTo(408);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void anImportInDropsIsRefusedToo() throws Exception {
        for (var version : HttpClient.Version.values()) {
            var answer = Sent.by(version, api, token("file " + version), "/imports", Sent.drops());
            assertThat(answer.statusCode()).isEqualTo(408);
            assertThat(answer.body()).contains("too slowly");
        }
    }

    private static String token(String name) throws IOException {
        return TestProvider.tokens().signed(claims(name), "RS256");
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
