package dealflow.edge.query;

import dealflow.edge.problem.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that an operation does not take: a misspelt or repeated filter would answer for more than was asked,
 * and look right. Whoever may not ask at all is told that before.
 */
class QueryFilter {

    @Inject
    Problem problem;

    private final Map<Method, QueryParameters> known = new ConcurrentHashMap<>();

    @ServerRequestFilter(priority = Priorities.USER + 100)
    Optional<Response> check(ContainerRequestContext request, ResourceInfo operation) {
        var errors = known.computeIfAbsent(operation.getResourceMethod(), QueryParameters::of)
                .errors(request.getUriInfo().getQueryParameters());
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        var first = errors.get(0);
        return Optional.of(
                problem.of(400, "Bad parameter", first.field() + ": " + first.message(), Map.of("errors", errors)));
    }
}
