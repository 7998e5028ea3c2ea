package dealflow.local.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.local.stack.Ports;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginPageTest {

    private static final String VERIFIER = "a-verifier-that-only-the-console-knows-until-it-asks-for-tokens";
    private static final URI CONSOLE = URI.create("http://127.0.0.1:1");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Tokens tokens = Tokens.withNewKey();
    private final Ports ports = Ports.free();
    private final LoginPage page = new LoginPage(
            ports.login(),
            CONSOLE,
            tokens,
            "the-key",
            "the-secret",
            () -> List.of(new Person("li.wei", Role.REP, List.of("americas")), new Person(Role.OPS)));

    @BeforeEach
    void start() {
        page.start();
    }

    @AfterEach
    void stop() {
        page.close();
    }

    @Test
    void whoHasTheKeyChoosesWhoToBeAndTheConsoleGetsTheTokensOnce() throws Exception {
        var shown = get(authorize("key=the-key"));
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("li.wei", "sales-rep, americas", "sales-ops");
        var cookie = shown.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax");

        var chosen = post(authorize("state=s1"), "name=li.wei", "Cookie", cookie.split(";")[0]);
        var back = chosen.headers().firstValue("Location").orElseThrow();
        assertThat(back).startsWith(CONSOLE + "/?code=").endsWith("&state=s1");
        var code = back.replaceAll(".*code=([^&]*)&.*", "$1");

        var granted = json(token(code, VERIFIER, "the-secret"));
        var claims = claims(granted.path("access_token").asText());
        assertThat(claims.path("upn").asText()).isEqualTo("li.wei");
        assertThat(claims.path("aud").asText()).isEqualTo(Tokens.AUDIENCE);
        assertThat(claims.path("teams").toString()).isEqualTo("[\"americas\"]");
        assertThat(claims(granted.path("id_token").asText()).path("aud").asText())
                .isEqualTo(LoginPage.CLIENT);
        assertThat(token(code, VERIFIER, "the-secret").statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyElseGetsIn() throws Exception {
        assertThat(get(authorize("state=s")).statusCode()).isEqualTo(403);
        assertThat(get(authorize("key=another")).statusCode()).isEqualTo(403);
        assertThat(post(authorize("state=s"), "name=ops", "Cookie", "dealflow-login=x")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(authorize("key=the-key"), "name=nobody", "X", "x").statusCode())
                .isEqualTo(400);
        var elsewhere = authorize("key=the-key").replace("127.0.0.1%3A1", "127.0.0.1%3A10");
        assertThat(post(elsewhere, "name=ops", "X", "x").statusCode()).isEqualTo(400);
    }

    @Test
    void aCodeIsForWhoAskedForIt() throws Exception {
        assertThat(token(code(), "another-verifier", "the-secret").statusCode()).isEqualTo(400);
        assertThat(token(code(), VERIFIER, "another-secret").statusCode()).isEqualTo(400);
    }

    private String code() throws Exception {
        return post(authorize("key=the-key&state=s"), "name=ops", "X", "x")
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll(".*code=([^&]*)&.*", "$1");
    }

    private String authorize(String more) throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return "/authorize?response_type=code&client_id=%s&redirect_uri=%s&code_challenge=%s&%s"
                .formatted(
                        LoginPage.CLIENT,
                        URLEncoder.encode(CONSOLE + "/", StandardCharsets.UTF_8),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                        more);
    }

    private HttpResponse<String> token(String code, String verifier, String secret) throws Exception {
        return post(
                "/token",
                "grant_type=authorization_code&client_id=%s&client_secret=%s&code=%s&code_verifier=%s"
                        .formatted(LoginPage.CLIENT, secret, code, verifier),
                "X",
                "x");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form, String header, String value) throws Exception {
        return http.send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(header, value)
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + ports.login() + path);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private static JsonNode claims(String token) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
