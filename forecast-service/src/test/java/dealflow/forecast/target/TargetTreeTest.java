package dealflow.forecast.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.json.ContractJson;
import dealflow.contract.organisation.TeamChoice;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamState;
import dealflow.contract.organisation.TeamTree;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.OwnField;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Targets up random trees, against each target's own way up, and what a quarter and other labels have to do with it. */
class TargetTreeTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-01");
    private static final List<String> TEAMS = List.of("world", "europe", "north", "oslo", "bergen", "south");
    private static final List<String> PEOPLE = List.of("ann", "bob", "cem", "dee", "eva", "fay");

    private static Target target(String period, String team, String owner, int amount) {
        return new Target(Measure.BOOKINGS, period, team, owner, BigDecimal.valueOf(amount));
    }

    private static Scope scope(TeamTree tree, String team, String owner) {
        var people = new Scope(owner, null, null, null, null);
        return team == null ? people : people.with(new TeamChoice(tree, Set.of(team), true));
    }

    private static Aim aim(TargetTree targets, Scope scope) {
        return targets.of(new Question(scope, Measure.BOOKINGS, Interval.MONTH, DAY, 1, null), 0);
    }

    /** A random company, with the parents of its teams. */
    private record Company(Map<String, String> parents, TeamTree tree, Members members, List<Target> targets) {

        static Company of(long seed) {
            var random = new Random(seed);
            var parents = new HashMap<String, String>();
            var teams = new ArrayList<TeamDefinition>();
            for (var i = 1; i < TEAMS.size(); i++) {
                if (random.nextInt(5) > 0) {
                    var parent = TEAMS.get(random.nextInt(i));
                    parents.put(TEAMS.get(i), parent);
                    teams.add(new TeamDefinition(
                            TEAMS.get(i), 1, List.of(new TeamState(DAY, Map.of(), parent, List.of()))));
                }
            }
            var homes = new HashMap<String, String>();
            var working = new HashSet<String>();
            var targets = new ArrayList<Target>();
            for (var person : PEOPLE) {
                if (random.nextInt(6) > 0) {
                    homes.put(person, TEAMS.get(random.nextInt(TEAMS.size())));
                }
                if (random.nextInt(3) > 0) {
                    working.add(person);
                }
                if (random.nextInt(2) > 0) {
                    targets.add(target("2026-01", null, person, 1 + random.nextInt(1000)));
                }
                for (var team : TEAMS) {
                    if (random.nextInt(10) == 0) {
                        targets.add(target("2026-01", team, person, 1 + random.nextInt(1000)));
                    }
                }
            }
            for (var team : TEAMS) {
                if (random.nextInt(4) == 0) {
                    targets.add(target("2026-01", team, null, 1 + random.nextInt(1000)));
                }
            }
            return new Company(parents, TeamTree.of(teams, DAY), new Members(homes, working), targets);
        }

        List<String> path(String team) {
            var path = new ArrayList<String>();
            for (var at = team; at != null; at = parents.get(at)) {
                path.add(at);
            }
            return path;
        }

        boolean isSet(String team, String owner) {
            return targets.stream()
                    .anyMatch(target -> team.equals(target.team())
                            && (owner == null ? target.owner() == null : owner.equals(target.owner())));
        }

        boolean hasOfTeam(String owner) {
            return TEAMS.stream().anyMatch(team -> isSet(team, owner));
        }

        /** Whether one target is in the sum below a team; null for the whole pipeline. */
        boolean counts(Target target, String top) {
            var person = target.owner();
            if (person != null && target.team() == null && hasOfTeam(person)) {
                return false;
            }
            var team = target.team() == null ? members.teams().get(person) : target.team();
            if (team == null) {
                return top == null && person != null;
            }
            var path = path(team);
            if (top != null && !path.contains(top)) {
                return false;
            }
            var between = top == null ? path : path.subList(0, path.indexOf(top));
            // A team's own target, or that of the same person in a team above it, stands in its place.
            var teamsAbove = person == null ? between.stream().skip(1).toList() : between;
            if (person == null && top != null && team.equals(top)) {
                return false;
            }
            if (teamsAbove.stream().anyMatch(above -> isSet(above, null))) {
                return false;
            }
            var withTop = top == null ? path : path.subList(0, path.indexOf(top) + 1);
            return person == null
                    || target.team() == null
                    || withTop.stream().skip(1).noneMatch(above -> isSet(above, person));
        }

        Double sumBelow(String top) {
            var counted = targets.stream().filter(target -> counts(target, top)).toList();
            return counted.isEmpty()
                    ? null
                    : Double.valueOf(counted.stream()
                            .mapToDouble(target -> target.amount().doubleValue())
                            .sum());
        }

        /** Who works below, has no target at all, and is in no team with a target below the one that is asked for. */
        long without(String top) {
            return members.working().stream()
                    .filter(person -> {
                        var home = members.teams().get(person);
                        var path = home == null ? List.<String>of() : path(home);
                        var isBelow = top == null || path.contains(top);
                        var between = top == null || !isBelow ? path : path.subList(0, path.indexOf(top));
                        return isBelow
                                && targets.stream().noneMatch(target -> person.equals(target.owner()))
                                && between.stream().noneMatch(team -> isSet(team, null));
                    })
                    .count();
        }
    }

    @Test
    void aSumHasEachTargetThatNothingAboveStandsForOnce() {
        var sums = 0;
        for (var seed = 0; seed < 500; seed++) {
            var company = Company.of(seed);
            var targets = new TargetTree(company.targets(), company.tree(), company.members());
            for (var team : new String[] {null, "world", "europe", "north", "oslo", "bergen", "south"}) {
                var aim = aim(targets, scope(company.tree(), team, null));
                var set = company.targets().stream()
                        .filter(target -> target.owner() == null && team != null && team.equals(target.team()))
                        .map(target -> target.amount().doubleValue())
                        .findFirst()
                        .orElse(null);
                var sum = company.sumBelow(team);
                var as = "seed " + seed + " " + team + " " + company;
                if (set == null && sum == null) {
                    assertThat(aim).as(as).isNull();
                    continue;
                }
                assertThat(aim.value()).as(as).isCloseTo(set == null ? sum : set, within(1e-9));
                assertThat(aim.isSum()).as(as).isEqualTo(set == null);
                assertThat(aim.sumBelow()).as(as).isEqualTo(sum);
                if (sum != null) {
                    assertThat(aim.peopleWithout()).as(as).isEqualTo((int) company.without(team));
                    sums++;
                }
            }
        }
        assertThat(sums).isGreaterThan(1000);
    }

    private static final TeamTree NORTH = TeamTree.of(
            List.of(new TeamDefinition("north", 1, List.of(new TeamState(DAY, Map.of(), "europe", List.of("mia"))))),
            DAY);

    private static TargetTree north(Target... targets) {
        var members = new Members(Map.of("ann", "north", "bob", "europe"), Set.of("ann", "bob"));
        return new TargetTree(List.of(targets), NORTH, members);
    }

    @Test
    void aPersonsRowInATeamHasTheTargetThatIsInTheTeamsSum() {
        var targets = north(target("2026-01", null, "ann", 5), target("2026-01", null, "bob", 7));
        assertThat(aim(targets, scope(NORTH, "north", "ann"))).isEqualTo(new Aim(5, false, null, null));
        assertThat(aim(targets, scope(NORTH, "europe", "ann"))).isEqualTo(new Aim(5, false, null, null));
        assertThat(aim(targets, scope(NORTH, "north", "bob"))).isNull();
        assertThat(aim(targets, scope(NORTH, null, "bob"))).isEqualTo(new Aim(7, false, null, null));
        assertThat(aim(targets, scope(NORTH, "europe", null))).isEqualTo(new Aim(12, true, 12.0, 0));
        var right = Scope.ALL.with(new TeamChoice(NORTH, Set.of("europe"), false));
        assertThat(aim(targets, right)).isEqualTo(new Aim(7, true, 7.0, 0));
        assertThat(aim(targets, right.with(Label.OWNER, Set.of("bob")))).isEqualTo(new Aim(7, false, null, null));
        assertThat(aim(targets, right.with(Label.OWNER, Set.of("ann")))).isNull();
    }

    @Test
    void ofPeopleInTwoTeamsTheSumOfBothIsTheirs() {
        var targets = north(
                target("2026-01", "north", "ann", 5),
                target("2026-01", "south", "ann", 4),
                target("2026-01", "north", null, 20));
        assertThat(aim(targets, scope(NORTH, null, "ann"))).isEqualTo(new Aim(9, true, 9.0, 0));
        assertThat(aim(targets, scope(NORTH, "europe", "ann"))).isEqualTo(new Aim(5, true, 5.0, 0));
        assertThat(aim(targets, scope(NORTH, "north", null))).isEqualTo(new Aim(20, false, 5.0, 0));
        assertThat(aim(targets, Scope.ALL)).isEqualTo(new Aim(24, true, 24.0, 1));
    }

    @Test
    void whoIsInNoTeamCountsInTheWhole() {
        var targets = north(target("2026-01", null, "zoe", 3), target("2026-01", "north", null, 20));
        assertThat(aim(targets, Scope.ALL)).isEqualTo(new Aim(23, true, 23.0, 1));
        var none = new Scope("zoe", "", null, null, null);
        assertThat(aim(targets, none)).isEqualTo(new Aim(3, false, null, null));
        assertThat(aim(targets, new Scope("ann", "", null, null, null))).isNull();
    }

    @Test
    void aQuarterIsTheSumOfMonthsOfEachBelow() {
        var targets = north(
                target("2026-01", null, "ann", 1),
                target("2026-02", null, "ann", 2),
                target("2026-03", null, "ann", 4),
                target("2026-Q1", "north", "cem", 10),
                target("2026-01", null, "bob", 100));
        var quarter = new Question(Scope.ALL, Measure.BOOKINGS, Interval.QUARTER, DAY, 1, null);
        assertThat(targets.of(quarter, 0)).isEqualTo(new Aim(17, true, 17.0, 1));
    }

    @Test
    void targetsOfAProductAndThoseOfCountsAreApart() {
        var ofLamps = new Target(
                Measure.BOOKINGS, "2026-01", "north", null, BigDecimal.TEN, Metric.WON, "lamps", null, null, null);
        var ofFob = new Target(
                Measure.BOOKINGS,
                "2026-01",
                null,
                null,
                BigDecimal.ONE,
                Metric.AMOUNT,
                null,
                null,
                null,
                "incoterm:FOB");
        var targets = north(ofLamps, ofFob, target("2026-01", "north", null, 20));
        var lamps = new Question(
                new Scope(null, null, "lamps", null, null), Measure.BOOKINGS, Interval.MONTH, DAY, 1, null);
        assertThat(targets.of(lamps, 0)).isNull();
        assertThat(targets.of(Metric.WON, lamps, 0)).isEqualTo(new Aim(10, true, 10.0, 1));
        var fob = new Scope(Map.of(new OwnField("incoterm"), Set.of("FOB")));
        assertThat(aim(targets, fob)).isEqualTo(new Aim(1, false, null, null));
        assertThat(aim(targets, Scope.ALL).value()).isEqualTo(20);
        assertThat(aim(targets, new Scope(null, null, "lamps", null, "asia"))).isNull();
    }

    /** As lists were kept when all targets were of money, and of the pipeline, a team or a person. */
    @Test
    void aListOfBeforeIsRead() throws IOException {
        List<Target> targets = ContractJson.reader(new TypeReference<List<Target>>() {})
                .readValue(
                        """
                        [{"measure":"BOOKINGS","period":"2026-01","team":null,"owner":"ann","amount":12.50},
                         {"measure":"RECEIPTS","period":"2026-01","team":"north","owner":null,"amount":3}]""");
        assertThat(targets.get(0))
                .isEqualTo(new Target(Measure.BOOKINGS, "2026-01", null, "ann", new BigDecimal("12.50")));
        assertThat(targets).allMatch(Target::isPlain);
        assertThat(ContractJson.tree(targets).get(0).get("amount").decimalValue())
                .isEqualByComparingTo("12.50");
        assertThat(ContractJson.tree(targets).get(0).has("plain")).isFalse();
    }

    /** Definitions come one by one, so that they may form a circle for a moment. */
    @Test
    void aCircleEndsAndCountsNothingTwice() {
        var circle = TeamTree.of(
                List.of(
                        new TeamDefinition("a", 1, List.of(new TeamState(DAY, Map.of(), "b", List.of()))),
                        new TeamDefinition("b", 1, List.of(new TeamState(DAY, Map.of(), "a", List.of())))),
                DAY);
        var members = new Members(Map.of("ann", "a", "bob", "b"), Set.of());
        var targets = new TargetTree(
                List.of(target("2026-01", null, "ann", 1), target("2026-01", null, "bob", 2)), circle, members);
        assertThat(aim(targets, Scope.ALL).value()).isEqualTo(3);
        assertThat(aim(targets, scope(circle, "a", null)).value()).isEqualTo(3);
    }
}
