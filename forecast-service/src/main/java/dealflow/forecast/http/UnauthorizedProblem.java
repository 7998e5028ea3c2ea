package dealflow.forecast.http;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** 401 as a problem; the problem extension's own mappers do not fit this Quarkus version. */
abstract class UnauthorizedProblem<T extends Throwable> implements ExceptionMapper<T> {

    @Override
    public Response toResponse(T refused) {
        return Response.status(Response.Status.UNAUTHORIZED)
                .type("application/problem+json")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .entity(Map.of(
                        "title",
                        "Unauthorized",
                        "status",
                        401,
                        "detail",
                        "Send a valid token as 'Authorization: Bearer ...'"))
                .build();
    }

    @Provider
    @Priority(1)
    public static class Missing extends UnauthorizedProblem<UnauthorizedException> {}

    @Provider
    @Priority(1)
    public static class Failed extends UnauthorizedProblem<AuthenticationFailedException> {}
}
