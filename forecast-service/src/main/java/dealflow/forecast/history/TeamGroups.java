package dealflow.forecast.history;

import dealflow.contract.organisation.TeamTree;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Teams with all below them. */
public final class TeamGroups implements Grouping {

    private static final Group NONE = new Group(null);

    private final TeamTree tree;
    private final Set<String> asked;
    private final Map<String, Group> found = new ConcurrentHashMap<>();

    /**
     * @param tree of the day that the question is about
     * @param asked the teams that are asked for; empty for all
     */
    public TeamGroups(TeamTree tree, Set<String> asked) {
        this.tree = tree;
        this.asked = Set.copyOf(asked);
    }

    public TeamTree tree() {
        return tree;
    }

    @Override
    public Group of(Scope.Labels labels) {
        return labels.team() == null
                ? NONE
                : found.computeIfAbsent(labels.team(), team -> new Group(tree.group(team, asked)));
    }

    /** Whether a group is more than the team of that key. */
    public boolean hasBelow(String group) {
        return group != null && isWhole(group) && tree.hasBelow(group);
    }

    /** The same of any groups; null where these are no teams with all below them. */
    public static Boolean hasBelow(Grouping by, String group) {
        return by instanceof TeamGroups teams ? Boolean.valueOf(teams.hasBelow(group)) : null;
    }

    /** Whether a group is the team with all below it; else it is what is right in the one that is asked for. */
    public boolean isWhole(String group) {
        return group == null || asked.size() != 1 || !asked.contains(group);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TeamGroups groups && tree.equals(groups.tree) && asked.equals(groups.asked);
    }

    @Override
    public int hashCode() {
        return 31 * tree.hashCode() + asked.hashCode();
    }
}
