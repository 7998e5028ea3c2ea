package dealflow.contract.organisation;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which team is a part of which on one day. A team that is not defined is a part of none, and nothing is below it but what says so
 * itself. Definitions come one by one, so that they may form a circle for a moment: no way through them goes round it.
 */
public final class TeamTree {

    /** Without a team that is a part of another. */
    public static final TeamTree NONE = new TeamTree(Map.of(), Map.of());

    private final Map<String, String> parents;
    private final Map<String, SortedSet<String>> children = new HashMap<>();
    private final Map<String, Set<String>> managed = new HashMap<>();
    /** Of teams that are a part of another, as they are asked for. */
    private final Map<String, List<String>> paths = new ConcurrentHashMap<>();

    private TeamTree(Map<String, String> parents, Map<String, List<String>> managers) {
        this.parents = Map.copyOf(parents);
        parents.forEach((team, parent) ->
                children.computeIfAbsent(parent, key -> new TreeSet<>()).add(team));
        managers.forEach((team, names) -> names.forEach(
                name -> managed.computeIfAbsent(name, key -> new HashSet<>()).add(team)));
    }

    public static TeamTree of(Collection<TeamDefinition> teams, LocalDate day) {
        var parents = new HashMap<String, String>();
        var managers = new HashMap<String, List<String>>();
        for (var team : teams) {
            team.on(day).ifPresent(state -> {
                if (state.parent() != null) {
                    parents.put(team.key(), state.parent());
                }
                managers.put(team.key(), state.managers());
            });
        }
        return new TeamTree(parents, managers);
    }

    /** Null for a part of none. */
    public String parent(String team) {
        return parents.get(team);
    }

    /** Those right below it, by key. */
    public List<String> children(String team) {
        return List.copyOf(children.getOrDefault(team, new TreeSet<>()));
    }

    public boolean hasBelow(String team) {
        return children.containsKey(team);
    }

    /** Whether no team is a part of another. */
    public boolean isFlat() {
        return parents.isEmpty();
    }

    /** The team and all below it. */
    public Set<String> withBelow(String team) {
        return withBelow(Set.of(team));
    }

    /** The teams and all below them. */
    public Set<String> withBelow(Collection<String> teams) {
        var found = new LinkedHashSet<>(teams);
        var open = new ArrayDeque<>(teams);
        while (!open.isEmpty()) {
            for (var child : children.getOrDefault(open.remove(), new TreeSet<>())) {
                if (found.add(child)) {
                    open.add(child);
                }
            }
        }
        return found;
    }

    /** From the team up: itself first, and the one that is a part of none last. */
    public List<String> path(String team) {
        return parents.containsKey(team) ? paths.computeIfAbsent(team, this::found) : List.of(team);
    }

    private List<String> found(String team) {
        var path = new LinkedHashSet<String>();
        for (var at = team; at != null && path.add(at); ) {
            at = parents.get(at);
        }
        return List.copyOf(path);
    }

    /** How many teams stand one below another, from this one down. */
    public int height(String team) {
        return height(team, new HashSet<>());
    }

    private int height(String team, Set<String> seen) {
        if (!seen.add(team)) {
            return 0;
        }
        return 1
                + children.getOrDefault(team, new TreeSet<>()).stream()
                        .mapToInt(child -> height(child, seen))
                        .max()
                        .orElse(0);
    }

    /**
     * The group that a team is counted in, so that the groups of what is asked for add up to it: of all teams the topmost, each with all
     * below it; of one team those right below it, each likewise, and the team itself for what is right in it; of several each of them.
     *
     * @param asked the teams that are asked for; empty for all
     */
    public String group(String team, Set<String> asked) {
        var path = path(team);
        if (asked.isEmpty()) {
            return path.get(path.size() - 1);
        }
        for (var place = path.size() - 1; place >= 0; place--) {
            if (asked.contains(path.get(place))) {
                return asked.size() > 1 || place == 0 ? path.get(place) : path.get(place - 1);
            }
        }
        return team;
    }

    /** The teams that somebody manages, without those below them. */
    public Set<String> managedBy(String name) {
        return Set.copyOf(managed.getOrDefault(name, Set.of()));
    }

    /** Those who manage a team, by name. */
    public List<String> managers(String team) {
        return managed.entrySet().stream()
                .filter(one -> one.getValue().contains(team))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether the same teams are parts of the same, and have the same managers. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TeamTree tree && parents.equals(tree.parents) && managed.equals(tree.managed);
    }

    @Override
    public int hashCode() {
        return parents.hashCode();
    }
}
