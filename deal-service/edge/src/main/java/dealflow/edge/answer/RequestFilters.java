package dealflow.edge.answer;

import dealflow.edge.observability.CorrelationIds;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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

    /** Answers are UTF-8, whatever {@code Accept} says beside the type: its parameters are not to be repeated. */
    @ServerResponseFilter
    void answerType(ContainerResponseContext response) {
        var type = response.getMediaType();
        if (type != null && !type.getParameters().isEmpty()) {
            var bare = new MediaType(type.getType(), type.getSubtype());
            response.getHeaders()
                    .putSingle(
                            HttpHeaders.CONTENT_TYPE, type.getType().equals("text") ? bare.withCharset("UTF-8") : bare);
        }
    }

    @ServerResponseFilter
    void answerCorrelationId(ContainerResponseContext response) {
        response.getHeaders().putSingle(CorrelationIds.HEADER, CorrelationIds.of(current.getCurrent()));
    }
}
