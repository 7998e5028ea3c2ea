package dealflow.edge.access;

import dealflow.edge.access.StatisticsAccess.Whose;
import io.quarkus.security.ForbiddenException;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Holds every question of a statistics service against {@link StatisticsAccess}, whatever the operation does with it: so no new
 * operation can forget to. It never narrows a question by itself; it says how to ask.
 */
class StatisticsFilter {

    /** What ends in one of these answers with single deals. */
    private static final Set<String> DEALS = Set.of("deals", "stalled", "live", "changes");

    @Inject
    AccessConfig access;

    @Inject
    Sights sights;

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        var caller = sights.caller();
        if (!access.statistics() || caller == null || caller.any(Roles.OPS)) {
            return;
        }
        var uri = request.getUriInfo();
        if (uri.getPathParameters().isEmpty()) {
            // The names of the pipelines.
            return;
        }
        var parameters = uri.getQueryParameters();
        var asked = new Whose(only("owner", parameters.get("owner")), only("team", parameters.get("team")));
        var statistics = new StatisticsAccess(caller);
        var allowed = DEALS.contains(last(uri.getPath()))
                ? statistics.deals(asked.owner(), asked.team())
                : parameters.getOrDefault("by", List.of()).contains("owner")
                        ? statistics.sumsByOwner(asked.owner(), asked.team())
                        : statistics.sums(asked.owner(), asked.team());
        if (!allowed.equals(asked)) {
            throw new ForbiddenException("Ask for what is yours to see: " + allowed.asParameters());
        }
    }

    private static String only(String name, List<String> values) {
        if (values != null && values.size() > 1) {
            throw new ForbiddenException("'%s' may be given once".formatted(name));
        }
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    private static String last(String path) {
        var end = path.endsWith("/") ? path.length() - 1 : path.length();
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }
}
