package dealflow.console;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;

/**
 * Passes {@code /api/<service>/…} on to that service with the token of whoever is logged in. The browser has a session only, which no
 * script reads; so a page of somebody else's must not be able to use it either: what changes something has a header that
 * only our own pages can send.
 */
@ApplicationScoped
class Gateway {

    /** Also tells the login that a script asks, which cannot follow a redirect to it. */
    private static final String FROM_SCRIPT = "X-Requested-With";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    void routes(@Observes Router router, Vertx vertx, ConsoleConfig config) {
        config.services().forEach((word, address) -> {
            var prefix = "/api/" + word;
            var proxy = proxy(vertx, address, config.connections(), prefix);
            router.route(prefix + "/*").handler(context -> pass(context, proxy));
        });
    }

    private static HttpProxy proxy(Vertx vertx, URI address, int connections, String prefix) {
        var isSecure = "https".equals(address.getScheme());
        var port = address.getPort() > 0 ? address.getPort() : isSecure ? 443 : 80;
        var client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(isSecure)
                .setVerifyHost(true)
                .setConnectTimeout(3000)
                .setMaxPoolSize(connections));
        return HttpProxy.reverseProxy(client).origin(port, address.getHost()).addInterceptor(new ProxyInterceptor() {
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

    private static void pass(RoutingContext context, HttpProxy proxy) {
        var request = context.request();
        if (!SAFE.contains(request.method()) && request.getHeader(FROM_SCRIPT) == null) {
            Problems.answer(
                    context,
                    403,
                    "Not from the console",
                    "A request that changes something needs the header " + FROM_SCRIPT);
            return;
        }
        var token = ((QuarkusHttpUser) context.user())
                .getSecurityIdentity()
                .getCredential(AccessTokenCredential.class)
                .getToken();
        request.headers()
                .remove(HttpHeaders.COOKIE)
                .remove(HttpHeaders.ORIGIN)
                .remove(HttpHeaders.REFERER)
                .set(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                // The services believe what the console says of a client's address, so it is not the client that says
                // it.
                .set("X-Forwarded-For", request.remoteAddress().hostAddress());
        proxy.handle(request);
    }
}
