package dealflow.local.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gets tokens as anybody would: for a service account by its own secret, for a person by name and password.
 *
 * @param issuer the realm's address
 * @param password everybody's
 */
public record KeycloakLogin(String issuer, String password) {

    public String token(Role role) {
        var form = new TreeMap<String, String>();
        if (role == Role.INTEGRATOR) {
            form.put("grant_type", "client_credentials");
            form.put("client_id", role.label());
            form.put("client_secret", password);
            form.put("scope", Tokens.SCOPES);
        } else {
            form.put("grant_type", "password");
            form.put("client_id", "dealflow-app");
            form.put("username", role.label());
            form.put("password", password);
        }
        return post(form);
    }

    private String post(Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofInputStream())
                            .body());
            if (!answer.hasNonNull("access_token")) {
                throw new IllegalStateException("Keycloak gives no token: " + answer);
            }
            return answer.get("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak cannot be reached at " + issuer, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
