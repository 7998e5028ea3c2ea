package dealflow.edge.body;

import dealflow.edge.limit.LimitsConfig;
import dealflow.edge.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.common.util.EmptyInputStream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Bounds what a request may send: by its own word before anything is read, and by count and clock while it is. */
class BodyLimits {

    /** Before the filters of the services, which read it or look at it. */
    private static final int FIRST = 0;

    @Inject
    LimitsConfig limits;

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    MemorySize upload;

    @Inject
    RoutingContext routing;

    @Inject
    Problem problem;

    @ServerRequestFilter(priority = FIRST)
    void bound(ContainerRequestContext request, ResourceInfo operation) throws RefusedBodyException {
        if (request.getMethod().equals(HttpMethod.GET) || request.getMethod().equals(HttpMethod.HEAD)) {
            return;
        }
        // Only imports are large, and have a charset of their own.
        var isImport = request.getUriInfo().getPath().startsWith("/imports");
        var bounds = isImport
                ? new BoundedBody.Bounds(
                        upload.asLongValue(), limits.bodyTime(), limits.uploadRate(), limits.uploadTime())
                : new BoundedBody.Bounds(largest(operation), limits.bodyTime(), 0, limits.bodyTime());
        var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && (length.length() > 18 || Long.parseLong(length) > bounds.bytes())) {
            throw BoundedBody.tooLarge(bounds);
        }
        var body = request.getEntityStream();
        if (!(body instanceof EmptyInputStream)) {
            var bounded = new BoundedBody(body, bounds);
            request.setEntityStream(isImport ? bounded : new Utf8Body(bounded));
        }
    }

    private long largest(ResourceInfo operation) {
        var own = operation.getResourceMethod().getAnnotation(LargestBody.class);
        return own == null ? limits.body() : Math.max(own.value(), limits.body());
    }

    @ServerExceptionMapper(priority = 1)
    Response refused(RefusedBodyException e) {
        var reason = e.status() == 400
                ? "Malformed JSON"
                : Response.Status.fromStatusCode(e.status()).getReasonPhrase();
        var answer = problem.of(e.status(), reason, e.getMessage());
        // Nobody waits for what is yet to come in drops; HTTP/2 has no such header.
        return e.status() == 408 && routing.request().version() != HttpVersion.HTTP_2
                ? Response.fromResponse(answer).header("Connection", "close").build()
                : answer;
    }
}
