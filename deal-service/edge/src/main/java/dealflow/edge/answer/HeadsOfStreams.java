package dealflow.edge.answer;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Answers HEAD where GET is a stream. The headers are all of the answer, and the stream behind them would go on unseen: on the same
 * connection the next request, of whomever a proxy in front sends there, would wait until it ends.
 */
class HeadsOfStreams {

    /** After all that may refuse the request. */
    @ServerRequestFilter(priority = Priorities.USER + 200)
    Optional<Response> answer(ContainerRequestContext request, ResourceInfo operation) {
        return request.getMethod().equals(HttpMethod.HEAD) && isStream(operation)
                ? Optional.of(Response.ok().type(MediaType.SERVER_SENT_EVENTS).build())
                : Optional.empty();
    }

    private static boolean isStream(ResourceInfo operation) {
        var produces = operation.getResourceMethod().getAnnotation(Produces.class);
        return produces != null && List.of(produces.value()).contains(MediaType.SERVER_SENT_EVENTS);
    }
}
