package dealflow.acceptance.hostile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dealflow.acceptance.system.Dealflow;
import dealflow.local.login.Role;
import dealflow.local.login.Tokens;
import dealflow.local.stack.Service;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real processes answer to callers without a right, and to more than they can take. */
@ExtendWith(Dealflow.class)
class BadInputIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final long LENGTH = 100L << 20;

    static Stream<String> paths() {
        return Stream.of("deal-service/deals", "funnel-service/funnels/loans", "forecast-service/forecasts/loans");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void nobodyIsLetInWithoutATokenThatHolds(String path) {
        var roles = List.of("sales-ops");
        var ours = Tokens.of(Dealflow.stack().folder());
        var valid = ours.token("ops", roles, List.of(), HOUR);

        assertProblem(get(path, null), 401);
        assertProblem(get(path, ours.token("ops", roles, List.of(), HOUR.negated())), 401);
        assertProblem(get(path, Tokens.withNewKey().token("ops", roles, List.of(), HOUR)), 401);
        assertProblem(get(path, valid.substring(0, valid.length() - 6) + "AAAAAA"), 401);
        assertProblem(get(path, "nonsense"), 401);
        assertProblem(get(path, ours.token("guest", List.of("guest"), List.of(), HOUR)), 403);
    }

    /** Who tries webhooks has the receiver on the same machine; into the network around it nothing goes. */
    @Test
    void aWebhookReachesThisMachineAndNothingElseThatIsPrivate() throws IOException {
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            var here = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
            var webhook =
                    webhook(here).then().statusCode(201).extract().jsonPath().getString("id");
            assertThat(Dealflow.deals(Role.OPS)
                            .post("/webhooks/" + webhook + "/ping")
                            .jsonPath()
                            .getBoolean("delivered"))
                    .isTrue();
            Dealflow.deals(Role.OPS).delete("/webhooks/" + webhook).then().statusCode(204);
        } finally {
            receiver.stop(0);
        }
        assertProblem(webhook("http://10.0.0.1/hook"), 422);
        assertProblem(webhook("https://169.254.169.254/hook"), 422);
    }

    private static Response webhook(String url) {
        return Dealflow.deals(Role.OPS)
                .contentType("application/json")
                .body("{\"url\":\"%s\"}".formatted(url))
                .post("/webhooks");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void healthAndTheApiDocumentsAreOpen(String path) {
        var service = service(path);
        assertThat(given().get(service.health() + "/ready").statusCode()).isEqualTo(200);
        assertThat(given().get(service.api() + "/q/openapi").statusCode()).isEqualTo(200);
        assertThat(given().get(service.api() + "/q/swagger-ui/").statusCode()).isEqualTo(200);
        assertProblem(given().auth().oauth2(Dealflow.stack().token(Role.OPS)).get(service.api() + "/nowhere"), 404);
    }

    @Test
    void aBodyOfAHundredMegabytesIsRefusedAndTheServiceLives() throws Exception {
        var before = dealCount();
        var request = HttpRequest.newBuilder(URI.create(Dealflow.stack().deals().api() + "/deals"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + Dealflow.stack().token(Role.OPS))
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(LongTitle::new), LENGTH))
                .build();
        try {
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        } catch (IOException closed) {
            // A client that is still sending may see the connection close before it reads the answer.
            assertThat(closed).hasMessageMatching("(?s).*(reset|closed|Broken pipe|EOF).*");
        }
        assertThat(dealCount()).isEqualTo(before);
        assertThat(Dealflow.stack().deals().alive()).isTrue();
    }

    private static Response get(String path, String token) {
        var request = given().baseUri(service(path).api().toString());
        return (token == null ? request : request.auth().oauth2(token)).get(path.substring(path.indexOf('/')));
    }

    private static Service service(String path) {
        return (Service) Dealflow.stack().parts().stream()
                .filter(part -> path.startsWith(part.name()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertProblem(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("correlationId")).isNotBlank();
        assertThat(answer.asString()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    private static int dealCount() {
        return Dealflow.deals(Role.OPS)
                .queryParam("limit", 500)
                .queryParam("q", "hundred megabytes")
                .get("/deals")
                .jsonPath()
                .getList("items")
                .size();
    }

    /** A deal with a title of a hundred megabytes. */
    private static final class LongTitle extends InputStream {

        private static final byte[] BEGIN =
                "{\"pipeline\":\"loans\",\"title\":\"hundred megabytes ".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
        private long position;

        @Override
        public int read() {
            if (position == LENGTH) {
                return -1;
            }
            var at = position++;
            if (at < BEGIN.length) {
                return BEGIN[(int) at];
            }
            return at < LENGTH - END.length ? 'x' : END[(int) (at - (LENGTH - END.length))];
        }
    }
}
