package dealflow.forecast.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every refusal is a problem that can be found again in the logs, and every operation says so in the document. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class HttpEdgeTest {

    @TestHTTPResource("/")
    URI api;

    private static RequestSpecification viewer() {
        return given().header("X-Correlation-Id", "call-7").auth().oauth2(BackingServices.token("vera", "viewer"));
    }

    private static ValidatableResponse isProblem(Response response, int status, String path) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("X-Correlation-Id", "call-7")
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("instance", equalTo(path))
                .body("correlationId", equalTo("call-7"));
    }

    @Test
    void everyRefusalIsAProblem() {
        var anonymous = given().header("X-Correlation-Id", "call-7");
        isProblem(anonymous.get("/forecasts"), 401, "/forecasts").header("WWW-Authenticate", "Bearer");
        var garbled = given().header("X-Correlation-Id", "call-7").auth().oauth2("garbled");
        isProblem(garbled.get("/forecasts"), 401, "/forecasts").header("WWW-Authenticate", "Bearer");
        isProblem(viewer().get("/parked-deals"), 403, "/parked-deals");
        isProblem(viewer().get("/nowhere"), 404, "/nowhere");
        isProblem(viewer().get("/forecasts/none"), 404, "/forecasts/none").body("detail", containsString("none"));
        isProblem(viewer().delete("/forecasts"), 405, "/forecasts");
    }

    @Test
    void aParameterThatIsNotKnownIsRefusedByName() {
        isProblem(viewer().get("/forecasts/loans?ownr=li"), 400, "/forecasts/loans")
                .body("errors[0].field", equalTo("ownr"))
                .body("errors[0].message", containsString("owner"));
        isProblem(viewer().get("/forecasts?limit=3"), 400, "/forecasts").body("errors[0].field", equalTo("limit"));
    }

    @Test
    void aLargeBodyIsRefusedAlsoWhereNoHeaderSaysHowLargeItIs() throws Exception {
        for (var version : HttpClient.Version.values()) {
            var client = HttpClient.newBuilder().version(version).build();
            // Upgrades the connection, which the client does with a request without a body.
            client.send(HttpRequest.newBuilder(api.resolve("/q/openapi")).build(), BodyHandlers.discarding());
            var request = HttpRequest.newBuilder(api.resolve("/targets/loans"))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + BackingServices.token("ola", "sales-ops"))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                            "{\"items\":[]}%s".formatted(" ".repeat(5 << 20)).getBytes(StandardCharsets.UTF_8))))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void anIndecentCorrelationIdIsReplaced() {
        var answer = given().header("X-Correlation-Id", "a b<c>").get("/forecasts");
        assertThat(answer.header("X-Correlation-Id")).matches("[0-9a-f-]{36}");
        assertThat(answer.jsonPath().getString("correlationId")).isEqualTo(answer.header("X-Correlation-Id"));
    }

    @Test
    void everyOperationIsDocumented() {
        Map<String, Object> document = given().accept("application/json")
                .get("/q/openapi?format=json")
                .jsonPath()
                .get();
        @SuppressWarnings("unchecked")
        var paths = (Map<String, Map<String, Map<String, Object>>>) document.get("paths");
        assertThat(paths).hasSizeGreaterThanOrEqualTo(15);
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            if (!List.of("get", "post", "put", "delete").contains(method)) {
                return;
            }
            assertThat(operation).as(path).containsKeys("summary", "description", "operationId");
            @SuppressWarnings("unchecked")
            var answers = (Map<String, Map<String, Object>>) operation.get("responses");
            assertThat(answers.keySet()).as(path).anyMatch(code -> code.startsWith("2"));
            assertThat(answers).as(path).containsKeys("400", "401", "403", "404", "500");
            answers.remove("204");
            answers.forEach((code, answer) -> assertThat(
                            followed(document, answer).get("content").toString())
                    .as("%s %s", path, code)
                    .contains(code.startsWith("2") ? "example" : "Problem"));
        }));
    }

    /** An answer, or the one that it refers to. */
    private static Map<?, ?> followed(Map<?, ?> document, Map<?, ?> answer) {
        var name = answer.get("$ref");
        Map<?, ?> followed = name == null ? answer : document;
        if (name != null) {
            for (var step : name.toString().substring(2).split("/")) {
                followed = (Map<?, ?>) followed.get(step);
            }
        }
        return followed;
    }
}
