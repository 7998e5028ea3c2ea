package dealflow.edge.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who asks, as its token and the organisation of today say.
 *
 * @param name the name under which it owns deals
 * @param roles its roles and, of a service account, its scopes
 * @param teams those that its token names and, of a manager, those that it manages
 * @param teamsWithBelow the same, and all below them
 */
public record Caller(String name, Set<String> roles, Set<String> teams, Set<String> teamsWithBelow) {

    public Caller {
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
        teamsWithBelow = Set.copyOf(teamsWithBelow);
    }

    /** One whose teams have none below them. */
    public Caller(String name, Set<String> roles, Set<String> teams) {
        this(name, roles, teams, teams);
    }

    static Caller of(SecurityIdentity identity, String teamClaim, Organisation organisation) {
        var name = identity.getPrincipal().getName();
        var claimed = identity.getPrincipal() instanceof JsonWebToken token
                ? texts(claim(token, teamClaim))
                : Stream.<String>empty();
        var managed = identity.getRoles().contains(Roles.MANAGER) ? organisation.managedBy(name) : Set.<String>of();
        var teams = Stream.concat(claimed, managed.stream()).collect(Collectors.toSet());
        return new Caller(name, identity.getRoles(), teams, organisation.withBelow(teams));
    }

    /** Which deals it may see: the widest of what its roles allow. */
    public Sight sight() {
        if (any(Roles.OPS, Roles.DEALS_READ, Roles.DEALS_WRITE, Roles.IMPORTS_WRITE, Roles.EVENTS_READ)) {
            return new Sight.Everything();
        }
        if (any(Roles.MANAGER)) {
            return new Sight.Some(name, teamsWithBelow);
        }
        return any(Roles.REP) ? new Sight.Some(name, Set.of()) : new Sight.Nothing();
    }

    public boolean any(String... some) {
        return Stream.of(some).anyMatch(roles::contains);
    }

    private static Object claim(JsonWebToken token, String path) {
        var steps = path.split("/");
        Object value = token.getClaim(steps[0]);
        for (var step : Arrays.asList(steps).subList(1, steps.length)) {
            value = value instanceof JsonObject object ? object.get(step) : null;
        }
        return value;
    }

    /** Providers write several values as a list or with spaces between. */
    static Stream<String> texts(Object claim) {
        if (claim instanceof Collection<?> many) {
            return many.stream().flatMap(Caller::texts);
        }
        if (claim instanceof JsonString text) {
            return Stream.of(text.getString());
        }
        return claim instanceof String text
                ? Stream.of(text.split(" ")).filter(each -> !each.isBlank())
                : Stream.empty();
    }
}
