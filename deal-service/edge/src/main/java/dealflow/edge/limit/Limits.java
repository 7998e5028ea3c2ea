package dealflow.edge.limit;

import dealflow.edge.observability.CorrelationIds;
import dealflow.edge.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

/** Turns away who asks too much, before anything is done for it. */
@ApplicationScoped
public class Limits {

    /** Quarkus authenticates at 200 and authorizes at 100; a filter with a higher number comes earlier. */
    private static final int BEFORE_AUTHENTICATION = 250;

    private static final int AFTER_AUTHENTICATION = 150;

    /** Of a request: its address has sent too many without a good token, and only a good one helps it. */
    private static final String REFUSED = "dealflow.refused";

    private static final int PAUSE = 60;
    private static final String TOO_MANY = "Too many requests";
    private static final String TOO_OFTEN = "Too many requests from your address had no valid token";

    @Inject
    LimitsConfig config;

    @Inject
    ClientAddress addresses;

    private ClientLimits clients;

    void register(@Observes Filters filters) {
        clients = new ClientLimits(config);
        filters.register(this::admit, BEFORE_AUTHENTICATION);
        filters.register(this::limit, AFTER_AUTHENTICATION);
    }

    private void admit(RoutingContext context) {
        var unreadable = Bounds.problemOfAddress(context.request().uri());
        if (unreadable != null) {
            problem(context, 400, "Bad parameter", "The address " + unreadable);
            return;
        }
        var request = context.request();
        MediaTypes.dropEmpty(request);
        var refusal = MediaTypes.refusal(
                request.getHeader(HttpHeaders.CONTENT_TYPE), request.getHeader(HttpHeaders.CONTENT_ENCODING));
        if (refusal != null) {
            problem(context, refusal.status(), "Bad media type", refusal.detail());
            return;
        }
        var address = address(context);
        if (clients.refusedTooOften(address)) {
            // Many people may share an address: a token is looked at, and only who has a bad one waits.
            if (context.request().getHeader(HttpHeaders.AUTHORIZATION) == null) {
                refuse(context, PAUSE, TOO_OFTEN);
                return;
            }
            context.put(REFUSED, true);
        }
        context.addHeadersEndHandler(any -> {
            if (context.response().getStatusCode() == 401) {
                clients.countRefusal(address);
            }
        });
        context.next();
    }

    /** What a request without a good token is told instead of 401, if there were too many such from its address; else null. */
    public static Response tooOften(RoutingContext context, Problem problem) {
        return context.get(REFUSED) == null ? null : problem.later(429, TOO_MANY, tryAgain(TOO_OFTEN, PAUSE), PAUSE);
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
    private String client(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? "name " + user.getSecurityIdentity().getPrincipal().getName()
                : address(context);
    }

    private String address(RoutingContext context) {
        return "address " + addresses.of(context);
    }

    private static void refuse(RoutingContext context, long seconds, String detail) {
        context.response().putHeader("Retry-After", String.valueOf(seconds));
        problem(context, 429, TOO_MANY, tryAgain(detail, seconds));
    }

    private static String tryAgain(String detail, long seconds) {
        return "%s: try again in %s".formatted(detail, seconds == 1 ? "a second" : seconds + " seconds");
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
