package dealflow.funnel.http;

import dealflow.edge.CorrelationIds;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Ties an answer to the logs: the caller's own id if it is a decent one, else a new one. */
@RequestScoped
class CorrelationId {

    static final String HEADER = CorrelationIds.HEADER;

    @Inject
    RoutingContext context;

    private String id;

    String get() {
        if (id == null) {
            id = CorrelationIds.of(context.request());
        }
        return id;
    }
}
