package dealflow.local.login;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who one can be on a local system: the names that {@code deploy/local/token} takes. */
public enum Role {
    OPS("sales-ops"),
    MANAGER("sales-manager"),
    REP("sales-rep"),
    INTEGRATOR("integrator"),
    VIEWER("viewer");

    private final String claim;

    Role(String claim) {
        this.claim = claim;
    }

    /** The role as the services know it. */
    public String claim() {
        return claim;
    }

    /** The name as a person types it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }

    public static String labels() {
        return Arrays.stream(values()).map(Role::label).collect(Collectors.joining(", "));
    }
}
