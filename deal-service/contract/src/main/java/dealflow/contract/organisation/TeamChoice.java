package dealflow.contract.organisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which teams' deals are asked for.
 *
 * @param tree of the day that the question is about
 * @param keys as they are asked for; an empty text stands for the deals of no team
 * @param below whether each stands for those below it, too
 */
public record TeamChoice(TeamTree tree, Set<String> keys, boolean below) {

    public TeamChoice {
        keys = Set.copyOf(keys);
    }

    /** All teams that are in it. */
    public Set<String> teams() {
        return below ? tree.withBelow(keys) : keys;
    }

    /** Whether no team is in it that is not named. */
    public boolean isPlain() {
        return !below || keys.stream().noneMatch(tree::hasBelow);
    }

    /** The wider choices of which this one is a part: the team with those below it, and each above it. */
    public List<TeamChoice> wider() {
        var wider = new ArrayList<TeamChoice>();
        if (keys.size() == 1) {
            for (var team : tree.path(keys.iterator().next())) {
                var choice = new TeamChoice(tree, Set.of(team), true);
                if (!choice.teams().equals(teams())) {
                    wider.add(choice);
                }
            }
        }
        return wider;
    }
}
