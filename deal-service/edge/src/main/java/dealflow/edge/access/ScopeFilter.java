package dealflow.edge.access;

import io.quarkus.security.ForbiddenException;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds service accounts to their scopes. Whoever has a person's role, too, is held to that. */
class ScopeFilter {

    @Inject
    Sights sights;

    @Inject
    AccessConfig access;

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo operation) {
        var caller = sights.caller();
        if (caller == null || !caller.any(Roles.INTEGRATOR) || caller.any(Roles.OPS, Roles.MANAGER, Roles.REP)) {
            return;
        }
        var scoped = operation.getResourceMethod().getAnnotation(Scoped.class);
        if (scoped == null) {
            scoped = operation.getResourceClass().getAnnotation(Scoped.class);
        }
        var reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        var needed = scoped == null ? usual(reads) : reads ? scoped.read() : scoped.write();
        if (needed.isEmpty()) {
            throw new ForbiddenException("This is not for service accounts");
        }
        if (!caller.any(needed)) {
            throw new ForbiddenException("The token needs the scope " + needed);
        }
    }

    private String usual(boolean reads) {
        if (access.statistics()) {
            return reads ? Roles.STATISTICS_READ : "";
        }
        return reads ? Roles.DEALS_READ : Roles.DEALS_WRITE;
    }
}
