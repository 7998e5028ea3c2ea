package dealflow.funnel.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every answer carries. */
class RequestFilters {

    @Inject
    CorrelationId correlationId;

    @ServerResponseFilter
    void answerCorrelationId(ContainerResponseContext response) {
        response.getHeaders().putSingle(CorrelationId.HEADER, correlationId.get());
    }
}
