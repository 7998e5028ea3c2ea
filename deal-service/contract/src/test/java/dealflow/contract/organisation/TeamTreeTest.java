package dealflow.contract.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which team is a part of which on which day. */
class TeamTreeTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    private static TeamState state(String from, String parent, String... managers) {
        return new TeamState(LocalDate.parse(from), Map.of(), parent, List.of(managers));
    }

    private static TeamDefinition team(String key, TeamState... states) {
        return new TeamDefinition(key, 1, List.of(states));
    }

    private static final List<TeamDefinition> TEAMS = List.of(
            team("europe", state("2026-01-01", null, "eva")),
            team("asia", state("2026-01-01", null)),
            team("north", state("2026-01-01", "europe", "mia"), state("2026-03-01", "asia", "mia", "tom")),
            team("oslo", state("2026-02-01", "north")),
            team("south", state("2026-01-01", "europe")));

    private static TeamTree on(String day) {
        return TeamTree.of(TEAMS, LocalDate.parse(day));
    }

    @Test
    void eachDayHasTheTreeOfThen() {
        assertThat(on("2025-12-31")).isEqualTo(TeamTree.NONE);
        assertThat(on("2026-01-01").withBelow("europe")).containsExactlyInAnyOrder("europe", "north", "south");
        assertThat(on("2026-02-28").withBelow("europe")).containsExactlyInAnyOrder("europe", "north", "south", "oslo");
        assertThat(on("2026-03-01").withBelow("europe")).containsExactlyInAnyOrder("europe", "south");
        assertThat(on("2026-03-01").withBelow("asia")).containsExactlyInAnyOrder("asia", "north", "oslo");
        assertThat(on("2026-02-28").managedBy("tom")).isEmpty();
        assertThat(on("2026-03-01").managedBy("tom")).containsExactly("north");
        assertThat(on("2026-03-01").managers("north")).containsExactly("mia", "tom");
        assertThat(on("2026-03-01").path("oslo")).containsExactly("oslo", "north", "asia");
        assertThat(on("2026-03-01").height("asia")).isEqualTo(3);
    }

    @Test
    void aTeamThatNobodyHasDefinedStandsAlone() {
        var tree = on("2026-03-01");
        assertThat(tree.withBelow("elsewhere")).containsExactly("elsewhere");
        assertThat(tree.group("elsewhere", Set.of())).isEqualTo("elsewhere");
        assertThat(tree.path("elsewhere")).containsExactly("elsewhere");
        assertThat(TeamTree.NONE.isFlat()).isTrue();
        assertThat(tree.isFlat()).isFalse();
    }

    @Test
    void aGroupIsTheTopmostOrWhatIsRightBelowTheOneAskedFor() {
        var tree = on("2026-03-01");
        assertThat(tree.group("oslo", Set.of())).isEqualTo("asia");
        assertThat(tree.group("oslo", Set.of("asia"))).isEqualTo("north");
        assertThat(tree.group("north", Set.of("asia"))).isEqualTo("north");
        assertThat(tree.group("asia", Set.of("asia"))).isEqualTo("asia");
        assertThat(tree.group("oslo", Set.of("asia", "south"))).isEqualTo("asia");
        assertThat(tree.group("south", Set.of("asia", "south"))).isEqualTo("south");
    }

    @Test
    void aCircleThatStandsForAMomentEndsNothing() {
        var tree = TeamTree.of(
                List.of(
                        team("a", state("2026-01-01", "b")),
                        team("b", state("2026-01-01", "c")),
                        team("c", state("2026-01-01", "a"))),
                DAY);
        assertThat(tree.withBelow("a")).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(tree.path("a")).containsExactly("a", "b", "c");
        assertThat(tree.height("a")).isEqualTo(3);
        assertThat(tree.group("b", Set.of("c"))).isIn("a", "b", "c");
    }

    @Test
    void aChoiceKnowsWhatItIsAPartOf() {
        var tree = on("2026-03-01");
        assertThat(new TeamChoice(tree, Set.of("asia"), true).isPlain()).isFalse();
        assertThat(new TeamChoice(tree, Set.of("asia"), false).teams()).containsExactly("asia");
        assertThat(new TeamChoice(tree, Set.of("oslo"), true).isPlain()).isTrue();
        assertThat(new TeamChoice(tree, Set.of("oslo"), true).wider())
                .extracting(TeamChoice::keys)
                .containsExactly(Set.of("north"), Set.of("asia"));
        assertThat(new TeamChoice(tree, Set.of("north"), false).wider())
                .extracting(TeamChoice::keys)
                .containsExactly(Set.of("north"), Set.of("asia"));
        assertThat(new TeamChoice(tree, Set.of("elsewhere"), true).wider()).isEmpty();
    }

    /** Random trees, against going up from each team. */
    @Test
    void groupsAreAPartitionOfWhatIsAskedFor() {
        var random = new Random(20260301);
        for (var run = 0; run < 200; run++) {
            var parents = new HashMap<String, String>();
            var keys = new ArrayList<String>();
            for (var i = 0; i < 12; i++) {
                var key = "t" + i;
                if (!keys.isEmpty() && random.nextInt(4) > 0) {
                    parents.put(key, keys.get(random.nextInt(keys.size())));
                }
                keys.add(key);
            }
            var tree = TeamTree.of(
                    keys.stream()
                            .map(key -> team(key, state("2026-01-01", parents.get(key))))
                            .toList(),
                    DAY);
            for (var asked : keys) {
                var below = new HashSet<String>();
                keys.forEach(key -> {
                    for (var at = key; at != null; at = parents.get(at)) {
                        if (at.equals(asked)) {
                            below.add(key);
                        }
                    }
                });
                assertThat(tree.withBelow(asked)).isEqualTo(below);
                var groups = new HashMap<String, Set<String>>();
                below.forEach(key -> groups.computeIfAbsent(tree.group(key, Set.of(asked)), any -> new HashSet<>())
                        .add(key));
                groups.forEach((group, members) ->
                        assertThat(members).isEqualTo(group.equals(asked) ? Set.of(asked) : tree.withBelow(group)));
                assertThat(groups.keySet()).isSubsetOf(with(tree.children(asked), asked));
            }
            for (var key : keys) {
                var top = key;
                while (parents.get(top) != null) {
                    top = parents.get(top);
                }
                assertThat(tree.group(key, Set.of())).isEqualTo(top);
            }
        }
    }

    private static Set<String> with(List<String> some, String one) {
        var all = new HashSet<>(some);
        all.add(one);
        return all;
    }
}
