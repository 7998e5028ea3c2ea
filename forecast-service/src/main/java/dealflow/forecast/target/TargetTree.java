package dealflow.forecast.target;

import dealflow.contract.organisation.TeamTree;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.Question;
import dealflow.forecast.target.OwnTargets.Whom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The targets of a pipeline up its teams. Who has none of its own has the sum of those right below it: of the teams, each its own or again
 * its sum, and of the people right in it. So nothing is in a sum twice. A person's target without a team counts in the team that the
 * person is in; of one with targets by team only these do, and of two of a person, one in a team above the other's, the upper one.
 */
public final class TargetTree {

    private final List<Target> targets;
    private final OwnTargets own;
    private final TeamTree tree;
    private final Members members;
    private final Map<Asked, Reading> readings = new HashMap<>();

    TargetTree(List<Target> targets, TeamTree tree, Members members) {
        this.targets = targets;
        this.own = new OwnTargets(targets);
        this.tree = tree;
        this.members = members;
    }

    /** All that were set. */
    public List<Target> targets() {
        return targets;
    }

    /** By amount, of one of the question's periods; null where there is none. */
    public Aim of(Question question, int period) {
        return of(Metric.AMOUNT, question, period);
    }

    /** The same of what is counted. For one thread. */
    public Aim of(Metric metric, Question question, int period) {
        var whose = Whose.of(question.scope());
        if (whose == null) {
            return null;
        }
        Deadline.check();
        var kind = OwnTargets.Kind.of(metric, question.measure(), whose.labels());
        var at = new OwnTargets.Period(question.interval(), question.start(period));
        return readings.computeIfAbsent(new Asked(kind, at), Reading::new).of(whose);
    }

    private record Asked(OwnTargets.Kind kind, OwnTargets.Period period) {}

    /** @param value null where there was nothing to add */
    private record Sum(Double value, int without) {

        static final Sum NONE = new Sum(null, 0);

        Sum plus(Double more) {
            return more == null ? this : new Sum(value == null ? more : value + more, without);
        }

        Sum plus(Sum more) {
            var sum = plus(more.value);
            return new Sum(sum.value, without + more.without);
        }

        Sum without(int more) {
            return new Sum(value, without + more);
        }
    }

    /** All targets of one kind for one period. */
    private final class Reading {

        private final Map<Whom, Double> values;
        /** By team, who has a target in it, or is in it. */
        private final Map<String, Set<String>> people = new HashMap<>();
        /** In which teams people have targets. */
        private final Map<String, Set<String>> teamsOf = new HashMap<>();
        /** Who is in no team. */
        private final Set<String> alone = new TreeSet<>();
        /** All teams above which there is none. */
        private final Set<String> top = new TreeSet<>();

        Reading(Asked asked) {
            values = own.of(asked.kind, asked.period);
            if (values.isEmpty()) {
                return;
            }
            var known = new HashSet<>(members.working());
            values.keySet().forEach(whom -> read(whom, known));
            known.forEach(person -> {
                var team = members.teams().get(person);
                if (team == null) {
                    alone.add(person);
                } else {
                    add(team, person);
                }
            });
        }

        private void read(Whom whom, Set<String> known) {
            var team = whom.team();
            if (whom.owner() != null) {
                known.add(whom.owner());
                if (team != null) {
                    add(team, whom.owner());
                    teamsOf.computeIfAbsent(whom.owner(), any -> new TreeSet<>())
                            .add(team);
                }
            } else if (team != null) {
                addTop(team);
            }
        }

        private void add(String team, String person) {
            people.computeIfAbsent(team, any -> new TreeSet<>()).add(person);
            addTop(team);
        }

        private void addTop(String team) {
            var path = tree.path(team);
            top.add(path.get(path.size() - 1));
        }

        private Double own(String team, String owner) {
            return values.get(new Whom(team, owner));
        }

