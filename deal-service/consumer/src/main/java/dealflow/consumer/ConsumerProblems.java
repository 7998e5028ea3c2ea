package dealflow.consumer;

import dealflow.edge.problem.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How the refusals of rebuilds and lists are answered. */
class ConsumerProblems {

    private final Problem problem;

    ConsumerProblems(Problem problem) {
        this.problem = problem;
    }

    @ServerExceptionMapper
    Response unknown(UnknownRebuildException e) {
        return problem.of(404, "Not found", e.getMessage());
    }

    @ServerExceptionMapper
    Response unknown(UnknownCursorException e) {
        return problem.ofField(400, "Bad parameter", "cursor", e.getMessage());
    }

    @ServerExceptionMapper
    Response running(RebuildRunningException e) {
        return problem.of(409, "Conflict", e.getMessage());
    }
}
