package dealflow.funnel.history;

import dealflow.funnel.unit.LowerBound;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** The states of many deals by when they came about: finds what changed in a short time without a look at every deal. */
public final class Timeline {

    private static final long SECOND = 1_000_000L;

    private final StateColumns states;
    /** Ascending by the second; within one in any order. */
    private final int[] order;

    public Timeline(StateColumns states) {
        this.states = states;
        // Whole seconds and the state in one long, so that a primitive sort does.
        var keys = new long[states.states];
        for (var state = 0; state < keys.length; state++) {
            keys[state] = second(state) << 28 | state;
        }
        Arrays.parallelSort(keys);
        order = new int[keys.length];
        Arrays.setAll(order, i -> (int) (keys[i] & (1 << 28) - 1));
    }

    private long second(int state) {
        return Math.floorDiv(states.at[state], SECOND);
    }

    /** Tells once of each deal that has changed in {@code [from, to)}. */
    public void eachChanged(long from, long to, IntConsumer visitor) {
        var last = Math.floorDiv(to, SECOND);
        var first = LowerBound.first(order.length, place -> second(order[place]), Math.floorDiv(from, SECOND));
        for (var i = first; i < order.length && second(order[i]) <= last; i++) {
            var state = order[i];
            if (states.at[state] < from || states.at[state] >= to) {
                continue;
            }
            var deal = dealOf(state);
            if (state == states.start[deal] || states.at[state - 1] < from) {
                visitor.accept(deal);
            }
        }
    }

    private int dealOf(int state) {
        var found = Arrays.binarySearch(states.start, 0, states.deals, state);
        return found < 0 ? -found - 2 : found;
    }
}
