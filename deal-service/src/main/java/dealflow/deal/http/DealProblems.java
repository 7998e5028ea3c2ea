package dealflow.deal.http;

import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.KeptAnswersFullException;
import dealflow.deal.refusal.MoveRefusedException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.OthersDecideException;
import dealflow.deal.refusal.StaleVersionException;
import dealflow.deal.refusal.StillRunningException;
import dealflow.deal.refusal.TooManyException;
import dealflow.deal.refusal.UploadsFullException;
import dealflow.edge.body.ValueRefusals;
import dealflow.edge.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How the refusals of the domain are answered. */
@Singleton
public class DealProblems implements ValueRefusals {

    @Inject
    Problem problem;

    @ServerExceptionMapper
    Response missing(MoveRefusedException e) {
        return problem.of(422, "Move refused", e.getMessage(), Map.of("missing", e.missing()));
    }

    @ServerExceptionMapper
    Response invalid(InvalidFieldException e) {
        return problem.ofField(422, "Invalid value", e.field(), e.getMessage());
    }

    @Override
    public Optional<Response> answer(Throwable cause) {
        return cause instanceof InvalidFieldException invalid ? Optional.of(invalid(invalid)) : Optional.empty();
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e) {
        return problem.of(404, "Not found", e.getMessage());
    }

    @ServerExceptionMapper
    Response conflict(ConflictException e) {
        return problem.of(409, "Conflict", e.getMessage());
    }

    @ServerExceptionMapper
    Response stillRunning(StillRunningException e) {
        return problem.later(409, "Still running", e.getMessage(), 1);
    }

    @ServerExceptionMapper
    Response keptAnswersFull(KeptAnswersFullException e) {
        return problem.later(429, "Too many requests", e.getMessage(), e.seconds());
    }

    @ServerExceptionMapper
    Response tooMany(TooManyException e) {
        return problem.later(503, "Too many", e.getMessage(), 30);
    }

    @ServerExceptionMapper
    Response uploadsFull(UploadsFullException e) {
        return problem.later(429, "Too many requests", e.getMessage(), 10);
    }

    @ServerExceptionMapper
    Response stale(StaleVersionException e) {
        return problem.of(412, "Changed meanwhile", e.getMessage());
    }

    @ServerExceptionMapper
    Response othersDecide(OthersDecideException e) {
        return problem.of(403, "Others decide", e.getMessage());
    }

    /** What a refusal of the domain is answered with. */
    public static int status(RuntimeException refusal) {
        if (refusal instanceof NotFoundException) {
            return 404;
        }
        return refusal instanceof StaleVersionException ? 412 : refusal instanceof ConflictException ? 409 : 422;
    }
}