        Aim of(Whose whose) {
            if (values.isEmpty()) {
                return null;
            }
            var team = whose.labels().team();
            var owner = whose.labels().owner();
            var right = team != null && !whose.below() && tree.hasBelow(team);
            if (whose.ofNoTeam()) {
                return owner == null
                        ? aim(null, ofNoTeam(alone))
                        : aim(alone.contains(owner) ? anywhere(owner) : null, Sum.NONE);
            }
            if (owner != null) {
                return ofPerson(team, owner, right);
            }
            if (team == null) {
                return aim(own(null, null), all());
            }
            return right
                    ? aim(null, right(team, Set.of()))
                    : aim(own(team, null), below(team, Set.of(), new HashSet<>()));
        }

        private static Aim aim(Double own, Sum sum) {
            if (own == null && sum.value == null) {
                return null;
            }
            return new Aim(
                    own == null ? sum.value : own, own == null, sum.value, sum.value == null ? null : sum.without);
        }

        private Aim ofPerson(String team, String owner, boolean right) {
            var set = own(team, owner);
            var teams = right
                    ? Set.of(team)
                    : team == null ? teams(owner) : intersection(teams(owner), tree.withBelow(team));
            var sum = Sum.NONE;
            for (var one : teams) {
                if (!one.equals(team) && tree.path(one).stream().skip(1).noneMatch(teams::contains)) {
                    sum = sum.plus(own(one, owner));
                }
            }
            if (set == null && sum.value == null && team != null && isMember(owner, team, right)) {
                set = anywhere(owner);
            }
            return aim(set, sum);
        }

        private Set<String> teams(String owner) {
            return teamsOf.getOrDefault(owner, Set.of());
        }

        private static Set<String> intersection(Set<String> one, Set<String> other) {
            var both = new TreeSet<>(one);
            both.retainAll(other);
            return both;
        }

        private boolean isMember(String owner, String team, boolean right) {
            var of = members.teams().get(owner);
            return of != null && (of.equals(team) || !right && tree.path(of).contains(team));
        }

        /** The target of a person that says nothing of a team, unless there are others that do. */
        private Double anywhere(String owner) {
            return teams(owner).isEmpty() ? own(null, owner) : null;
        }

        private Sum all() {
            var sum = Sum.NONE;
            var seen = new HashSet<String>();
            for (var team : top) {
                sum = sum.plus(part(team, Set.of(), seen));
            }
            return sum.plus(ofNoTeam(alone));
        }

        private Sum ofNoTeam(Set<String> people) {
            var sum = Sum.NONE;
            for (var person : people) {
                if (teams(person).isEmpty()) {
                    sum = add(sum, person, own(null, person), true);
                }
            }
            return sum;
        }

        /** Its own, or the sum of those below. */
        private Sum part(String team, Set<String> counted, Set<String> seen) {
            var set = seen.contains(team) ? null : own(team, null);
            if (set == null) {
                return below(team, counted, seen);
            }
            seen.add(team);
            return Sum.NONE.plus(set);
        }

        /**
         * @param counted people whose target in a team above stands for those in teams below
         * @param seen teams that were counted: definitions may form a circle for a moment
         */
        private Sum below(String team, Set<String> counted, Set<String> seen) {
            if (!seen.add(team)) {
                return Sum.NONE;
            }
            var sum = right(team, counted);
            var children = tree.children(team);
            if (!children.isEmpty()) {
                var more = new HashSet<>(counted);
                people.getOrDefault(team, Set.of()).stream()
                        .filter(person -> own(team, person) != null)
                        .forEach(more::add);
                for (var child : children) {
                    sum = sum.plus(part(child, more, seen));
                }
            }
            return sum;
        }

        /** Of the people right in it. */
        private Sum right(String team, Set<String> counted) {
            var sum = Sum.NONE;
            for (var person : people.getOrDefault(team, Set.of())) {
                if (!counted.contains(person)) {
                    var isIn = team.equals(members.teams().get(person));
                    var set = own(team, person);
                    sum = add(
                            sum,
                            person,
                            set == null && isIn ? anywhere(person) : set,
                            isIn && teams(person).isEmpty());
                }
            }
            return sum;
        }

        private Sum add(Sum sum, String person, Double value, boolean missed) {
            return value == null && missed && members.working().contains(person) ? sum.without(1) : sum.plus(value);
        }
    }
}
