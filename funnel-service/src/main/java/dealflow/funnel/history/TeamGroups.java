package dealflow.funnel.history;

import dealflow.contract.organisation.TeamTree;
import java.util.Set;

/**
 * Teams with all below them.
 *
 * @param tree of the day that the question is about
 * @param asked the teams that are asked for; empty for all
 */
public record TeamGroups(TeamTree tree, Set<String> asked) implements Grouping {

    public TeamGroups {
        asked = Set.copyOf(asked);
    }

    @Override
    public String label() {
        return Dimension.TEAM.label();
    }

    @Override
    public String of(Segment segment) {
        return segment.team() == null ? null : tree.group(segment.team(), asked);
    }

    /** Whether a group is more than the team of that key. */
    public boolean hasBelow(String group) {
        return group != null && isWhole(group) && tree.hasBelow(group);
    }

    /** Whether a group is the team with all below it; else it is what is right in the one that is asked for. */
    public boolean isWhole(String group) {
        return group == null || asked.size() != 1 || !asked.contains(group);
    }
}
