package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.LowerBound;
import dealflow.funnel.unit.SecondKeys;
import dealflow.funnel.unit.Total;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The deals that are won or lost by their last state, ordered by since when, with the sums of every few of them. */
public final class ClosedDeals {

    private static final int RUN = 256;
    private static final int WON = 0;
    private static final int LOST = 1;

    private final DealColumns columns;
    private final int[] deals;
    /** By whether won or lost, before each run. */
    private final long[][] count;

    private final long[][] amount;
    /** The deals that have changed after they had been won or lost, be they it still or not. */
    private final int[] changed;

    /** How many are won or lost, and their amounts. */
    public static final class Sums {
        private final long[] count = new long[2];
        private final long[] amount = new long[2];

        public void add(int status, long worth, int sign) {
            if (isDecided(status)) {
                var kind = status == DealPath.WON ? WON : LOST;
                count[kind] += sign;
                amount[kind] = Math.addExact(amount[kind], sign * Amounts.orZero(worth));
            }
        }

        public Total won() {
            return Total.of(count[WON], amount[WON]);
        }

        public Total lost() {
            return Total.of(count[LOST], amount[LOST]);
        }
    }

    /** @param some of the deals */
    ClosedDeals(DealColumns columns, int[] some) {
        this.columns = columns;
        changed = Arrays.stream(some).filter(this::hasChanged).toArray();
        var candidates = Arrays.stream(some)
                .filter(deal -> isDecided(columns.status[deal]))
                .toArray();
        deals = sorted(candidates);
        var runs = deals.length / RUN + 1;
        count = new long[2][runs];
        amount = new long[2][runs];
        var sums = new Sums();
        for (var i = 0; i < deals.length; i++) {
            if (i % RUN == 0) {
                note(i / RUN, sums);
            }
            add(sums, i, 1);
        }
        if (deals.length % RUN == 0) {
            note(deals.length / RUN, sums);
        }
    }

    private static boolean isDecided(int status) {
        return status == DealPath.WON || status == DealPath.LOST;
    }

    private boolean hasChanged(int deal) {
        return IntStream.range(columns.states.start[deal], columns.last(deal))
                .anyMatch(state -> isDecided(columns.states.status(state)));
    }

    /** Tells of the deals that were won or lost at some moment and have changed since. */
    public void eachChanged(IntConsumer visitor) {
        Arrays.stream(changed).forEach(visitor::accept);
    }

    /** By since when; a primitive sort by the second does nearly all of it. */
    private int[] sorted(int[] candidates) {
        var keys = new long[candidates.length];
        for (var i = 0; i < keys.length; i++) {
            keys[i] = SecondKeys.of(columns.since[candidates[i]], i);
        }
        Arrays.sort(keys);
        var sorted = new int[keys.length];
        for (var i = 0; i < keys.length; i++) {
            var deal = candidates[SecondKeys.number(keys[i])];
            var place = i;
            while (place > 0 && columns.since[sorted[place - 1]] > columns.since[deal]) {
                sorted[place] = sorted[--place];
            }
            sorted[place] = deal;
        }
        return sorted;
    }

    private void note(int run, Sums sums) {
        for (var kind : new int[] {WON, LOST}) {
            count[kind][run] = sums.count[kind];
            amount[kind][run] = sums.amount[kind];
        }
    }

    private void add(Sums to, int place, int sign) {
        to.add(columns.status[deals[place]], columns.amount[deals[place]], sign);
    }

    /** Adds those that were decided in {@code [from, to)}. */
    public void add(Sums sums, long from, long to) {
        if (from < to) {
            addBefore(sums, to, 1);
            addBefore(sums, from, -1);
        }
    }

    private void addBefore(Sums sums, long moment, int sign) {
        var end = LowerBound.first(deals.length, place -> columns.since[deals[place]], moment);
        for (var kind : new int[] {WON, LOST}) {
            sums.count[kind] += sign * count[kind][end / RUN];
            sums.amount[kind] += sign * amount[kind][end / RUN];
        }
        for (var i = end / RUN * RUN; i < end; i++) {
            add(sums, i, sign);
        }
    }
}
