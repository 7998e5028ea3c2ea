package dealflow.edge;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every request meets, and every answer carries. */
class RequestFilters {

    @Inject
    LimitsConfig limits;

    @Inject
    CurrentVertxRequest current;

    /** Only imports are large. A body of unknown length is not read at all elsewhere. */
    @ServerRequestFilter(preMatching = true)
    void limitBody(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().startsWith("/imports")) {
            return;
        }
        var length = request.getHeaderString("Content-Length");
        if (length == null && request.getHeaderString("Transfer-Encoding") != null) {
            throw new WebApplicationException(411);
        }
        if (length != null && (length.length() > 18 || Long.parseLong(length) > limits.body())) {
            throw new WebApplicationException(413);
        }
    }

    @ServerResponseFilter
    void answerCorrelationId(ContainerResponseContext response) {
        response.getHeaders().putSingle(CorrelationIds.HEADER, CorrelationIds.of(current.getCurrent()));
    }
}
