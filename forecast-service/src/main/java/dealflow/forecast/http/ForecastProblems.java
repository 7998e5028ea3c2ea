package dealflow.forecast.http;

import dealflow.edge.problem.Problem;
import dealflow.forecast.load.ForecastConfig;
import dealflow.forecast.refusal.CallerBusyException;
import dealflow.forecast.refusal.ChangedMeanwhileException;
import dealflow.forecast.refusal.KeyTakenException;
import dealflow.forecast.refusal.NotInTimeException;
import dealflow.forecast.refusal.UnknownBacktestException;
import dealflow.forecast.refusal.UnknownPipelineException;
import dealflow.forecast.refusal.UnknownSnapshotException;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How the refusals of the domain are answered. */
class ForecastProblems {

    @Inject
    Problem problem;

    @Inject
    ForecastConfig config;

    @ServerExceptionMapper
    Response notFound(UnknownPipelineException e) {
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
    Response late(NotInTimeException e) {
        return problem.later(
                503,
                "Not in time",
                "The answer could not be computed in %d seconds, as long as one may take: ask again in a minute, or for less: fewer periods, no groups, the present or the start of a day"
                        .formatted(config.deadline().toSeconds()),
                60);
    }

    @ServerExceptionMapper
    Response busy(CallerBusyException e) {
        return problem.later(
                429,
                "Too many requests",
                "Another answer is being computed for you, and a caller may have one under way: ask again in 5 seconds",
                5);
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
