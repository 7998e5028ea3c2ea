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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/** The one document, at the address of every page, and the modules that draw them. */
@ApplicationScoped
class Pages {

    /** Every first step of a page's address. */
    private static final String ADDRESSES =
            "/(today|board|deals|funnel|forecast|import|pipelines|operations)?(/[^/]+)*";

    private static final String FILES = "/app/([a-z-]+/)?[a-z-]+\\.(js|css|svg)";
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
        var index = read("console/index.html")
                .map(found -> new String(found, StandardCharsets.UTF_8)
                        .replace("{uplot}", Libraries.uplot())
                        .replace("{importMap}", importMap))
                .map(text -> File.of(text.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8"))
                .orElseThrow();
        var policy = policy(importMap);
        // Before the login and the libraries' files, which have no route of their own.
        router.route().order(Integer.MIN_VALUE).handler(context -> harden(context, policy));
        router.routeWithRegex(FILES).method(HttpMethod.GET).handler(context -> {
            var file = files.computeIfAbsent(context.normalizedPath(), Pages::file);
            if (file == null) {
                context.next();
            } else {
                answer(context, file);
            }
        });
        router.routeWithRegex(ADDRESSES).method(HttpMethod.GET).handler(context -> {
            // Not to be shown again by the back button when somebody has logged out.
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            answer(context, index);
        });
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
        return read("console" + path)
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
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
