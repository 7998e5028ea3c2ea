package dealflow.funnel.http;

import dealflow.edge.problem.Problem;
import dealflow.funnel.refusal.NotFoundException;
import dealflow.funnel.refusal.NotLoadedException;
import dealflow.funnel.refusal.TooBusyException;
import dealflow.funnel.refusal.TooManyStreamsException;
import dealflow.funnel.refusal.TookTooLongException;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How the refusals of the domain are answered. */
class FunnelProblems {

    @Inject
    Problem problem;

    @ServerExceptionMapper
    Response notFound(NotFoundException e) {
        return problem.of(404, "Not found", e.getMessage());
    }

    @ServerExceptionMapper
    Response tooManyStreams(TooManyStreamsException e) {
        return problem.later(503, "Too many streams", e.getMessage(), 30);
    }

    @ServerExceptionMapper
    Response tooBusy(TooBusyException e) {
        return problem.later(429, "Too many requests", e.getMessage(), 1);
    }

    @ServerExceptionMapper
    Response tookTooLong(TookTooLongException e) {
        return problem.later(503, "Took too long", e.getMessage(), 10);
    }

    @ServerExceptionMapper
    Response notLoaded(NotLoadedException e) {
        return problem.later(503, "Not loaded yet", e.getMessage(), 5);
    }
}
