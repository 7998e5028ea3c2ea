package dealflow.forecast.call;

import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TeamGroups;
import dealflow.forecast.target.Call;
import java.util.Objects;

/** Whose calls stand below a scope. */
final class Reports {

    private Reports() {}

    /**
     * The row of the scope's table that a call belongs to; null for none. A person's call about all of its deals stands for those of
     * its team, too, and one about a team below for those in the team above.
     */
    static String group(Call call, Scope scope, Grouping by) {
        if (by == Label.OWNER) {
            return call.team() == null || scope.team() != null && scope.team().contains(call.team())
                    ? call.owner()
                    : null;
        }
        if (call.team() == null || !Objects.equals(call.owner(), scope.onlyOwner())) {
            return null;
        }
        return by instanceof TeamGroups teams && !isGroup(call, scope, teams) ? null : call.team();
    }

    /** Whether it is about a whole group, and not about a part of one. */
    private static boolean isGroup(Call call, Scope scope, TeamGroups teams) {
        var group = teams.of(new Scope.Labels(call.owner(), call.team(), null, null, null));
        return call.team().equals(group.name()) && teams.isWhole(group.name()) && scope.allows(teams, group);
    }

    static boolean isAbout(Call call, Scope scope) {
        return Objects.equals(call.owner(), scope.onlyOwner()) && Objects.equals(call.team(), scope.onlyTeam());
    }
}
