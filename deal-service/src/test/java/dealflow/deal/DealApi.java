package dealflow.deal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The API in one-line steps, for tests that read like a story. */
public final class DealApi {

    public static final String CONFIRMED =
            "\"confirmation\":{\"confirmedBy\":\"Kari Berg\",\"signal\":\"%s\",\"channel\":\"email\"}";
    public static final String GENUINE =
            """
            {"need":{"state":"CONFIRMED","evidence":"inquiry"},"budget":{"state":"CLAIMED","evidence":"call"},
             "keyPerson":{"state":"CONFIRMED","evidence":"Kari Berg"},"fit":{"state":"CLAIMED","evidence":"certified"}}""";

    private DealApi() {}

    public static RequestSpecification as(String role) {
        return given().auth()
                .oauth2(BackingServices.token(role + "@example.com", role))
                .contentType("application/json");
    }

    /** A request whose body is newline-delimited JSON. */
    public static RequestSpecification ndjson(String role) {
        return given().auth()
                .oauth2(BackingServices.token(role + "@example.com", role))
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/x-ndjson");
    }

    /** An import of such lines, when it is done. */
    public static JsonPath imported(String lines) {
        return done(ndjson("sales-ops")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
    }

    /** An import when it is done. */
    public static JsonPath done(String job) {
        var deadline = Instant.now().plus(Duration.ofSeconds(120));
        while (true) {
            var progress = as("sales-ops").get("/imports/" + job).jsonPath();
            if (!progress.getString("status").equals("RUNNING")) {
                return progress;
            }
            assertThat(Instant.now()).isBefore(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A pipeline of its own with a lead stage and three stages of the funnel; the second has a required item. */
    public static String pipeline() {
        var key = "p-" + UUID.randomUUID();
        as("sales-ops")
                .body(
                        """
                        {"key":"%s","currency":"USD","timeZone":"Europe/Oslo","stages":[
                          {"key":"lead","place":"OUTSIDE","buyingPhase":"NEED_FORMATION"},
                          {"key":"opportunity","place":"FUNNEL","buyingPhase":"NEED_FORMATION","stalledAfter":"P30D"},
                          {"key":"recognition","place":"FUNNEL","buyingPhase":"SOLUTION_EVALUATION",
                           "signals":["SAMPLE_REQUEST"],
                           "checklist":[{"key":"samples-tested","names":{"en":"Samples tested"},"required":true,
                                         "confirmedBy":"CUSTOMER"}]},
                          {"key":"risk","place":"FUNNEL","buyingPhase":"PURCHASE_DECISION"}],
                         "won":{"key":"signed","names":{"en":"Signed"}},"lossReasons":["price","other"],
                         "skips":"FORBIDDEN"}"""
                                .formatted(key))
                .post("/pipelines")
                .then()
                .statusCode(201);
        return key;
    }

    public static String lead(String pipeline) {
        return as("sales-rep")
                .body(
                        """
                        {"pipeline":"%s","title":"Solar lamps","customer":{"name":"Nordlys AS"},
                         "amount":{"amount":"48000","currency":"USD"}}"""
                                .formatted(pipeline))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static Response move(String deal, String body) {
        return as("sales-ops").body(body).post("/deals/" + deal + "/transitions");
    }

    public static String confirmed(String to, String signal) {
        return "{\"to\":\"%s\",%s}".formatted(to, CONFIRMED.formatted(signal));
    }

    public static void qualify(String deal) {
        as("sales-ops")
                .body(GENUINE)
                .put("/deals/" + deal + "/qualification")
                .then()
                .statusCode(200);
    }

    public static JsonPath deal(String deal) {
        return as("sales-ops")
                .get("/deals/" + deal)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static JsonPath history(String deal) {
        return as("sales-ops")
                .get("/deals/" + deal + "/history?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What is told by a job of its own, within some seconds. */
    public static void eventually(Runnable check) {
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError notYet) {
                if (Instant.now().isAfter(deadline)) {
                    throw notYet;
                }
            }
        }
    }
}
