package dealflow.console;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who asks, and from where: what the services are told, so that roles, limits and audit are theirs. */
@ApplicationScoped
public class Callers {

    public static final String FORWARDED_FOR = "X-Forwarded-For";

    @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
    boolean isBehindProxy;

    /** The access token of whoever is logged in, or that came with the request. */
    public String token(RoutingContext context) {
        return ((QuarkusHttpUser) context.user())
                .getSecurityIdentity()
                .getCredential(AccessTokenCredential.class)
                .getToken();
    }

    /** Where a request comes from: of what it says itself only the last address, which our own proxy has added. */
    public String address(HttpServerRequest request) {
        var peer = request.connection().remoteAddress().hostAddress();
        var told = request.headers().getAll(FORWARDED_FOR);
        if (!isBehindProxy || told.isEmpty()) {
            return peer;
        }
        var all = told.get(told.size() - 1).split(",");
        var last = all[all.length - 1].strip();
        return last.matches("[0-9a-fA-F.:]{2,45}") ? last : peer;
    }
}
