package dealflow.edge.answer;

import dealflow.edge.observability.CorrelationIds;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every answer carries. */
class RequestFilters {

    @Inject
    CurrentVertxRequest current;

    /** The path alone: the name that the client called us by, which JAX-RS puts before it, is not to be repeated. */
    @ServerResponseFilter
    void answerLocation(ContainerResponseContext response) {
        var location = response.getLocation();
        if (location != null && location.isAbsolute()) {
            response.getHeaders().putSingle(HttpHeaders.LOCATION, location.getRawPath());
        }
    }

    @ServerResponseFilter
    void answerCorrelationId(ContainerResponseContext response) {
        response.getHeaders().putSingle(CorrelationIds.HEADER, CorrelationIds.of(current.getCurrent()));
    }
}
