package dealflow.forecast.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
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
    Response invalid(InvalidParameterException e, UriInfo uri) {
        return fields(400, "Bad parameter", e.field() + ": " + e.getMessage(), uri, e.field(), e.getMessage());
    }

    @ServerExceptionMapper
    Response notFound(UnknownPipelineException e, UriInfo uri) {
        return problem(404, "Not found", e.getMessage(), uri, Map.of());
    }

    @ServerExceptionMapper
    Response notFound(UnknownRebuildException e, UriInfo uri) {
        return problem(404, "Not found", e.getMessage(), uri, Map.of());
    }

    @ServerExceptionMapper
    Response notFound(UnknownBacktestException e, UriInfo uri) {
        return problem(404, "Not found", e.getMessage(), uri, Map.of());
    }

    @ServerExceptionMapper
    Response running(RebuildRunningException e, UriInfo uri) {
        return problem(409, "Conflict", e.getMessage(), uri, Map.of());
    }

    @ServerExceptionMapper
    Response notFound(UnknownSnapshotException e, UriInfo uri) {
        return problem(404, "Not found", e.getMessage(), uri, Map.of());
    }

    @ServerExceptionMapper
    Response changed(ChangedMeanwhileException e, UriInfo uri) {
        return problem(412, "Precondition failed", e.getMessage(), uri, Map.of());
    }

    @ServerExceptionMapper
    Response taken(KeyTakenException e, UriInfo uri) {
        return problem(422, "Key taken", e.getMessage(), uri, Map.of());
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

    @ServerExceptionMapper(priority = 1)
    Response constraint(ConstraintViolationException e, UriInfo uri) {
        var errors = e.getConstraintViolations().stream()
                .map(violation ->
                        new FieldError(last(violation.getPropertyPath().toString()), violation.getMessage()))
                .toList();
        return problem(400, "Bad parameter", "A parameter is out of bounds", uri, Map.of("errors", errors));
    }

    @ServerExceptionMapper(priority = 1)
    Response unreadable(MismatchedInputException e, UriInfo uri) {
        var field = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return fields(400, "Malformed body", hint(400, null), uri, field, "does not exist here, or has another form");
    }

    @ServerExceptionMapper(priority = 1)
    Response malformed(JsonProcessingException e, UriInfo uri) {
        return problem(400, "Malformed body", hint(400, null), uri, Map.of());
    }

    /** Quarkus answers 404 to a parameter that it cannot convert. */
    @ServerExceptionMapper(priority = 1)
    Response web(WebApplicationException e, UriInfo uri) {
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

    @ServerExceptionMapper
    Response unexpected(Exception e, UriInfo uri) {
        LOG.errorf(e, "Unexpected failure, correlation id %s", correlationId.get());
        return problem(
                500, "Internal error", "The service failed. Tell its operators the correlationId", uri, Map.of());
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

    private static String hint(int status, String reason) {
        return switch (status) {
            case 400 -> "The body is not the JSON that this path takes: see the API document";
            case 404 -> "There is nothing at this path";
            case 405 -> "This path does not take this method";
            case 406 -> "This path cannot answer in the type that Accept asks for";
            case 413 -> "The body is too large";
            case 415 -> "This path does not take this Content-Type";
            default -> reason;
        };
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
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
}
