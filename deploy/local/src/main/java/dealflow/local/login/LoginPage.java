package dealflow.local.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dealflow.local.folder.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The login of a local system: an OpenID Connect provider (code flow with PKCE) where one chooses who to be instead of giving a
 * password. What keeps other users of the machine out is a key that stands in the console's address as the launcher prints it.
 */
public final class LoginPage implements AutoCloseable {

    public static final String CLIENT = "dealflow-console";
    private static final String COOKIE = "dealflow-login";
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(1);
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final URI console;
    private final Tokens tokens;
    private final String key;
    private final String secret;
    private final Supplier<List<Person>> people;
    private final Map<String, Login> logins = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private HttpServer server;

    /** Somebody who has chosen, and whose browser is on the way back with a code. */
    private record Login(Person person, String challenge, String nonce, Instant until) {}

    /**
     * @param console where it lets people go
     * @param key what opens it
     * @param secret the console's, as a client
     * @param people to choose from; asked each time
     */
    public LoginPage(int port, URI console, Tokens tokens, String key, String secret, Supplier<List<Person>> people) {
        this.address = URI.create("http://127.0.0.1:" + port);
        this.console = console;
        this.tokens = tokens;
        this.key = key;
        this.secret = secret;
        this.people = people;
    }

    /** What the console has to know to send people here. */
    public Map<String, String> settings() {
        return Map.of("QUARKUS_OIDC_AUTH_SERVER_URL", address.toString(), "QUARKUS_OIDC_CREDENTIALS_SECRET", secret);
    }

    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(workers);
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, 200, discovery()));
        server.createContext("/keys", exchange -> json(exchange, 200, Map.of("keys", List.of(tokens.jwk()))));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/logout", exchange -> redirect(exchange, console.toString()));
        server.start();
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", Tokens.ISSUER,
                "jwks_uri", address + "/keys",
                "authorization_endpoint", address + "/authorize",
                "token_endpoint", address + "/token",
                "end_session_endpoint", address + "/logout",
                "response_types_supported", List.of("code"),
                "code_challenge_methods_supported", List.of("S256"));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = form(exchange.getRequestURI().getRawQuery());
        if (same(asked.get("key"), key)) {
            exchange.getResponseHeaders().add("Set-Cookie", COOKIE + "=" + key + "; HttpOnly; SameSite=Lax; Path=/");
        } else if (!cookie(exchange)) {
            page(exchange, 403, "<p>Open the address that <code>deploy/local/up</code> printed.</p>");
            return;
        }
        var back = asked.getOrDefault("redirect_uri", "");
        if (!CLIENT.equals(asked.get("client_id")) || !back.startsWith(console + "/")) {
            page(exchange, 400, "<p>Only the console's people log in here.</p>");
        } else if (exchange.getRequestMethod().equals("POST")) {
            choose(exchange, asked, back);
        } else {
            page(exchange, 200, chooser(exchange.getRequestURI().getRawQuery()));
        }
    }

    private void choose(HttpExchange exchange, Map<String, String> asked, String back) throws IOException {
        var name = form(body(exchange)).get("name");
        var person = people.get().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        if (person == null) {
            page(exchange, 400, "<p>There is nobody of that name.</p>");
            return;
        }
        var code = DataFolder.random();
        logins.values().removeIf(login -> login.until().isBefore(Instant.now()));
        logins.put(
                code,
                new Login(
                        person,
                        asked.get("code_challenge"),
                        asked.get("nonce"),
                        Instant.now().plus(CODE_LIFETIME)));
        redirect(exchange, back + "?code=" + encoded(code) + "&state=" + encoded(asked.getOrDefault("state", "")));
    }

    private void token(HttpExchange exchange) throws IOException {
        var given = form(body(exchange));
        var login = logins.remove(given.getOrDefault("code", ""));
        if (!isOurClient(exchange, given)
                || login == null
                || login.until().isBefore(Instant.now())
                || !challenge(given.getOrDefault("code_verifier", "")).equals(login.challenge())) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        var person = login.person();
        var id = Tokens.claims(person.name(), List.of(person.role().claim()), person.teams(), TOKEN_LIFETIME);
        id.setAudience(CLIENT);
        if (login.nonce() != null) {
            id.setStringClaim("nonce", login.nonce());
        }
        json(
                exchange,
                200,
                Map.of(
                        "token_type", "Bearer",
                        "expires_in", TOKEN_LIFETIME.toSeconds(),
                        "id_token", tokens.signed(id, org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA256),
                        "access_token",
                                tokens.token(
                                        person.name(),
                                        List.of(person.role().claim()),
                                        person.teams(),
                                        TOKEN_LIFETIME)));
    }

    private boolean isOurClient(HttpExchange exchange, Map<String, String> given) {
        var basic = exchange.getRequestHeaders().getFirst("Authorization");
        if (basic == null) {
            return CLIENT.equals(given.get("client_id")) && same(given.get("client_secret"), secret);
        }
        var expected = Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return same(basic, "Basic " + expected);
    }

    private String chooser(String query) {
        return people.get().stream()
                .map(person -> "<button name=\"name\" value=\"%s\"><b>%s</b><span>%s</span></button>"
                        .formatted(html(person.name()), html(person.name()), html(words(person))))
                .collect(Collectors.joining(
                        "\n",
                        "<h1>Dealflow</h1><p>Who are you today? <span lang=\"zh\">你今天是谁？</span></p><form method=\"post\" action=\"/authorize?"
                                + html(query) + "\">",
                        "</form>"));
    }

    private static String words(Person person) {
        var role = person.role().claim();
        return person.teams().isEmpty() ? role : role + ", " + String.join(", ", person.teams());
    }

    private boolean cookie(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> List.of(header.split("; *")).stream())
                .anyMatch(
                        cookie -> cookie.startsWith(COOKIE + "=") && same(cookie.substring(COOKIE.length() + 1), key));
    }

    private static boolean same(String given, String wanted) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String text) {
        var fields = new LinkedHashMap<String, String>();
        if (text != null && !text.isEmpty()) {
            for (var field : text.split("&")) {
                var at = field.indexOf('=');
                if (at > 0) {
                    fields.put(
                            URLDecoder.decode(field.substring(0, at), StandardCharsets.UTF_8),
                            URLDecoder.decode(field.substring(at + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return fields;
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(10_000), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static void redirect(HttpExchange exchange, String where) throws IOException {
        exchange.getResponseHeaders().add("Location", where);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void json(HttpExchange exchange, int status, Object content) throws IOException {
        send(exchange, status, "application/json", JSON.writeValueAsBytes(content));
    }

    private static void page(HttpExchange exchange, int status, String content) throws IOException {
        exchange.getResponseHeaders()
                .add(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        var style = "body{font:16px system-ui;max-width:30rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}"
                + "form{display:grid;gap:.5rem}button{font:inherit;display:flex;justify-content:space-between;gap:1rem;"
                + "padding:.75rem 1rem;border:1px solid #8888;border-radius:.5rem;background:none;color:inherit;cursor:pointer}"
                + "button:hover,button:focus{border-color:#0b6e6e}h1{color:#0b6e6e}";
        var text = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Dealflow</title><style>" + style
                + "</style><main>" + content + "</main></html>";
        send(exchange, status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        workers.shutdownNow();
    }
}
