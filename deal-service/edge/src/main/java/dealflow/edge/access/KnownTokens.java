package dealflow.edge.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Knows a token again for a minute after its signature was checked, which takes a fifth of what a small request does: clients send the
 * same one with each. One that has expired is checked, and refused, as any other; a key that the provider has withdrawn is believed for
 * that minute, or until a token of another key comes.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class KnownTokens implements HttpAuthenticationMechanism {

    private static final Duration KEPT = Duration.ofMinutes(1);

    /** A bound on memory: some three kilobytes each. Only those are kept that were good. */
    private static final int MOST = 5_000;

    @Inject
    OidcAuthenticationMechanism oidc;

    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    /** What stands before the first dot says which key has signed: of the last one that was good. */
    private volatile String head = "";

    /** @param expires in seconds since the epoch */
    private record Known(SecurityIdentity identity, long expires) {}

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        var authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return oidc.authenticate(request, providers);
        }
        var before = known.getIfPresent(authorization);
        if (before != null && Instant.now().getEpochSecond() < before.expires) {
            return Uni.createFrom().item(before.identity);
        }
        return oidc.authenticate(request, providers).invoke(identity -> keep(authorization, identity));
    }

    private void keep(String authorization, SecurityIdentity identity) {
        if (identity != null && identity.getPrincipal() instanceof JsonWebToken token) {
            var now = authorization.substring(0, authorization.indexOf('.') + 1);
            if (!now.equals(head)) {
                // Of another key: the provider may have withdrawn that of the others.
                head = now;
                known.invalidateAll();
            }
            known.put(authorization, new Known(withoutRequest(identity), token.getExpirationTime()));
        }
    }

    /** An identity knows the request that it came with, which is not that of the next. */
    private static SecurityIdentity withoutRequest(SecurityIdentity identity) {
        var kept = QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .addCredentials(identity.getCredentials());
        identity.getAttributes().forEach((name, value) -> {
            if (!(value instanceof RoutingContext)) {
                kept.addAttribute(name, value);
            }
        });
        return kept.build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return oidc.getChallenge(request);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return oidc.getCredentialTransport(request);
    }

    @Override
    public int getPriority() {
        return oidc.getPriority();
    }
}
