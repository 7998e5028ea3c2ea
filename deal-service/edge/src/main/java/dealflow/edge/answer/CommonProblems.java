package dealflow.edge.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dealflow.edge.body.UnreadableBodies;
import dealflow.edge.limit.Limits;
import dealflow.edge.problem.Problem;
import dealflow.edge.problem.Problem.FieldError;
import dealflow.edge.query.InvalidParameterException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * The errors that no service has for itself: what is wrong, where, and how to mend it; never how the service is built. They go
 * before the framework's own.
 */
class CommonProblems {

    private static final Logger LOG = Logger.getLogger(CommonProblems.class);

    @Inject
    Problem problem;

    @Inject
    UnreadableBodies bodies;

    @Inject
    CurrentVertxRequest current;

    @ServerExceptionMapper(priority = 1)
    Response unauthenticated(UnauthorizedException e) {
        return noToken();
    }

    @ServerExceptionMapper(priority = 1)
    Response badToken(AuthenticationFailedException e) {
        return noToken();
    }

    private Response noToken() {
        var tooOften = Limits.tooOften(current.getCurrent(), problem);
        if (tooOften != null) {
            return tooOften;
        }
        return Response.fromResponse(
                        problem.of(401, "Unauthorized", "Send a valid access token: Authorization: Bearer …"))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException e) {
        return problem.of(403, "Forbidden", e.getMessage() == null ? "Your role does not allow this" : e.getMessage());
    }

    @ServerExceptionMapper(priority = 1)
    Response outOfBounds(ConstraintViolationException e) {
        var errors = e.getConstraintViolations().stream()
                .map(violation ->
                        new FieldError(last(violation.getPropertyPath().toString()), violation.getMessage()))
                .toList();
        return problem.of(400, "Bad parameter", "A parameter is out of bounds", Map.of("errors", errors));
    }

    @ServerExceptionMapper(priority = 1)
    Response invalid(InvalidParameterException e) {
        return problem.ofField(400, "Bad parameter", e.field(), e.getMessage());
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** What an answer could not be written for is not the client's doing. */
    @ServerExceptionMapper(priority = 1)
    Response unreadable(JsonProcessingException e) {
        return e.getProcessor() instanceof JsonGenerator ? unexpected(e) : bodies.answer(e);
    }

    @ServerExceptionMapper(priority = 1)
    Response mismatch(MismatchedInputException e) {
        return bodies.answer(e);
    }

    /** Quarkus wraps what it cannot read, and answers 404 to a parameter that it cannot convert. */
    @ServerExceptionMapper(priority = 1)
    Response web(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return bodies.answer(json);
        }
        var status = e.getResponse().getStatus();
        if (status == 404 && e.getCause() != null) {
            return problem.of(
                    400,
                    "Bad parameter",
                    "A part of the path has the wrong form: " + e.getCause().getMessage());
        }
        if (status >= 500) {
            return unexpected(e);
        }
        var reason = e.getResponse().getStatusInfo().getReasonPhrase();
        var answer = problem.of(status, reason, hint(status, reason));
        return status == 405
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.ALLOW, allowed())
                        .build()
                : answer;
    }

    private static String allowed() {
        var request = (ResteasyReactiveRequestContext) CurrentRequestManager.get();
        return String.join(", ", AllowedMethods.of(request.getDeployment(), request.getPathWithoutPrefix()));
    }

    private static String hint(int status, String reason) {
        return switch (status) {
            case 404 -> "There is nothing at this path";
            case 405 -> "This path does not take this method; Allow says which it takes";
            case 406 -> "This path cannot answer in the type that Accept asks for";
            case 415 -> "This path does not take this Content-Type";
            default -> reason;
        };
    }

    @ServerExceptionMapper
    Response unexpected(Exception e) {
        if (Contention.isBehind(e)) {
            LOG.infof("Two changes were in each other's way: %s", e.getMessage());
            return problem.later(
                    503,
                    "In each other's way",
                    "Another change held what this one needs, and waited for what this one held. Nothing was changed; send the "
                            + "request again",
                    1);
        }
        LOG.errorf(e, "Unexpected failure, correlation id %s", problem.correlationId());
        return problem.of(500, "Internal error", "The service failed. Tell its operators the correlationId");
    }
}
