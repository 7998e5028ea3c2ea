package dealflow.edge.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Adds a service account's scopes to its roles. A person's scopes say what an application may do for it, and give it nothing
 * that its roles do not; and nobody gets a scope by a role of that name.
 */
@ApplicationScoped
public class Scopes implements SecurityIdentityAugmentor {

    private static final Set<String> KNOWN = Set.of(
            Roles.DEALS_READ,
            Roles.DEALS_WRITE,
            Roles.IMPORTS_WRITE,
            Roles.EVENTS_READ,
            Roles.WEBHOOKS_WRITE,
            Roles.STATISTICS_READ);
    private static final Set<String> ROLES =
            Set.of(Roles.REP, Roles.MANAGER, Roles.OPS, Roles.VIEWER, Roles.INTEGRATOR);

    /** Every role and scope that anything is allowed to. */
    public static Set<String> names() {
        var names = new TreeSet<>(ROLES);
        names.addAll(KNOWN);
        return names;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        var roles = new HashSet<>(identity.getRoles());
        roles.retainAll(ROLES);
        if (roles.contains(Roles.INTEGRATOR) && identity.getPrincipal() instanceof JsonWebToken token) {
            roles.addAll(Caller.texts(token.getClaim("scope"))
                    .filter(KNOWN::contains)
                    .collect(Collectors.toSet()));
        }
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(identity.getPrincipal())
                        .addCredentials(identity.getCredentials())
                        .addAttributes(identity.getAttributes())
                        .addRoles(roles)
                        .build());
    }
}
