package dealflow.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Passes {@code /api/<service>/…} on to that service with the token of whoever is logged in. The browser has a session only, which no
 * script reads; so a page of somebody else's must not be able to use it either: what changes something has a header that
 * only our own pages can send.
 */
@ApplicationScoped
class Gateway {

    /** Also tells the login that a script asks, which cannot follow a redirect to it. */
    static final String FROM_SCRIPT = "X-Requested-With";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** A service keeps a request waiting for its own deadline at most, and sends something on a stream more often. */
    private static final int IDLE_SECONDS = 90;

    @Inject
    Callers callers;

    void routes(@Observes Router router, Vertx vertx, ConsoleConfig config) {
        config.services().forEach((word, address) -> {
            var prefix = "/api/" + word;
            var proxy = proxy(vertx, address, config.connections(), prefix);
            router.route(prefix + "/*").handler(context -> {
                // The router has looked at the path as it means, and the rest of the address goes on as it is written.
                if (context.request().uri().startsWith(prefix + "/")) {
                    pass(context, proxy);
                } else {
                    ConsoleProblems.answer(
                            context,
                            404,
                            "Nothing at this address",
                            "Addresses of this service begin with " + prefix + "/, written in just that way");
                }
            });
        });
    }

    private static HttpProxy proxy(Vertx vertx, URI address, int connections, String prefix) {
        var isSecure = "https".equals(address.getScheme());
        var port = address.getPort() > 0 ? address.getPort() : isSecure ? 443 : 80;
        var client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(isSecure)
                .setVerifyHost(true)
                .setConnectTimeout(3000)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxWaitQueueSize(connections)
                .setMaxPoolSize(connections));
        return HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(port, address.getHost())
                .addInterceptor(new ProxyInterceptor() {
                    @Override
                    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
                        var request = context.request();
                        request.setURI(request.getURI().substring(prefix.length()));
                        return context.sendRequest();
                    }

                    @Override
                    public Future<Void> handleProxyResponse(ProxyContext context) {
                        var type = context.response().headers().get(HttpHeaders.CONTENT_TYPE);
                        if (type != null && type.contains("json")) {
                            // Then it is packed on the way; a stream of events must not wait for that.
                            var answer = context.request().proxiedRequest().response();
                            answer.headers().remove(HttpHeaders.CONTENT_ENCODING);
                        }
                        return context.sendResponse();
                    }
                });
    }

    private void pass(RoutingContext context, HttpProxy proxy) {
        var request = context.request();
        if (request.version() == HttpVersion.HTTP_1_0) {
            // It has no chunks, so an answer would have to be held here whole, and a stream would never come.
            ConsoleProblems.answer(context, 505, "HTTP/1.1 is needed", "Have your proxy speak HTTP/1.1 to the console");
            return;
        }
        if (!SAFE.contains(request.method()) && request.getHeader(FROM_SCRIPT) == null) {
            ConsoleProblems.answer(
                    context,
                    403,
                    "Not from the console",
                    "A request that changes something needs the header " + FROM_SCRIPT);
            return;
        }
        var client = callers.address(request);
        var headers = request.headers();
        Set.copyOf(headers.names()).stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-"))
                .forEach(headers::remove);
        headers.remove(HttpHeaders.COOKIE)
                .remove(HttpHeaders.ORIGIN)
                .remove(HttpHeaders.REFERER)
                .remove("Forwarded")
                .set(HttpHeaders.AUTHORIZATION, "Bearer " + callers.token(context))
                .set(Callers.FORWARDED_FOR, client);
        proxy.handle(request);
    }
}
