package dealflow.edge.limit;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request comes from. Behind proxies it is what the outermost of ours saw, which it adds to {@code X-Forwarded-For}; what
 * stands to the left of that is the client's own word. Quarkus goes by the leftmost.
 */
@ApplicationScoped
public class ClientAddress {

    /** Set by Quarkus, which takes a client's own away: whether the peer is one of the trusted proxies. */
    private static final String TRUSTED = "X-Forwarded-Trusted-Proxy";

    @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
    boolean behindProxies;

    @Inject
    LimitsConfig limits;

    public String of(RoutingContext context) {
        var request = context.request();
        // Before the headers are read: Quarkus corrects them at this call.
        var peer = request.remoteAddress();
        var forwarded = request.headers().getAll("X-Forwarded-For");
        if (behindProxies && !forwarded.isEmpty() && "true".equals(request.getHeader(TRUSTED))) {
            return seenByProxy(String.join(",", forwarded), limits.proxies());
        }
        return peer == null ? "unknown" : peer.hostAddress();
    }

    /** @param proxies how many of ours added an address, each the one that it saw */
    static String seenByProxy(String forwarded, int proxies) {
        var seen = forwarded.split(",");
        return seen[Math.max(0, seen.length - proxies)].strip();
    }
}
