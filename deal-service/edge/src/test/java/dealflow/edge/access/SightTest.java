package dealflow.edge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who sees which deals. */
class SightTest {

    private static Sight of(String... roles) {
        return new Caller("ann", Set.of(roles), Set.of("north")).sight();
    }

    @Test
    void aRepSeesItsOwn() {
        assertThat(of(Roles.REP).sees("ann", "south")).isTrue();
        assertThat(of(Roles.REP).sees("bob", "north")).as("a colleague's").isFalse();
    }

    @Test
    void aManagerSeesItsTeamsAndItsOwn() {
        assertThat(of(Roles.MANAGER).sees("bob", "north")).isTrue();
        assertThat(of(Roles.MANAGER).sees("ann", null)).isTrue();
        assertThat(of(Roles.MANAGER).sees("bob", "south")).isFalse();
        assertThat(of(Roles.MANAGER).sees("bob", null)).isFalse();
    }

    @Test
    void operationsAndServiceAccountsWithAScopeSeeEverything() {
        assertThat(of(Roles.OPS).sees("bob", "south")).isTrue();
        assertThat(of(Roles.DEALS_READ).sees("bob", "south")).isTrue();
    }

    @Test
    void viewersServiceAccountsWithoutScopesAndStrangersSeeNothing() {
        assertThat(of(Roles.VIEWER).sees("ann", "north")).isFalse();
        assertThat(of(Roles.INTEGRATOR).sees("ann", "north")).isFalse();
        assertThat(of(Roles.STATISTICS_READ).sees("ann", "north")).isFalse();
        assertThat(of().sees("ann", "north")).isFalse();
    }

    @Test
    void ofSeveralRolesTheWidestCounts() {
        assertThat(of(Roles.REP, Roles.MANAGER).sees("bob", "north")).isTrue();
        assertThat(of(Roles.VIEWER, Roles.REP).sees("ann", null)).isTrue();
    }
}
