package dealflow.edge.access;

import io.quarkus.arc.Arc;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What the work that runs now may see: for a request what its caller may, for the service's own work (relays, imports,
 * schedules) everything.
 */
@ApplicationScoped
public class Sights {

    private static final ThreadLocal<Sight> GIVEN = new ThreadLocal<>();

    @Inject
    AccessConfig access;

    @Inject
    CurrentVertxRequest request;

    @Inject
    Organisation organisation;

    /** Who asks; null outside of a request, and for a request without a good token. */
    public Caller caller() {
        var identity = identity();
        return identity == null ? null : caller(identity);
    }

    private Caller caller(SecurityIdentity identity) {
        return Caller.of(identity, access.teamClaim(), organisation);
    }

    private SecurityIdentity identity() {
        return isRequest()
                        && request.getCurrent().user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? user.getSecurityIdentity()
                : null;
    }

    /** When the token of whoever asks is good no longer: what stays open, such as a stream, ends then. */
    public Instant tokenExpires() {
        var token = (JsonWebToken) ((QuarkusHttpUser) request.getCurrent().user())
                .getSecurityIdentity()
                .getPrincipal();
        return Instant.ofEpochSecond(token.getExpirationTime());
    }

    public Sight current() {
        var given = GIVEN.get();
        if (given != null) {
            return given;
        }
        if (!isRequest()) {
            return new Sight.Everything();
        }
        var caller = caller();
        return caller == null ? new Sight.Nothing() : caller.sight();
    }

    /** The same of what outlives its request, such as a stream: asked each time, for the organisation changes meanwhile. */
    public Supplier<Sight> following() {
        var identity = identity();
        if (GIVEN.get() != null || identity == null) {
            var now = current();
            return () -> now;
        }
        return () -> caller(identity).sight();
    }

    /**
     * Holds a question about past teams against those of today: what was below a team then may be nobody's below it now.
     *
     * @param owners null for any
     * @param teams all that the question is about, those below included
     * @throws ForbiddenException if one of them is not the caller's to ask about today
     */
    public void checkTeams(Set<String> owners, Set<String> teams) {
        var caller = caller();
        if (caller == null || caller.any(Roles.OPS)) {
            return;
        }
        var access = new StatisticsAccess(caller);
        for (var owner : owners == null ? Collections.<String>singleton(null) : owners) {
            teams.forEach(team -> access.sums(owner, team));
        }
    }

    /**
     * Whether whoever asks for a statistic may see the single deals behind it, too; the service's own work may.
     *
     * @param owners null for any, like {@code teams}
     */
    public boolean showDeals(Set<String> owners, Set<String> teams) {
        if (!isRequest()) {
            return true;
        }
        var caller = caller();
        return caller != null && (caller.any(Roles.OPS) || new StatisticsAccess(caller).showDeals(owners, teams));
    }

    private boolean isRequest() {
        return Arc.container().requestContext().isActive() && request.getCurrent() != null;
    }

    /** Does work for a caller on a thread that does not belong to the request, such as a stream's. */
    public static <T> T as(Sight sight, Supplier<T> work) {
        var before = GIVEN.get();
        GIVEN.set(sight);
        try {
            return work.get();
        } finally {
            if (before == null) {
                GIVEN.remove();
            } else {
                GIVEN.set(before);
            }
        }
    }
}
