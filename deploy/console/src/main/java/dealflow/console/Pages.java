package dealflow.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The one document, at the address of every page, and the modules that draw them. */
@ApplicationScoped
class Pages {

    /** Every first step of a page's address, and the modules that draw it; as the router of the modules has them. */
    private static final Map<String, List<String>> PAGES = Map.ofEntries(
            Map.entry("today", List.of("pages/today")),
            Map.entry("board", List.of("pages/board")),
            Map.entry("deals", List.of("pages/deal")),
            Map.entry("funnel", List.of("pages/funnel", "funnel/picture")),
            Map.entry("forecast", List.of("pages/forecast", "forecast/fan")),
            Map.entry("company", List.of("pages/company")),
            Map.entry("customers", List.of("pages/customers")),
            Map.entry("import", List.of("pages/import")),
            Map.entry("pipelines", List.of("pages/pipelines")),
            Map.entry("operations", List.of("pages/operations")));

    private static final String ADDRESSES = "/(%s)?(/[^/]+)*".formatted(String.join("|", PAGES.keySet()));

    /** With the version of all of them between, they are kept by a browser for good. */
    private static final Pattern FILES =
            Pattern.compile("/app/(v[0-9a-f]{16}/)?((?:[a-z-]+/)?[a-z-]+\\.(?:js|css|svg))");

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml");

    private final Map<String, File> files = new ConcurrentHashMap<>();

    /**
     * @param packed the content as gzip
     * @param tag changes with the content, so that a browser asks only whether it has changed
     */
    private record File(Buffer content, Buffer packed, String type, String tag) {

        static File of(byte[] content, String type) {
            return new File(
                    Buffer.buffer(content),
                    Buffer.buffer(gzip(content)),
                    type,
                    "\"" + base64(sha256(content)).substring(0, 22) + "\"");
        }

        private static byte[] gzip(byte[] content) {
            var packed = new ByteArrayOutputStream();
            try (var out = new GZIPOutputStream(packed)) {
                out.write(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }
    }

    void routes(@Observes Router router) {
        var importMap = Libraries.importMap();
        var modules = new Modules(Libraries.imports(), Pages::module);
        var version = version();
        var documents = new HashMap<String, File>();
        PAGES.forEach((step, drawn) -> {
            var roots = Stream.concat(Stream.of("main"), drawn.stream()).map("/app/%s.js"::formatted);
            documents.put(step, document(importMap, version, modules.of(roots.toArray(String[]::new))));
        });
        var policy = policy(importMap);
        // Before the login and the libraries' files, which have no route of their own.
        router.route().order(Integer.MIN_VALUE).handler(context -> harden(context, policy));
        router.routeWithRegex(FILES.pattern()).method(HttpMethod.GET).handler(context -> {
            var path = FILES.matcher(context.normalizedPath());
            var file = path.matches() ? files.computeIfAbsent(path.group(2), Pages::file) : null;
            if (file == null) {
                context.next();
            } else {
                // A page of before an update asks by its own version, and gets what is there now.
                if (version.equals(path.group(1))) {
                    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable");
                }
                answer(context, file);
            }
        });
        router.routeWithRegex(ADDRESSES).method(HttpMethod.GET).handler(context -> {
            // Not to be shown again by the back button when somebody has logged out.
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            answer(context, documents.get(PAGES.containsKey(step(context)) ? step(context) : "today"));
        });
    }

    private static String step(RoutingContext context) {
        var steps = context.normalizedPath().split("/", 3);
        return steps.length > 1 ? steps[1] : "";
    }

    /** The one document, with all that the page is drawn by named at once. */
    private static File document(String importMap, String version, Set<String> modules) {
        var preloads = modules.stream()
                .map(address ->
                        address.startsWith("/app/") ? "/app/" + version + address.substring("/app/".length()) : address)
                .map("<link rel=\"modulepreload\" href=\"%s\">"::formatted)
                .collect(Collectors.joining("\n"));
        return read("console/index.html")
                .map(found -> new String(found, StandardCharsets.UTF_8)
                        .replace("{uplot}", Libraries.uplot())
                        .replace("{importMap}", importMap)
                        .replace("{version}", version)
                        .replace("{preloads}", preloads))
                .map(text -> File.of(text.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8"))
                .orElseThrow();
    }

    /** Another one whenever one of our files is another. */
    private static String version() {
        var main = Thread.currentThread().getContextClassLoader().getResource("console/app/main.js");
        try {
            var address = String.valueOf(main);
            if (!address.startsWith("jar:")) {
                return version(Path.of(main.toURI()).getParent());
            }
            var jar = URI.create(address.substring("jar:".length(), address.indexOf("!/")));
            try (var files = FileSystems.newFileSystem(Path.of(jar))) {
                return version(files.getPath("console/app"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String version(Path folder) throws IOException {
        var contents = new ArrayList<byte[]>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                contents.add(Files.readAllBytes(file));
            }
        }
        return "v%s/".formatted(HexFormat.of().formatHex(sha256(contents)).substring(0, 16));
    }

    private static String module(String address) {
        return read(address.startsWith("/app/") ? "console" + address : "META-INF/resources" + address)
                .map(found -> new String(found, StandardCharsets.UTF_8))
                .orElse(null);
    }

    private static void answer(RoutingContext context, File file) {
        var response = context.response();
        if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        }
        response.putHeader(HttpHeaders.VARY, "Accept-Encoding").putHeader(HttpHeaders.ETAG, file.tag());
        if (file.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
        var taken = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (taken != null && taken.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(file.packed());
        } else {
            response.end(file.content());
        }
    }

    /** Nothing but our own files, no inline script but the import map, in nobody's frame. */
    private static String policy(String importMap) {
        return "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                        .formatted(base64(sha256(importMap.getBytes(StandardCharsets.UTF_8))))
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    private static void harden(RoutingContext context, String policy) {
        context.response()
                .putHeader("Content-Security-Policy", policy)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        context.next();
    }

    /** Null, which is not kept, if there is none. */
    private static File file(String path) {
        return read("console/app/" + path)
                .map(found -> File.of(found, TYPES.get(path.substring(path.lastIndexOf('.') + 1))))
                .orElse(null);
    }

    private static Optional<byte[]> read(String resource) {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        return sha256(List.of(bytes));
    }

    private static byte[] sha256(List<byte[]> parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(digest::update);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
