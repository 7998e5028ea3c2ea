package dealflow.edge.answer;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a request whose client has left come to its end. Quarkus REST takes the rest of its handlers away, on another thread than the one
 * that works on it: where that one is just turning to an error, the request is taken up again for ever, by a whole processor
 * (Quarkus' issue 55116, in 3.33.2).
 */
class ClosedConnections {

    @Inject
    RoutingContext routing;

    /** Before a worker's thread has done anything that could fail. */
    @ServerRequestFilter(priority = Integer.MIN_VALUE)
    void comeToAnEnd() {
        routing.response().closeHandler(null);
    }
}
