package dealflow.deal.organisation;

import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamState;
import dealflow.contract.organisation.TeamTree;
import dealflow.deal.DealFields;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.limit.Bounds;
import dealflow.edge.query.NearNames;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes a team's next definition, and refuses what is no tree on some day. */
final class TeamCheck {

    static final int DEEPEST = 12;
    private static final int MOST_MANAGERS = 20;
    private static final int MOST_STATES = 100;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

    private TeamCheck() {}

    /**
     * A team at its next version; the same one where nothing is new in it.
     *
     * @param state what it is from a day on, until the day of the state after that
     * @param before null for a new team
     * @param others all teams, whatever they say of this one
     * @throws InvalidFieldException if it cannot be so
     */
    static TeamDefinition next(String key, TeamState state, TeamDefinition before, Collection<TeamDefinition> others) {
        key(key);
        require(Bounds.hold(state.from()), "from", Bounds.YEARS);
        var whole = new TeamState(
                state.from(),
                names(state.names(), key),
                DealFields.text("parent", state.parent()),
                managers(state.managers()));
        if (before != null
                && before.on(whole.from()).filter(now -> isAlike(now, whole)).isPresent()) {
            return before;
        }
        var next = new TeamDefinition(key, before == null ? 1 : before.version() + 1, states(before, whole));
        require(
                next.states().size() <= MOST_STATES,
                "from",
                "has %d states of the team before it; there may be at most %d".formatted(MOST_STATES, MOST_STATES));
        if (whole.parent() != null) {
            parent(whole, others);
            tree(next, whole, others);
        }
        return next;
    }

    private static void key(String key) {
        require(
                key.equals(DealFields.required("key", key)) && !key.contains("/"),
                "key",
                "must be a team as deals have it, without spaces around it and without a slash");
    }

    private static boolean isAlike(TeamState one, TeamState other) {
        return other.equals(new TeamState(other.from(), one.names(), one.parent(), one.managers()));
    }

    private static List<TeamState> states(TeamDefinition before, TeamState next) {
        var states = new ArrayList<TeamState>(before == null ? List.of() : before.states());
        states.removeIf(state -> state.from().equals(next.from()));
        states.add(next);
        states.sort(Comparator.comparing(TeamState::from));
        return states;
    }

    private static Map<String, String> names(Map<String, String> names, String key) {
        if (names.isEmpty()) {
            return Map.of("en", key);
        }
        var checked = new TreeMap<String, String>();
        names.forEach((language, name) -> {
            require(
                    LANGUAGE.matcher(language).matches(),
                    "names",
                    "must have codes of languages, such as en and zh, as keys");
            checked.put(language, DealFields.required("names", name));
        });
        return checked;
    }

    private static List<String> managers(List<String> managers) {
        require(managers.size() <= MOST_MANAGERS, "managers", "must be at most %d".formatted(MOST_MANAGERS));
        return managers.stream()
                .map(name -> DealFields.required("managers", name))
                .distinct()
                .toList();
    }

    private static void parent(TeamState state, Collection<TeamDefinition> others) {
        var known = others.stream()
                .filter(team -> team.on(state.from()).isPresent())
                .map(TeamDefinition::key)
                .toList();
        require(
                known.contains(state.parent()),
                "parent",
                "there is no team '%s' on %s; %sPUT /teams/%1$s makes it"
                        .formatted(state.parent(), state.from(), NearNames.of(state.parent(), known)));
    }

    /** On each day from the state's first on which anything changes. */
    private static void tree(TeamDefinition next, TeamState state, Collection<TeamDefinition> others) {
        var teams = new ArrayList<>(others);
        teams.removeIf(team -> team.key().equals(next.key()));
        teams.add(next);
        var days = new HashSet<LocalDate>(List.of(state.from()));
        teams.forEach(team -> team.states().stream()
                .map(TeamState::from)
                .filter(day -> day.isAfter(state.from()))
                .forEach(days::add));
        for (var day : days.stream().sorted().toList()) {
            var tree = TeamTree.of(teams, day);
            var path = tree.path(next.key());
            var top = tree.parent(path.get(path.size() - 1));
            require(
                    top == null,
                    "parent",
                    "on %s the team would be a part of itself: %s, %s".formatted(day, String.join(", ", path), top));
            var depth = path.size() - 1 + tree.height(next.key());
            require(
                    depth <= DEEPEST,
                    "parent",
                    "on %s %d teams would stand one below another; at most %d may".formatted(day, depth, DEEPEST));
        }
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw new InvalidFieldException(field, message);
        }
    }
}
