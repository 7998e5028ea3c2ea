package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Deals that a filter takes or leaves as a whole, whatever the moment, with what is summed of them.
 *
 * @param deals in their order
 * @param has whether a deal is one of them
 */
public record Rollup(
        DealColumns columns,
        int[] deals,
        IntPredicate has,
        CohortPrefixSums cohorts,
        FlowDays days,
        ClosedDeals closedDeals) {

    static Rollup of(DealColumns columns, int[] deals, IntPredicate has, int run) {
        return new Rollup(
                columns,
                deals,
                has,
                new CohortPrefixSums(columns, deals, run),
                new FlowDays(columns, deals),
                new ClosedDeals(columns, deals));
    }

    /** Adds the cohort of the deals from one to another, that one excluded, as it was by a moment. */
    public void add(CohortSums sums, ColumnStore store, int from, int to, long until) {
        addAll(cohorts, sums, store, from, to);
        var begin = place(from);
        var end = place(to);
        if (begin >= end) {
            return;
        }
        eachLater(store, from, to, until, deal -> sums.takeBack(columns, deal, columns.lastBy(deal, until), until));
        cohorts.eachOpen(deals[begin], deals[end - 1], place -> {
            var deal = columns.open[place];
            if (columns.lastAt[deal] <= until && store.has(deal)) {
                sums.addOpen(columns, place, until);
            }
        });
    }

    /** Adds deals from one to another by their last state, or by sums that have a limit which they have all reached. */
    public void addAll(CohortPrefixSums of, CohortSums sums, ColumnStore store, int from, int to) {
        var begin = place(from);
        var end = Math.max(begin, place(to));
        var first = Math.max(begin, Math.min(of.firstRun(begin) * of.run, end));
        var last = Math.max(first, of.endRun(end) * of.run);
        var one = of.each();
        store.each(deals, begin, first, deal -> one.add(sums, deal, 1));
        store.each(deals, last, end, deal -> one.add(sums, deal, 1));
        if (first < last) {
            of.add(sums, first / of.run, last / of.run);
            store.eachGone(deal -> {
                if (deal >= deals[first] && deal <= deals[last - 1] && has.test(deal)) {
                    one.add(sums, deal, -1);
                }
            });
        }
    }

    /** Tells of the deals from one to another, that one excluded, that have changed after a moment. */
    void eachLater(ColumnStore store, int from, int to, long moment, IntConsumer visitor) {
        if (cohorts.latest() <= moment) {
            return;
        }
        cohorts.eachLater(place(from), place(to), moment, deal -> {
            if (store.has(deal)) {
                visitor.accept(deal);
            }
        });
    }

    private int place(int deal) {
        var found = Arrays.binarySearch(deals, deal);
        return found < 0 ? -found - 1 : found;
    }
}
