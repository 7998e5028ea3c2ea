package dealflow.forecast.call;

import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.Scope;
import dealflow.forecast.target.Call;
import java.util.Objects;

/** Whose calls stand below a scope. */
final class Reports {

    private Reports() {}

    /**
     * The row of the scope's table that a call belongs to; null for none. A person's call about all of its deals stands for those of
     * its team, too.
     */
    static String group(Call call, Scope scope, Grouping by) {
        if (by == Label.TEAM) {
            return Objects.equals(call.owner(), scope.onlyOwner()) ? call.team() : null;
        }
        return call.team() == null || call.team().equals(scope.onlyTeam()) ? call.owner() : null;
    }

    static boolean isAbout(Call call, Scope scope) {
        return Objects.equals(call.owner(), scope.onlyOwner()) && Objects.equals(call.team(), scope.onlyTeam());
    }
}
