package dealflow.console;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Who cannot follow a redirect to the login: scripts, modules and streams. They are answered 499, and the page loads itself anew. */
@ApplicationScoped
class Scripts implements JavaScriptRequestChecker {

    @Override
    public boolean isJavaScriptRequest(RoutingContext context) {
        var mode = context.request().getHeader("Sec-Fetch-Mode");
        return context.request().getHeader(Gateway.FROM_SCRIPT) != null || mode != null && !mode.equals("navigate");
    }
}
