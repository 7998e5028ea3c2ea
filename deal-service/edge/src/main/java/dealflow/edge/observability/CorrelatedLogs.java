package dealflow.edge.observability;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.MDC;

/** Puts a request's correlation id beside everything that is logged for it. */
@ApplicationScoped
class CorrelatedLogs {

    private static final String FIELD = "correlationId";
    private static final int FIRST = 10_000;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    MDC.put(FIELD, CorrelationIds.of(request));
                    request.next();
                },
                FIRST);
    }
}
