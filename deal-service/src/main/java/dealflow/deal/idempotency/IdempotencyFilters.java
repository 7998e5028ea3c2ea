package dealflow.deal.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jdbi.v3.core.JdbiException;

/** Reads the Idempotency-Key of requests, and keeps the answers to those that were refused. */
class IdempotencyFilters {

    private static final Logger LOG = Logger.getLogger(IdempotencyFilters.class);

    @Inject
    IdempotentRequest request;

    @Inject
    StoredResponses responses;

    @Inject
    SecurityIdentity caller;

    @Inject
    ObjectMapper json;

    @ServerRequestFilter
    void watch(ContainerRequestContext context) {
        if (context.getMethod().equals(HttpMethod.POST)) {
            request.watch(context);
        }
    }

    /**
     * A refusal is an answer too, and it changed nothing: so it is kept in a transaction of its own, unless another request
     * with the same key has been answered in between. A failure of the service is not kept, and may be tried again.
     */
    @ServerResponseFilter
    void keepRefusal(ContainerResponseContext response) throws JsonProcessingException {
        if (!request.refused() || response.getStatus() >= 500 || response.getStatus() == 403) {
            return;
        }
        try {
            keep(response);
        } catch (JdbiException e) {
            // The refusal stands all the same; asked again, the request is only decided anew.
            LOG.warnf("A refusal could not be kept: %s", e.getCause());
        }
    }

    private void keep(ContainerResponseContext response) throws JsonProcessingException {
        responses.keptFirst(
                caller.getPrincipal().getName(),
                request.key(),
                new StoredResponse(
                        request.fingerprint(),
                        response.getStatus(),
                        Map.of(HttpHeaders.CONTENT_TYPE, response.getMediaType().toString()),
                        json.writeValueAsBytes(response.getEntity())));
    }
}
