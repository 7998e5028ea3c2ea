package dealflow.edge.problem;

import dealflow.edge.observability.CorrelationIds;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;

/** Makes the answer of an error: problem+json (RFC 9457). */
@ApplicationScoped
public class Problem {

    static final String TYPE = "application/problem+json";

    @Inject
    UriInfo uri;

    @Inject
    CurrentVertxRequest current;

    /** A field that cannot be taken. */
    public record FieldError(String field, String message) {}

    /** @param detail what is wrong here, and how to mend it */
    public Response of(int status, String title, String detail) {
        return of(status, title, detail, Map.of());
    }

    /** @param more what else the body says, by name */
    public Response of(int status, String title, String detail, Map<String, ?> more) {
        var body = new ProblemBody();
        body.put("type", "urn:dealflow:problem:" + title.toLowerCase().replace(' ', '-'));
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.put("instance", uri.getPath());
        body.put("correlationId", correlationId());
        body.putAll(more);
        return Response.status(status).type(TYPE).entity(body).build();
    }

    /** A value that cannot be taken. */
    public Response ofField(int status, String title, String field, String message) {
        return ofField(status, title, field + ": " + message, field, message);
    }

    public Response ofField(int status, String title, String detail, String field, String message) {
        return of(status, title, detail, Map.of("errors", List.of(new FieldError(field, message))));
    }

    /** Something that may go better in some seconds. */
    public Response later(int status, String title, String detail, int seconds) {
        return Response.fromResponse(of(status, title, detail))
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }

    public String correlationId() {
        return CorrelationIds.of(current.getCurrent());
    }
}
