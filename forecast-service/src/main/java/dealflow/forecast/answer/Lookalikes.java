package dealflow.forecast.answer;

import dealflow.forecast.answer.Suppression.Count;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.OwnField;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.Deadline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Scopes that choose nearly the same deals by other labels, such as a team and all its people: their difference would be about few. The
 * simpler one is told: that of fewer values, and of equally many that whose label comes first in {@link #ORDER}.
 */
final class Lookalikes {

    /** A team before its people; then what the company has added. */
    private static final List<Grouping> ORDER =
            List.of(Label.TEAM, Label.OWNER, Label.REGION, Label.PRODUCT, Label.SOURCE);

    private final int minimum;
    private final Map<Scope.Labels, Count> counts;
    private final List<Grouping> groupings;
    private final Map<Scope, Map<Grouping, Map<Grouping.Group, Integer>>> pending = new HashMap<>();

    Lookalikes(int minimum, Map<Scope.Labels, Count> counts) {
        this.minimum = minimum;
        this.counts = counts;
        groupings = Stream.concat(
                        ORDER.stream(),
                        counts.keySet().stream()
                                .flatMap(labels -> labels.own().keySet().stream())
                                .distinct()
                                .sorted()
                                .map(OwnField::new))
                .toList();
    }

    /** How many of a value's deals are in the scope, and how many beside it. */
    private record Split(int within, int beside) {
        int gain() {
            return within - beside;
        }
    }

    /** Whether a simpler scope has the same deals but for a few: some of the labels that are asked for, and others instead of the rest. */
    boolean hasSimpler(Scope scope) {
        return hasSimpler(scope, null, counts);
    }

    /**
     * The same of a group of a scope.
     *
     * @param by what the group is of, as one of the scope's labels
     * @param members all that have the group's value
     */
    boolean hasSimpler(Scope scope, Grouping by, Map<Scope.Labels, Count> members) {
        var asked = scope.asked().keySet().stream()
                .sorted(Comparator.comparing(this::place))
                .toList();
        var within = pending(scope, members);
        for (var replaced = 1; replaced < 1 << asked.size(); replaced++) {
            var kept = scope;
            var values = 0;
            var first = groupings.size();
            for (var i = 0; i < asked.size(); i++) {
                if ((replaced & 1 << i) != 0) {
                    values += values(scope, asked.get(i));
                    kept = kept.without(asked.get(i));
                    first = Math.min(first, place(asked.get(i)));
                }
            }
            var all = pending(kept, by != null && kept.asked().containsKey(by) ? members : counts);
            for (var other : groupings) {
                var most = place(other) < first ? values : values - 1;
                if (!scope.asked().containsKey(other) && isNear(within.get(other), all.get(other), most)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many values were asked for: a team with all below it is one. */
    private static int values(Scope scope, Grouping by) {
        return by == Label.TEAM && scope.teams() != null
                ? scope.teams().keys().size()
                : scope.asked().get(by).size();
    }

    private int place(Grouping by) {
        var place = groupings.indexOf(by);
        return place < 0 ? groupings.size() : place;
    }

    /** Whether a union of so many values at most differs from the scope by a few deals, be it more or less. */
    private boolean isNear(Map<Grouping.Group, Integer> within, Map<Grouping.Group, Integer> all, int most) {
        if (most < 1) {
            return false;
        }
        var splits = new ArrayList<Split>();
        var difference = 0;
        for (var entry : within.entrySet()) {
            splits.add(new Split(entry.getValue(), all.get(entry.getKey()) - entry.getValue()));
            difference += entry.getValue();
        }
        splits.sort(Comparator.comparingInt(Split::gain).reversed());
        var least = Integer.MAX_VALUE;
        for (var split : splits.subList(0, Math.min(most, splits.size()))) {
            if (split.gain() <= 0) {
                break;
            }
            difference -= split.gain();
            least = Math.min(least, split.gain());
        }
        // The very same deals tell nothing, but a union of all these values but one may be asked for, too.
        return least < Integer.MAX_VALUE
                && (difference == 0 ? splits.size() > 1 && least < minimum : difference < minimum);
    }

    private Map<Grouping, Map<Grouping.Group, Integer>> pending(Scope scope, Map<Scope.Labels, Count> members) {
        return pending.computeIfAbsent(scope, any -> {
            var sums = new HashMap<Grouping, Map<Grouping.Group, Integer>>();
            groupings.forEach(by -> sums.put(by, new HashMap<>()));
            members.forEach((labels, count) -> {
                if (count.pending() > 0 && scope.includes(labels)) {
                    sums.forEach((by, each) ->
                            by.all(labels).forEach(group -> each.merge(group, count.pending(), Integer::sum)));
                }
            });
            Deadline.check();
            return sums;
        });
    }
}
