package dealflow.forecast.http;

import dealflow.edge.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How the refusals of the domain are answered. */
class Problems {

    @Inject
    Problem problem;

    @ServerExceptionMapper
    Response invalid(InvalidParameterException e) {
        return problem.ofField(400, "Bad parameter", e.field(), e.getMessage());
    }

    @ServerExceptionMapper
    Response notFound(UnknownPipelineException e) {
        return problem.of(404, "Not found", e.getMessage());
    }

    @ServerExceptionMapper
    Response notFound(UnknownRebuildException e) {
        return problem.of(404, "Not found", e.getMessage());
    }

    @ServerExceptionMapper
    Response notFound(UnknownBacktestException e) {
        return problem.of(404, "Not found", e.getMessage());
    }

    @ServerExceptionMapper
    Response notFound(UnknownSnapshotException e) {
        return problem.of(404, "Not found", e.getMessage());
    }

    @ServerExceptionMapper
    Response running(RebuildRunningException e) {
        return problem.of(409, "Conflict", e.getMessage());
    }

    @ServerExceptionMapper
    Response changed(ChangedMeanwhileException e) {
        return problem.of(412, "Precondition failed", e.getMessage());
    }

    @ServerExceptionMapper
    Response taken(KeyTakenException e) {
        return problem.of(422, "Key taken", e.getMessage());
    }
}
