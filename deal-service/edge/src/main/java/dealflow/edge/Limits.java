package dealflow.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Turns away who asks too much, before anything is done for it, and whoever sends a body too slowly. */
@ApplicationScoped
class Limits {

    /** Quarkus authenticates at 200 and authorizes at 100; a filter with a higher number comes earlier. */
    private static final int BEFORE_AUTHENTICATION = 250;

    private static final int AFTER_AUTHENTICATION = 150;

    @Inject
    LimitsConfig config;

    private ClientLimits clients;

    void register(@Observes Filters filters) {
        clients = new ClientLimits(config);
        filters.register(this::admit, BEFORE_AUTHENTICATION);
        filters.register(this::limit, AFTER_AUTHENTICATION);
    }

    private void admit(RoutingContext context) {
        if (context.request().uri().contains("%00")) {
            problem(context, 400, "Bad parameter", "The address holds a NUL character, which no text here may");
            return;
        }
        var address = address(context);
        if (clients.refusedTooOften(address)) {
            refuse(context, 60, "Too many requests from your address had no valid token");
            return;
        }
        context.addHeadersEndHandler(any -> {
            if (context.response().getStatusCode() == 401) {
                clients.countRefusal(address);
            }
        });
        hurry(context);
        context.next();
    }

    /** Whoever sends a body in drops holds a thread. Only the connection can be closed: an answer would not be read. */
    private void hurry(RoutingContext context) {
        var request = context.request();
        var imports = context.normalizedPath().startsWith("/imports");
        if (imports || request.isEnded() || request.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
            return;
        }
        var timer = context.vertx().setTimer(config.bodyTime().toMillis(), any -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
        context.addEndHandler(any -> context.vertx().cancelTimer(timer));
    }

    private void limit(RoutingContext context) {
        var client = client(context);
        var allowance = clients.count(client);
        context.response().putHeader("RateLimit", allowance.header());
        if (allowance.pause() > 0) {
            refuse(context, allowance.pause(), "You send more requests than one client may");
        } else if (!clients.begin(client)) {
            refuse(context, 1, "You have as many requests under way as one client may; let some of them end");
        } else {
            context.addEndHandler(any -> clients.end(client));
            context.next();
        }
    }

    /** Its name if it has one, else where it comes from. */
    private static String client(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? "name " + user.getSecurityIdentity().getPrincipal().getName()
                : address(context);
    }

    private static String address(RoutingContext context) {
        var address = context.request().remoteAddress();
        return address == null ? "unknown" : "address " + address.hostAddress();
    }

    private static void refuse(RoutingContext context, long seconds, String detail) {
        context.response().putHeader("Retry-After", String.valueOf(seconds));
        problem(context, 429, "Too many requests", "%s: try again in %d second(s)".formatted(detail, seconds));
    }

    private static void problem(RoutingContext context, int status, String title, String detail) {
        var id = CorrelationIds.of(context);
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(CorrelationIds.HEADER, id)
                .end(new JsonObject()
                        .put(
                                "type",
                                "urn:dealflow:problem:" + title.toLowerCase().replace(' ', '-'))
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .put("instance", context.normalizedPath())
                        .put("correlationId", id)
                        .encode());
    }
}
