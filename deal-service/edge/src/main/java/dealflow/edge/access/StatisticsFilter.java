package dealflow.edge.access;

import dealflow.edge.access.StatisticsAccess.Whose;
import dealflow.edge.query.OwnFieldParameters;
import io.quarkus.security.ForbiddenException;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Holds every question of a statistics service against {@link StatisticsAccess}, whatever the operation does with it: so no new
 * operation can forget to. It never narrows a question by itself; it says how to ask.
 */
class StatisticsFilter {

    /** What is asked {@code by} where rows are about one person each. */
    private static final Set<String> PEOPLE = Set.of("owner", "reports");

    private static final String PIPELINE = "pipeline";

    @Inject
    AccessConfig access;

    @Inject
    Sights sights;

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo operation) {
        var caller = sights.caller();
        if (!access.statistics() || caller == null || caller.any(Roles.OPS)) {
            return;
        }
        var uri = request.getUriInfo();
        if (uri.getPathParameters().isEmpty() && !operation.getResourceMethod().isAnnotationPresent(Sums.class)) {
            // The names of the pipelines.
            return;
        }
        var parameters = uri.getQueryParameters();
        var statistics = new StatisticsAccess(caller);
        for (var owner : values(parameters.get("owner"))) {
            for (var team : values(parameters.get("team"))) {
                var asked = new Whose(owner, team);
                var allowed = !isOfSums(operation)
                        ? statistics.deals(owner, team)
                        : parameters.getOrDefault("by", List.of()).stream().anyMatch(PEOPLE::contains)
                                ? statistics.sumsByOwner(owner, team)
                                : statistics.sums(owner, team);
                if (!allowed.equals(asked)) {
                    throw new ForbiddenException("Ask for what is yours to see: " + allowed.asParameters());
                }
                refuseDifferences(parameters, statistics.showDeals(owner, team));
            }
        }
    }

    /** Two groups less one of them is the other one, however small: so who is not shown the deals asks about one at a time. */
    private static void refuseDifferences(Map<String, List<String>> parameters, boolean showsDeals) {
        parameters.forEach((name, values) -> {
            if (values.size() > filters(name, values) && !showsDeals) {
                throw new ForbiddenException("Whoever may not see single deals gives each filter one value; '%s' has %d"
                        .formatted(name, values.size()));
            }
        });
    }

    private static boolean isOfSums(ResourceInfo operation) {
        return operation.getResourceMethod().isAnnotationPresent(Sums.class)
                || operation.getResourceClass().isAnnotationPresent(Sums.class);
    }

    /**
     * Each of the company's own fields is a filter of its own. Several pipelines are told apart in the answer, which adds up what may be
     * told of each.
     */
    private static long filters(String name, List<String> values) {
        if (name.equals(PIPELINE)) {
            return values.size();
        }
        return name.equals(OwnFieldParameters.PARAMETER)
                ? values.stream()
                        .map(value -> value.split(":", 2)[0])
                        .distinct()
                        .count()
                : 1;
    }

    /** Null stands for any. */
    private static List<String> values(List<String> given) {
        return given == null || given.isEmpty() ? Collections.singletonList(null) : given;
    }
}
