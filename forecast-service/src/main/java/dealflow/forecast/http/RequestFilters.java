package dealflow.forecast.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every request meets. */
class RequestFilters {

    @Inject
    CorrelationId correlationId;

    /** A misspelt filter would otherwise answer for the whole pipeline, and look right. */
    @ServerRequestFilter
    void refuseUnknownParameters(ContainerRequestContext request, ResourceInfo operation) {
        var known = Arrays.stream(operation.getResourceMethod().getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
        for (var name : new TreeSet<>(request.getUriInfo().getQueryParameters().keySet())) {
            if (!known.contains(name)) {
                throw new InvalidParameterException(
                        name,
                        "is not a parameter here; " + (known.isEmpty() ? "there are none" : "known are " + known));
            }
        }
    }

    @ServerResponseFilter
    void answerCorrelationId(ContainerResponseContext response) {
        response.getHeaders().putSingle(CorrelationId.HEADER, correlationId.get());
    }
}
