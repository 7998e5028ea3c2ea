package dealflow.forecast.target;

import dealflow.forecast.history.Label;
import dealflow.forecast.history.OwnField;
import dealflow.forecast.history.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which deals a target would have to be about to be that of a question.
 *
 * @param labels null where any will do
 * @param below whether its team stands for those below it, too
 * @param ofNoTeam whether it is about the deals of no team
 */
record Whose(Scope.Labels labels, boolean below, boolean ofNoTeam) {

    private static final Set<String> NO_TEAM = Set.of("");

    /** Null where no target can be about it: of several values together, or of the deals without one that is not a team. */
    static Whose of(Scope scope) {
        var values = new String[Label.values().length];
        Map<String, List<String>> own = new HashMap<>();
        for (var one : scope.asked().entrySet()) {
            var some = one.getKey() == Label.TEAM && scope.teams() != null
                    ? scope.teams().keys()
                    : one.getValue();
            if (one.getKey() == Label.TEAM && some.equals(NO_TEAM)) {
                continue;
            }
            var value = only(some);
            if (value == null) {
                return null;
            }
            if (one.getKey() instanceof Label label) {
                values[label.ordinal()] = value;
            } else if (one.getKey() instanceof OwnField field) {
                own.put(field.key(), List.of(value));
            }
        }
        var labels = new Scope.Labels(values[0], values[1], values[2], values[3], values[4], own);
        return new Whose(labels, scope.teams() == null || scope.teams().below(), NO_TEAM.equals(scope.team()));
    }

    private static String only(Set<String> some) {
        var value = some.size() == 1 ? some.iterator().next() : "";
        return value.isEmpty() ? null : value;
    }
}
