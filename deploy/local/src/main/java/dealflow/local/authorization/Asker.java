package dealflow.local.authorization;

import dealflow.local.fixture.BackingServices;
import dealflow.local.login.Tokens;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/**
 * Who asks, in an authorization matrix. What is asked for belongs to {@code ann} of the team {@code north}; what another is
 * to see of it is what the matrix says.
 */
public enum Asker {
    OWNER("ann", "sales-rep", "north"),
    COLLEAGUE("bob", "sales-rep", "north"),
    MANAGER("mia", "sales-manager", "north"),
    OTHER_MANAGER("max", "sales-manager", "south"),
    OPERATIONS("olga", "sales-ops", "north"),
    VIEWER("vic", "viewer", "north"),
    /** A service account with all scopes. */
    INTEGRATOR("erp", "integrator", "north"),
    /** A service account without any. */
    NO_SCOPES("erp", "integrator", "north"),
    ANONYMOUS(null, null, null),
    EXPIRED("olga", "sales-ops", "north"),
    WRONG_AUDIENCE("olga", "sales-ops", "north"),
    WRONG_KEY("olga", "sales-ops", "north"),
    UNSIGNED("olga", "sales-ops", "north");

    private static final Tokens FOREIGN = Tokens.withNewKey();
    private static final String SIGNED = "RS256";

    private final String name;
    private final String role;
    private final String team;

    Asker(String name, String role, String team) {
        this.name = name;
        this.role = role;
        this.team = team;
    }

    /** Those whose token is as it has to be, in the order of a row. */
    static Set<Asker> known() {
        return EnumSet.range(OWNER, NO_SCOPES);
    }

    /** A token as the service under test would be given it; null for who has none. */
    public String token() {
        var tokens = BackingServices.tokens();
        return switch (this) {
            case ANONYMOUS -> null;
            case EXPIRED -> tokens.signed(claims(Duration.ofMinutes(-10)), SIGNED);
            case WRONG_KEY -> FOREIGN.signed(claims(), SIGNED);
            case UNSIGNED -> tokens.signed(claims(), "none");
            case WRONG_AUDIENCE -> {
                var claims = claims();
                claims.setAudience("elsewhere");
                yield tokens.signed(claims, SIGNED);
            }
            case NO_SCOPES -> {
                var claims = claims();
                claims.unsetClaim("scope");
                yield tokens.signed(claims, SIGNED);
            }
            default -> tokens.signed(claims(), SIGNED);
        };
    }

    private JwtClaims claims() {
        return claims(Duration.ofHours(1));
    }

    private JwtClaims claims(Duration lifetime) {
        return Tokens.claims(name, List.of(role), List.of(team), lifetime);
    }
}
