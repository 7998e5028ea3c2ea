package dealflow.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** An OIDC provider of which a service sees what it sees of any: the discovery document and the keys, which change. */
public final class TestProvider implements QuarkusTestResourceLifecycleManager {

    private static volatile Tokens current = Tokens.withNewKey();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        answer(
                "/.well-known/openid-configuration",
                () -> Map.of("issuer", Tokens.ISSUER, "jwks_uri", address + "/keys"));
        answer("/keys", () -> Map.of("keys", List.of(current.jwk())));
        server.start();
        return Map.of("quarkus.oidc.auth-server-url", address, "quarkus.oidc.public-key", "");
    }

    private void answer(String path, java.util.function.Supplier<Map<String, ?>> content) {
        server.createContext(path, exchange -> {
            var body = new ObjectMapper().writeValueAsBytes(content.get());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    /** What the provider signs with now. */
    public static Tokens tokens() {
        return current;
    }

    /** Takes a new key, and publishes the old one no longer. */
    public static void rotate() {
        current = Tokens.withNewKey();
    }

    /** After {@link BackingServices}, whose key it replaces. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
