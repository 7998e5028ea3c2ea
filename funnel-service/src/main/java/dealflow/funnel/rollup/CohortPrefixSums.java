package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.unit.LowerBound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Sums of cohorts, kept for runs of deals that entered one after the other: the sums of any run of whole ones are a
 * difference of two. What is known of a deal by its last state is in them.
 */
public final class CohortPrefixSums {

    /** Small enough that the deals at both ends of a window are added quickly one by one, large enough to be few. */
    public static final int RUN = 1 << 12;

    private static final int AT_ONCE = 256;

    final int run;
    private final DealColumns columns;
    private final int[] deals;
    /** Where those that are open stand in {@link DealColumns#open}. */
    private final int[] open;
    /** Of all deals before each run, and of all. */
    private final List<CohortSums.Kept> before = new ArrayList<>();

    private final long[] latest;
    private final long latestOfAll;
    private final long within;

    CohortPrefixSums(DealColumns columns, int[] deals, int run) {
        this(columns, deals, run, FollowUp.NO_LIMIT);
    }

    /**
     * @param deals which, in their order
     * @param run how many are summed together
     * @param within how long after its entry what happens to a deal still counts; with a limit it counts also for how long
     *     it was open by then
     */
    CohortPrefixSums(DealColumns columns, int[] deals, int run, long within) {
        this.columns = columns;
        this.deals = deals;
        this.run = run;
        this.within = within;
        open = IntStream.range(0, columns.open.length)
                .filter(place -> Arrays.binarySearch(deals, columns.open[place]) >= 0)
                .toArray();
        latest = new long[deals.length / run];
        latestOfAll = Arrays.stream(deals)
                .mapToLong(deal -> columns.lastAt[deal])
                .max()
                .orElse(Long.MIN_VALUE);
        var sums = new CohortSums(columns.stages);
        before.add(sums.keep());
        var each = new FollowUp(columns, within);
        for (var i = 0; i < latest.length; i++) {
            latest[i] = Long.MIN_VALUE;
            for (var place = i * run; place < (i + 1) * run; place++) {
                each.add(sums, deals[place], 1);
                latest[i] = Math.max(latest[i], columns.lastAt[deals[place]]);
            }
            before.add(sums.keep());
        }
    }

    /** When the last of the deals changed last. */
    long latest() {
        return latestOfAll;
    }

    /** How many sums it keeps. */
    int size() {
        return latest.length;
    }

    /** The first whole run that begins at a place or later. */
    int firstRun(int place) {
        return Math.min(latest.length, (place + run - 1) / run);
    }

    /** The run after the last whole one that ends before a place. */
    int endRun(int place) {
        return Math.min(latest.length, place / run);
    }

    /** Adds whole runs. */
    void add(CohortSums to, int firstRun, int endRun) {
        to.plus(before.get(endRun), 1);
        to.plus(before.get(firstRun), -1);
    }

    /** Adds single deals as they are summed here, or takes them away. */
    FollowUp each() {
        return new FollowUp(columns, within);
    }

    /** Tells of the deals from one place to another, that one excluded, that have changed after a moment. */
    void eachLater(int from, int to, long moment, IntConsumer visitor) {
        var found = new int[AT_ONCE];
        for (int first = from, end; first < to; first = end) {
            var number = first / run;
            end = Math.min(to, (number + 1) * run);
            if (number < latest.length && latest[number] <= moment) {
                continue;
            }
            end = Math.min(end, first + AT_ONCE);
            var count = 0;
            for (var place = first; place < end; place++) {
                if (columns.lastAt[deals[place]] > moment) {
                    found[count++] = deals[place];
                }
            }
            columns.fetchStates(found, count);
            for (var i = 0; i < count; i++) {
                visitor.accept(found[i]);
            }
        }
    }

    /** Tells of the places in {@link DealColumns#open} of the deals from one to another, that one included. */
    void eachOpen(int least, int most, IntConsumer visitor) {
        for (var i = LowerBound.first(open.length, place -> columns.open[open[place]], least);
                i < open.length && columns.open[open[i]] <= most;
                i++) {
            visitor.accept(open[i]);
        }
    }
}
