package dealflow.forecast.answer;

import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is too small to be told, and what would let it be worked out as a difference (primary and complementary suppression, Hundepool
 * et al., Statistical Disclosure Control, 2012).
 */
final class Suppression {

    private final int minimum;

    Suppression(int minimum) {
        this.minimum = minimum;
    }

    /** How many deals with the same labels are pending, and how many have begun. */
    record Count(int pending, int begun) {
        Count plus(Count other) {
            return new Count(pending + other.pending, begun + other.begun);
        }
    }

    static int pending(Map<Scope.Labels, Count> counts, Scope scope) {
        return counts.entrySet().stream()
                .filter(entry -> scope.includes(entry.getKey()))
                .mapToInt(entry -> entry.getValue().pending)
                .sum();
    }

    /**
     * Which parts of a whole are too small, or would give such a one away.
     *
     * @param sizes how many deals are in each part
     */
    <K> Set<K> hidden(Map<K, Integer> sizes) {
        var hidden = new HashSet<K>();
        var sum = 0;
        var others = new ArrayList<K>();
        for (var entry : sizes.entrySet()) {
            if (isSmall(entry.getValue())) {
                hidden.add(entry.getKey());
                sum += entry.getValue();
            } else if (entry.getValue() > 0) {
                others.add(entry.getKey());
            }
        }
        if (!hidden.isEmpty()) {
            others.sort(Comparator.comparing(sizes::get));
            for (var i = 0; i < others.size() && (sum < minimum || hidden.size() < 2); i++) {
                hidden.add(others.get(i));
                sum += sizes.get(others.get(i));
            }
        }
        return hidden;
    }

    /** Whether there are deals, but so few that what is said of them would be said of single ones. */
    boolean isSmall(int deals) {
        return deals > 0 && deals < minimum;
    }

    /** Whether few deals could be worked out from what is said of a scope, of wider ones and of others beside it. */
    boolean givesOthersAway(Map<Scope.Labels, Count> counts, Scope scope) {
        var others = pendingByLack(counts, scope);
        others[0] = 0;
        return hasSmall(others)
                || scope.partOf().stream().anyMatch(part -> {
                    var hidden = hidden(counts, part.whole(), part.by());
                    return !hidden.isEmpty()
                            && counts.keySet().stream()
                                    .anyMatch(labels -> scope.includes(labels)
                                            && part.by().all(labels).stream().anyMatch(hidden::contains));
                });
    }

    /**
     * How many are pending by what they lack of a scope: the first number is of those that lack nothing. Each is a sum and difference of
     * what is said of scopes that ask for a part of it.
     */
    static int[] pendingByLack(Map<Scope.Labels, Count> counts, Scope scope) {
        var asked = scope.conditions();
        var pending = new int[1 << asked.size()];
        counts.forEach((labels, count) -> {
            var lacks = 0;
            for (var i = 0; i < asked.size(); i++) {
                lacks |= asked.get(i).getKey().hasAny(labels, asked.get(i).getValue()) ? 0 : 1 << i;
            }
            pending[lacks] += count.pending;
        });
        return pending;
    }

    /**
     * Whether so few are beside some of all, with as much or less of a scope, that they would be the difference.
     *
     * @param all by what they lack of the scope
     */
    boolean leavesFew(int[] all, Map<Scope.Labels, Count> some, Scope scope) {
        var own = pendingByLack(some, scope);
        return hasSmall(IntStream.range(0, all.length).map(i -> all[i] - own[i]).toArray());
    }

    private boolean hasSmall(int[] sizes) {
        return Arrays.stream(sizes).anyMatch(this::isSmall);
    }

    Set<Grouping.Group> hidden(Map<Scope.Labels, Count> counts, Scope scope, Grouping by) {
        var sizes = new LinkedHashMap<Grouping.Group, Integer>();
        groups(counts, scope, by).forEach((group, count) -> sizes.put(group, count.pending));
        var hidden = hidden(sizes);
        // Groups that overlap give away what they have in common, and what they have not.
        var exact = new HashMap<Grouping.Group, Integer>();
        counts.forEach((labels, count) -> {
            if (scope.includes(labels)) {
                exact.merge(by.of(labels), count.pending, Integer::sum);
            }
        });
        counts.forEach((labels, count) -> {
            if (scope.includes(labels) && isSmall(exact.get(by.of(labels)))) {
                hidden.addAll(by.all(labels));
            }
        });
        return hidden;
    }

    static Map<Grouping.Group, Count> groups(Map<Scope.Labels, Count> counts, Scope scope, Grouping by) {
        var groups = new HashMap<Grouping.Group, Count>();
        counts.forEach((labels, count) -> {
            if (scope.includes(labels)) {
                by.all(labels).forEach(group -> groups.merge(group, count, Count::plus));
            }
        });
        return groups;
    }
}
