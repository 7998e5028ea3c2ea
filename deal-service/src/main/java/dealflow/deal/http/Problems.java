package dealflow.deal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dealflow.deal.ConflictException;
import dealflow.deal.InvalidFieldException;
import dealflow.deal.LimitExceededException;
import dealflow.deal.MoveRefusedException;
import dealflow.deal.NotFoundException;
import dealflow.deal.StaleVersionException;
import dealflow.deal.StillRunningException;
import dealflow.deal.TooManyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error as problem+json (RFC 9457): what is wrong, where, and how to mend it; never how the service is built. */
class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @Inject
    CorrelationId correlationId;

    /** A field that cannot be taken. */
    record FieldError(String field, String message) {}

    @ServerExceptionMapper
    Response missing(MoveRefusedException e, UriInfo uri) {
        return problem(422, "Move refused", e.getMessage(), uri, Map.of("missing", e.missing()));
    }

    @ServerExceptionMapper
    Response invalid(InvalidFieldException e, UriInfo uri) {
        return fields(422, "Invalid value", e.field() + ": " + e.getMessage(), uri, e.field(), e.getMessage());
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e, UriInfo uri) {
        return problem(404, "Not found", e.getMessage(), uri, Map.of());
    }

    @ServerExceptionMapper
    Response conflict(ConflictException e, UriInfo uri) {
        return problem(409, "Conflict", e.getMessage(), uri, Map.of());
    }

    @ServerExceptionMapper
    Response stillRunning(StillRunningException e, UriInfo uri) {
        return problem(409, "Still running", e.getMessage(), uri, Map.of(), Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }

    @ServerExceptionMapper
    Response tooMany(TooManyException e, UriInfo uri) {
        return problem(503, "Too many", e.getMessage(), uri, Map.of(), Map.of(HttpHeaders.RETRY_AFTER, "30"));
    }

    @ServerExceptionMapper
    Response stale(StaleVersionException e, UriInfo uri) {
        return problem(412, "Changed meanwhile", e.getMessage(), uri, Map.of());
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthenticated(UnauthorizedException e, UriInfo uri) {
        return noToken(uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response badToken(AuthenticationFailedException e, UriInfo uri) {
        return noToken(uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException e, UriInfo uri) {
        var reason = e.getMessage() == null ? "Your role does not allow this" : e.getMessage();
        return problem(403, "Forbidden", reason, uri, Map.of());
    }

    @ServerExceptionMapper
    Response limit(LimitExceededException e, UriInfo uri) {
        return problem(403, "Limit exceeded", e.getMessage(), uri, Map.of());
    }

    @ServerExceptionMapper(priority = 1)
    Response json(JsonProcessingException e, UriInfo uri) {
        return badJson(e, uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response mismatch(MismatchedInputException e, UriInfo uri) {
        return badJson(e, uri);
    }

    /** Quarkus wraps what it cannot read, and answers 404 to a parameter that it cannot convert. */
    @ServerExceptionMapper(priority = 1)
    Response web(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return badJson(json, uri);
        }
        var status = e.getResponse().getStatus();
        if (status == 404 && e.getCause() != null) {
            return problem(
                    400,
                    "Bad parameter",
                    "A parameter has the wrong form: " + e.getCause().getMessage(),
                    uri,
                    Map.of());
        }
        if (status >= 500) {
            return unexpected(e, uri);
        }
        var reason = e.getResponse().getStatusInfo().getReasonPhrase();
        return problem(status, reason, hint(status, reason), uri, Map.of());
    }

    @ServerExceptionMapper(priority = 1)
    Response constraint(ConstraintViolationException e, UriInfo uri) {
        var errors = e.getConstraintViolations().stream()
                .map(violation ->
                        new FieldError(last(violation.getPropertyPath().toString()), violation.getMessage()))
                .toList();
        return problem(400, "Bad parameter", "A parameter is out of bounds", uri, Map.of("errors", errors));
    }

    @ServerExceptionMapper
    Response unexpected(Exception e, UriInfo uri) {
        LOG.errorf(e, "Unexpected failure, correlation id %s", correlationId.get());
        return problem(
                500,
                "Internal error",
                "The service failed; nothing was changed. Tell its operators the correlationId",
                uri,
                Map.of());
    }

    /** What a refusal of the domain is answered with. */
    static int status(RuntimeException refusal) {
        if (refusal instanceof NotFoundException) {
            return 404;
        }
        return refusal instanceof StaleVersionException ? 412 : refusal instanceof ConflictException ? 409 : 422;
    }

    private Response noToken(UriInfo uri) {
        return problem(
                401,
                "Unauthorized",
                "Send a valid access token: Authorization: Bearer …",
                uri,
                Map.of(),
                Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }

    private Response badJson(JsonProcessingException e, UriInfo uri) {
        for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidFieldException invalid) {
                return invalid(invalid, uri);
            }
        }
        var field = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        var message = e instanceof UnrecognizedPropertyException unknown
                ? "is not a field here; known are %s"
                        .formatted(unknown.getKnownPropertyIds().stream()
                                .sorted(Comparator.comparing(String::valueOf))
                                .toList())
                : "cannot be read as JSON of the expected form"
                        + (e.getLocation() == null
                                ? ""
                                : " (line %d, column %d)"
                                        .formatted(
                                                e.getLocation().getLineNr(),
                                                e.getLocation().getColumnNr()));
        return fields(
                400, "Malformed JSON", (field.isEmpty() ? "The body " : field + " ") + message, uri, field, message);
    }

    private static String hint(int status, String reason) {
        return switch (status) {
            case 404 -> "There is nothing at this path";
            case 405 -> "This path does not take this method";
            case 406 -> "This path cannot answer in the type that Accept asks for";
            case 413 -> "The body is too large";
            case 415 -> "This path does not take this Content-Type";
            default -> reason;
        };
    }

    private Response fields(int status, String title, String detail, UriInfo uri, String field, String message) {
        return problem(status, title, detail, uri, Map.of("errors", List.of(new FieldError(field, message))));
    }

    private Response problem(int status, String title, String detail, UriInfo uri, Map<String, ?> more) {
        return problem(status, title, detail, uri, more, Map.of());
    }

    private Response problem(
            int status, String title, String detail, UriInfo uri, Map<String, ?> more, Map<String, String> headers) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:dealflow:problem:" + title.toLowerCase().replace(' ', '-'));
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.put("instance", uri.getPath());
        body.put("correlationId", correlationId.get());
        body.putAll(more);
        var response = Response.status(status).type("application/problem+json").entity(body);
        headers.forEach(response::header);
        return response.build();
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
