package dealflow.funnel.history;

import dealflow.funnel.unit.LowerBound;
import dealflow.funnel.unit.SecondKeys;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** The states of many deals by when they came about: finds what changed in a short time without a look at every deal. */
public final class Timeline {

    private final StateColumns states;
    /** Ascending by the second; within one in any order. */
    private final int[] order;

    public Timeline(StateColumns states) {
        this.states = states;
        var keys = new long[states.states];
        for (var state = 0; state < keys.length; state++) {
            keys[state] = SecondKeys.of(states.at[state], state);
        }
        Arrays.parallelSort(keys);
        order = new int[keys.length];
        Arrays.setAll(order, i -> SecondKeys.number(keys[i]));
    }

    private long second(int state) {
        return SecondKeys.second(states.at[state]);
    }

    /** Tells once of each deal that has changed in {@code [from, to)}. */
    public void eachChanged(long from, long to, IntConsumer visitor) {
        var last = SecondKeys.second(to);
        var first = LowerBound.first(order.length, place -> second(order[place]), SecondKeys.second(from));
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
