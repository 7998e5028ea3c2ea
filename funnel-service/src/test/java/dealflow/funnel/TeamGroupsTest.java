package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.organisation.TeamChoice;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamState;
import dealflow.contract.organisation.TeamTree;
import dealflow.funnel.bottleneck.BottleneckReport;
import dealflow.funnel.breakdown.BreakdownAnswer.BreakdownGroup;
import dealflow.funnel.breakdown.BreakdownReport;
import dealflow.funnel.drilldown.Cell;
import dealflow.funnel.drilldown.DealsAnswer;
import dealflow.funnel.flow.FlowAnswer;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.TeamGroups;
import dealflow.funnel.question.Interval;
import dealflow.funnel.question.Links;
import dealflow.funnel.question.Question;
import dealflow.funnel.rollup.Filter;
import dealflow.funnel.unit.Total;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Teams with all below them, over random deals and random trees, against each deal's team and the way up from it. */
class TeamGroupsTest {

    private static final List<String> WITH_DEALS = List.of("team-ann", "team-bob", "team-cai");
    private static final int MINIMUM = AskedTwice.MINIMUM;

    static LongStream seeds() {
        return LongStream.rangeClosed(5001, 5040);
    }

    /** Each team is a part of one that stands before it in a list, or of none. */
    private static TeamTree tree(long seed) {
        var random = new Random(seed);
        var keys = new ArrayList<>(List.of("world", "region"));
        keys.addAll(WITH_DEALS);
        var teams = new ArrayList<TeamDefinition>();
        for (var i = 1; i < keys.size(); i++) {
            if (random.nextInt(5) > 0) {
                teams.add(below(keys.get(i), keys.get(random.nextInt(i))));
            }
        }
        teams.add(below("elsewhere", "world"));
        return TeamTree.of(teams, LocalDate.parse("2026-01-01"));
    }

    private static TeamDefinition below(String team, String parent) {
        return new TeamDefinition(
                team, 1, List.of(new TeamState(LocalDate.parse("2026-01-01"), Map.of(), parent, List.of())));
    }

    private static Filter of(TeamTree tree, String team) {
        return team == null ? Filter.NONE : Filter.NONE.and(new TeamChoice(tree, Set.of(team), true));
    }

    private static List<String> asked() {
        var asked = new ArrayList<String>();
        asked.add(null);
        asked.addAll(List.of("world", "region", "team-ann", "team-bob"));
        return asked;
    }

    private static TeamGroups groups(TeamTree tree, String team) {
        return new TeamGroups(tree, team == null ? Set.of() : Set.of(team));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void groupsAreThoseOfEachDealsTeamAndAddUp(long seed) {
        var plain = new AskedTwice(seed);
        var tree = tree(seed);
        for (var team : asked()) {
            var question = plain.question.about(of(tree, team));
            var by = groups(tree, team);
            var flat = new BreakdownReport(question, Dimension.TEAM, MINIMUM)
                    .answer()
                    .groups();
            var answer = new BreakdownReport(question, by, MINIMUM).answer().groups();
            var whole = new Naive(
                    plain.columns,
                    question.from(),
                    question.to(),
                    question.asOf(),
                    question.within(),
                    question.filter());
            assertThat(sum(answer)).isEqualTo(sum(flat)).isEqualTo(whole.cohort(deal -> true));
            for (var group : answer) {
                var own = flat.stream()
                        .filter(one -> Objects.equals(groupOf(tree, team, one.group()), group.group()))
                        .toList();
                assertThat(group.entered()).isEqualTo(sum(own));
                assertThat(group.won().count())
                        .isEqualTo(
                                own.stream().mapToLong(one -> one.won().count()).sum());
                assertThat(group.hasBelow()).isEqualTo(by.hasBelow(group.group()));
                behindItsLinkIsTheGroup(question, by, group);
            }
            assertThat(BottleneckReport.amongGroups(question, by, MINIMUM).by()).isEqualTo("team");
        }
    }

    private static void behindItsLinkIsTheGroup(Question question, TeamGroups by, BreakdownGroup group) {
        var about = question.about(question.filter().and(by, group.group()));
        var asked = new Cell.Asked("entered", "", null, null);
        var deals = DealsAnswer.of(about, Cell.of(about, asked), MINIMUM, 500, null);
        assertThat(deals.total().count()).isEqualTo(group.entered().count());
    }

    /** From a team up, one by one. */
    private static String groupOf(TeamTree tree, String asked, String team) {
        var group = team;
        while (group != null
                && !group.equals(asked)
                && tree.parent(group) != null
                && !tree.parent(group).equals(asked)) {
            group = tree.parent(group);
        }
        return group;
    }

    private static Total sum(List<BreakdownGroup> groups) {
        return groups.stream().map(BreakdownGroup::entered).reduce(Total.NOTHING, Total::plus);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void flowsOfGroupsAreThoseOfTheirDealsAndBalance(long seed) {
        var plain = new AskedTwice(seed);
        var tree = tree(seed);
        var team = asked().get((int) (seed % asked().size()));
        var question = plain.question.about(of(tree, team));
        var by = groups(tree, team);
        for (var interval : FlowAnswer.of(question, Interval.QUARTER, by).intervals()) {
            assertThat(interval.total().balance()).isEqualTo(interval.total().closing());
            var alone = FlowAnswer.of(
                            question.about(question.filter().and(by, interval.group())), Interval.QUARTER, null)
                    .intervals()
                    .stream()
                    .filter(one -> one.from().equals(interval.from()))
                    .findFirst()
                    .orElseThrow();
            assertThat(interval.total()).isEqualTo(alone.total());
            assertThat(interval.stages()).isEqualTo(alone.stages());
        }
    }

    @Test
    void linksAreWrittenAsTheyWereAsked() {
        var tree =
                TeamTree.of(List.of(below("north", "europe"), below("oslo", "north")), LocalDate.parse("2026-01-01"));
        var question = new AskedTwice(5001).question;
        assertThat(link(question, of(tree, "europe"))).contains("&team=europe").doesNotContain("north", "teamsBelow=");
        var below = groups(tree, "europe");
        assertThat(link(question, of(tree, "europe").and(below, "north")))
                .contains("&team=north")
                .doesNotContain("europe", "oslo", "teamsBelow=");
        assertThat(link(question, of(tree, "europe").and(below, "europe"))).contains("&team=europe&teamsBelow=false");
        assertThat(link(question, Filter.NONE.and(Dimension.TEAM, "north")))
                .contains("&team=north")
                .doesNotContain("teamsBelow");
        assertThat(link(question, Filter.NONE.and(groups(tree, null), (String) null)))
                .contains("&team=")
                .doesNotContain("teamsBelow");
    }

    private static String link(Question question, Filter filter) {
        return Links.of(question.about(filter)).get("deals");
    }
}
