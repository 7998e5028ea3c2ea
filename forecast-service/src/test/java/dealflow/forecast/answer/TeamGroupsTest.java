package dealflow.forecast.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.contract.organisation.TeamChoice;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamState;
import dealflow.contract.organisation.TeamTree;
import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TeamGroups;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.http.Figures;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Teams with all below them, over random deals and random trees, against each deal's team and the way up from it. */
class TeamGroupsTest {

    private static final List<String> TEAMS = List.of("world", "europe", "north", "oslo", "south");
    private static final LocalDate DAY = LocalDate.parse("2026-01-01");
    private static final Forecasts FORECASTS = new Forecasts(null, null);

    private static TrainingData history(long seed) {
        var random = new Random(seed);
        var plain = RandomPipelines.history(seed, 1200);
        var lives = plain.lives().stream()
                .map(deal -> {
                    var place = random.nextInt(TEAMS.size() + 1);
                    var cents = Math.rint((deal.amount() + random.nextInt(100) / 100.0) * 100) / 100;
                    var labels = new Scope.Labels(
                            deal.labels().owner(), place == TEAMS.size() ? null : TEAMS.get(place), null, null, null);
                    return new DealHistory(
                            labels,
                            cents,
                            cents,
                            deal.enteredDay(),
                            deal.wonDay(),
                            deal.closeDates(),
                            deal.visits(),
                            Collections.nCopies(deal.visits().size(), labels),
                            deal.paymentRecord());
                })
                .toList();
        return new TrainingData(lives, plain.stages(), plain.today());
    }

    private static TeamTree tree(long seed) {
        var random = new Random(seed);
        var teams = new ArrayList<TeamDefinition>();
        for (var i = 1; i < TEAMS.size(); i++) {
            if (random.nextInt(5) > 0) {
                teams.add(below(TEAMS.get(i), TEAMS.get(random.nextInt(i))));
            }
        }
        return TeamTree.of(teams, DAY);
    }

    private static TeamDefinition below(String team, String parent) {
        return new TeamDefinition(team, 1, List.of(new TeamState(DAY, Map.of(), parent, List.of("mia"))));
    }

    private static Question question(Measure measure, Scope scope, Grouping by) {
        var from = LocalDate.ofEpochDay(RandomPipelines.TODAY).withDayOfMonth(1).minusMonths(3);
        return new Question(scope, measure, Interval.MONTH, from, 6, by);
    }

    private static Scope scope(TeamTree tree, String team) {
        return team == null ? Scope.ALL : Scope.ALL.with(new TeamChoice(tree, Set.of(team), true));
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

    @ParameterizedTest
    @EnumSource(Measure.class)
    void groupsAreThoseOfEachDealsTeamAndAddUpToTheCent(Measure measure) {
        for (var seed = 1; seed <= 4; seed++) {
            var known = Known.of(history(seed));
            var tree = tree(seed);
            for (var team : new String[] {null, "world", "europe"}) {
                var by = new TeamGroups(tree, team == null ? Set.of() : Set.of(team));
                var asked = question(measure, scope(tree, team), by);
                var groups = FORECASTS.groups(known, asked);
                var flat = FORECASTS.groups(known, question(measure, asked.scope(), Label.TEAM));
                assertThat(flat).hasSizeGreaterThanOrEqualTo(groups.size());
                var whole = FORECASTS.forecast(known, asked);
                for (var value : figures()) {
                    assertThat(groups.stream()
                                    .map(group -> new BigDecimal(Figures.amount(value.apply(group.forecast()))))
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo(Figures.amount(value.apply(whole)));
                    for (var group : groups) {
                        var own = flat.stream()
                                .filter(one -> Objects.equals(groupOf(tree, team, one.group()), group.group()))
                                .mapToDouble(one -> value.apply(one.forecast()))
                                .sum();
                        assertThat(value.apply(group.forecast())).isCloseTo(own, within(0.05));
                        var alone = FORECASTS.forecast(known, asked.about(new Grouping.Group(group.group())));
                        assertThat(value.apply(group.forecast())).isCloseTo(value.apply(alone), within(0.05));
                    }
                }
            }
        }
    }

    private static List<Function<Forecast, Double>> figures() {
        return List.of(
                forecast -> forecast.periods().get(1).closedAmount(),
                forecast -> forecast.periods().get(3).open().expected(),
                forecast -> forecast.periods().get(4).total().expected());
    }

    @Test
    void aTeamWithAllBelowItIsOneTeamAndWhatIsRightInItIsNone() {
        var tree = TeamTree.of(List.of(below("north", "europe"), below("oslo", "north")), DAY);
        var europe = scope(tree, "europe");
        assertThat(europe.team()).containsExactlyInAnyOrder("europe", "north", "oslo");
        assertThat(europe.onlyTeam()).isEqualTo("europe");
        assertThat(europe.isOfOne()).isTrue();
        var below = new TeamGroups(tree, Set.of("europe"));
        assertThat(europe.with(below, new Grouping.Group("north")).onlyTeam()).isEqualTo("north");
        var own = europe.with(below, new Grouping.Group("europe"));
        assertThat(own.team()).containsExactly("europe");
        assertThat(own.onlyTeam()).isNull();
        assertThat(own.isOfOne()).isFalse();
        assertThat(own.partOf()).singleElement().satisfies(part -> assertThat(part.whole())
                .isEqualTo(europe));
        assertThat(scope(tree, "oslo").partOf()).singleElement().satisfies(part -> assertThat(part.whole())
                .isEqualTo(scope(tree, "north")));
        assertThat(scope(TeamTree.NONE, "north")).isEqualTo(new Scope(null, "north", null, null, null));
    }
}
