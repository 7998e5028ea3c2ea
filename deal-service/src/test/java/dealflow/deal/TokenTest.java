package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import dealflow.local.login.Tokens;
import dealflow.local.process.Waiting;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which tokens are believed, and what every answer says to browsers. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class TokenTest {

    private static final String RS256 = "RS256";

    @Inject
    MeterRegistry metrics;

    @TestFactory
    Stream<DynamicTest> aBadTokenIsNoToken() {
        var tokens = BackingServices.tokens();
        var bad = new LinkedHashMap<String, String>();
        bad.put("expired", tokens.token("x", List.of("sales-ops"), List.of(), Duration.ofMinutes(-10)));
        bad.put("of another key", Tokens.withNewKey().token("x", List.of("sales-ops"), List.of(), Duration.ofHours(1)));
        bad.put("of another issuer", tokens.signed(changed("iss", "https://elsewhere.example"), RS256));
        bad.put("for another audience", tokens.signed(changed("aud", "billing"), RS256));
        bad.put("for nobody", tokens.signed(changed("aud", null), RS256));
        bad.put("without an end", tokens.signed(changed("exp", null), RS256));
        bad.put("without a name", tokens.signed(changed("upn", null), RS256));
        bad.put("with an empty name", tokens.signed(changed("upn", " "), RS256));
        bad.put("not valid yet", tokens.signed(changed("nbf", System.currentTimeMillis() / 1000 + 3600), RS256));
        bad.put("unsigned", tokens.signed(changed("jti", "x"), "none"));
        bad.put("signed otherwise than agreed", tokens.signed(changed("jti", "x"), "RS512"));
        bad.put("signed with the public key as a password", confused());
        bad.put("garbled", tokens.signed(changed("jti", "x"), RS256).replaceFirst("\\.", ".x"));
        bad.put("of rubbish", "rubbish");
        return bad.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    var answer = given().auth().oauth2(each.getValue()).get("/deals");
                    assertThat(answer.statusCode()).isEqualTo(401);
                    assertThat(answer.asString()).doesNotContain(each.getValue());
                }));
    }

    @Test
    void aGoodOneIsBelieved() {
        var token = BackingServices.tokens().signed(changed("jti", "y"), RS256);
        assertThat(given().auth().oauth2(token).get("/deals").statusCode()).isEqualTo(200);
    }

    /** Tokens are known again for a while, and none for longer than it is good. */
    @Test
    void oneThatWasGoodIsRefusedOnceItHasExpired() {
        var token = BackingServices.tokens().token("x", List.of("sales-ops"), List.of(), Duration.ofSeconds(4));
        for (var i = 0; i < 3; i++) {
            assertThat(given().auth().oauth2(token).get("/me").statusCode()).isEqualTo(200);
        }
        Waiting.until(
                "it has expired", () -> given().auth().oauth2(token).get("/me").statusCode() == 401);
    }

    @Test
    void twoOfOnePersonAreNotTakenForEachOther() {
        var viewer = BackingServices.token("dora", "viewer");
        var operations = BackingServices.token("dora", "sales-ops");
        var other = BackingServices.token("emil", "viewer");
        for (var i = 0; i < 3; i++) {
            assertThat(given().auth().oauth2(viewer).get("/audit").statusCode()).isEqualTo(403);
            assertThat(given().auth().oauth2(operations).get("/audit").statusCode())
                    .isEqualTo(200);
            assertThat(given().auth().oauth2(other).get("/me").jsonPath().getString("name"))
                    .isEqualTo("emil");
            assertThat(given().auth().oauth2(viewer).get("/me").jsonPath().getString("name"))
                    .isEqualTo("dora");
        }
    }

    @Test
    void healthAndMetricsAreNotWhereClientsAre() {
        for (var path : List.of("/q/health", "/q/health/ready", "/q/metrics")) {
            assertThat(as("sales-ops").get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aStrangersRequestsMakeNoLabels() {
        var marker = "x" + System.nanoTime();
        for (var path : List.of("/" + marker, "/deals/" + marker, "/pipelines/" + marker + "/leads", "/q/" + marker)) {
            for (var method : List.of("GET", "POST", "OPTIONS", "TRACE", "X" + marker.toUpperCase())) {
                given().noFilters().request(method, path);
                given().noFilters().auth().oauth2("rubbish").request(method, path);
                as("viewer")
                        .noFilters()
                        .header("Origin", "https://evil.example")
                        .request(method, path);
                as("viewer").noFilters().request(method, path);
            }
        }
        assertThat(metrics.getMeters())
                .extracting(Meter::getId)
                .noneMatch(id -> id.toString().toLowerCase().contains(marker))
                .anyMatch(id -> "UNKNOWN".equals(id.getTag("uri")));
    }

    @Test
    void browsersAreToldToKeepNothingAndToRunNothing() {
        for (var answer : List.of(as("sales-ops").get("/deals"), given().get("/deals"), given().get("/q/openapi"))) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Strict-Transport-Security")).isNotBlank();
            assertThat(answer.header("Server")).isNull();
        }
        assertThat(given().get("/q/swagger-ui/").header("Content-Security-Policy"))
                .contains("script-src 'self'");
    }

    @Test
    void aPageOfAnotherOriginGetsNothing() {
        var answer = as("sales-ops").header("Origin", "https://evil.example").get("/deals");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void jsonIsNotNestedWithoutEnd() {
        var deep = "{\"need\":".repeat(200) + "1" + "}".repeat(200);
        assertThat(as("sales-rep").body(deep).post("/deals").statusCode()).isEqualTo(400);
    }

    private static JwtClaims changed(String claim, Object value) {
        var claims = Tokens.claims("x", List.of("sales-ops"), List.of(), Duration.ofHours(1));
        if (value == null) {
            claims.unsetClaim(claim);
        } else {
            claims.setClaim(claim, value);
        }
        return claims;
    }

    private static String confused() {
        var signature = new JsonWebSignature();
        signature.setPayload(changed("jti", "x").toJson());
        signature.setAlgorithmHeaderValue("HS256");
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setKey(new HmacKey(BackingServices.tokens().publicKey().getBytes(StandardCharsets.US_ASCII)));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
