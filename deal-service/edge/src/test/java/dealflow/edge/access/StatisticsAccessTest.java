package dealflow.edge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.edge.access.StatisticsAccess.Whose;
import io.quarkus.security.ForbiddenException;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whose deals a statistic may be about. */
class StatisticsAccessTest {

    private static StatisticsAccess of(String role, String... teams) {
        return new StatisticsAccess(new Caller("ann", Set.of(role), Set.of(teams)));
    }

    private final StatisticsAccess rep = of(Roles.REP, "north");
    private final StatisticsAccess manager = of(Roles.MANAGER, "north", "east");

    @Test
    void aRepSeesItsOwnFunnelAndItsTeamsSums() {
        assertThat(rep.sums(null, null)).isEqualTo(new Whose("ann", null));
        assertThat(rep.sums("ann", "south")).isEqualTo(new Whose("ann", "south"));
        assertThat(rep.sums(null, "north")).isEqualTo(new Whose(null, "north"));
        refused(() -> rep.sums("bob", null));
        refused(() -> rep.sums("bob", "north"));
        refused(() -> rep.sums(null, "south"));
        refused(() -> rep.sums("", null));
    }

    @Test
    void aRepSeesNoColleaguesRowAndNoColleaguesDeal() {
        assertThat(rep.sumsByOwner(null, "north")).isEqualTo(new Whose("ann", "north"));
        assertThat(rep.deals(null, "north")).isEqualTo(new Whose("ann", "north"));
        refused(() -> rep.sumsByOwner("bob", "north"));
        refused(() -> rep.deals("bob", null));
    }

    @Test
    void aManagerSeesItsTeams() {
        assertThat(manager.sums("bob", "north")).isEqualTo(new Whose("bob", "north"));
        assertThat(manager.deals(null, "east")).isEqualTo(new Whose(null, "east"));
        assertThat(manager.sumsByOwner(null, "east")).isEqualTo(new Whose(null, "east"));
        assertThat(manager.sums("ann", null)).as("its own").isEqualTo(new Whose("ann", null));
        assertThat(of(Roles.MANAGER, "north").sums("bob", null))
                .as("its only team")
                .isEqualTo(new Whose("bob", "north"));
        refused(() -> manager.sums(null, "south"));
        refused(() -> manager.sums(null, null));
        refused(() -> manager.deals("bob", null));
        refused(() -> of(Roles.MANAGER).sums(null, null));
    }

    @Test
    void whatIsBelowATeamIsSeenLikeTheTeam() {
        var above = new StatisticsAccess(
                new Caller("ann", Set.of(Roles.MANAGER), Set.of("europe"), Set.of("europe", "north", "oslo")));
        assertThat(above.deals("bob", "oslo")).isEqualTo(new Whose("bob", "oslo"));
        assertThat(above.sums(null, "north")).isEqualTo(new Whose(null, "north"));
        assertThat(above.sums("bob", null)).as("its only team").isEqualTo(new Whose("bob", "europe"));
        assertThat(above.showDeals(null, Set.of("europe", "north", "oslo"))).isTrue();
        refused(() -> above.sums(null, "asia"));
        refused(() -> above.sums(null, "world"));

        var colleague =
                new StatisticsAccess(new Caller("ann", Set.of(Roles.REP), Set.of("europe"), Set.of("europe", "north")));
        assertThat(colleague.sums(null, "north")).isEqualTo(new Whose(null, "north"));
        assertThat(colleague.deals(null, "north")).as("its own only").isEqualTo(new Whose("ann", "north"));
        assertThat(colleague.showDeals(null, Set.of("north"))).isFalse();
    }

    @Test
    void severalAreShownWhereEachIs() {
        assertThat(manager.showDeals(Set.of("bob", "cy"), Set.of("north", "east")))
                .isTrue();
        assertThat(manager.showDeals(null, Set.of("north", "south"))).isFalse();
        assertThat(manager.showDeals(Set.of("bob", "ann"), null)).isFalse();
        assertThat(rep.showDeals(Set.of("ann"), Set.of("north", "south"))).isTrue();
        assertThat(rep.showDeals(Set.of("ann", "bob"), null)).isFalse();
    }

    @Test
    void operationsSeeAll() {
        assertThat(of(Roles.OPS).deals("bob", "south")).isEqualTo(new Whose("bob", "south"));
        assertThat(of(Roles.OPS).sums(null, null)).isEqualTo(new Whose(null, null));
    }

    @Test
    void viewersSeeSumsAndNoDeals() {
        assertThat(of(Roles.VIEWER).sums("bob", "south")).isEqualTo(new Whose("bob", "south"));
        refused(() -> of(Roles.VIEWER).deals(null, null));
    }

    @Test
    void serviceAccountsSeeDealsWithTheScopeForThem() {
        var sums = new StatisticsAccess(new Caller("bi", Set.of(Roles.INTEGRATOR, Roles.STATISTICS_READ), Set.of()));
        assertThat(sums.sums(null, null)).isEqualTo(new Whose(null, null));
        refused(() -> sums.deals(null, null));
        var both = new StatisticsAccess(
                new Caller("bi", Set.of(Roles.INTEGRATOR, Roles.STATISTICS_READ, Roles.DEALS_READ), Set.of()));
        assertThat(both.deals(null, null)).isEqualTo(new Whose(null, null));
    }

    private static void refused(ThrowingCallable question) {
        assertThatThrownBy(question).isInstanceOf(ForbiddenException.class);
    }
}
