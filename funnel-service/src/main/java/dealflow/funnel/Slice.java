package dealflow.funnel;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Deals that a filter takes or leaves as a whole, whatever the moment, with what is summed of them.
 *
 * @param deals in their order
 * @param has whether a deal is one of them
 */
record Slice(Lives lives, int[] deals, IntPredicate has, Cohorts cohorts, FlowDays days, Decided decided) {

    static Slice of(Lives lives, int[] deals, IntPredicate has, int run) {
        return new Slice(
                lives,
                deals,
                has,
                new Cohorts(lives, deals, run),
                new FlowDays(lives, deals),
                new Decided(lives, deals));
    }

    /** Adds the cohort of the deals from one to another, that one excluded; where sums do not say it, deal by deal. */
    void add(CohortSums sums, Part part, int from, int to, long until, Part.Visitor each) {
        var begin = place(from);
        var end = Math.max(begin, place(to));
        var first = Math.max(begin, Math.min(cohorts.firstRun(begin) * cohorts.run, end));
        var last = Math.max(first, cohorts.endRun(end) * cohorts.run);
        part.each(deals, begin, first, each);
        part.each(deals, last, end, each);
        if (first == last) {
            return;
        }
        cohorts.add(sums, first / cohorts.run, last / cohorts.run);
        var least = deals[first];
        var most = deals[last - 1];
        part.eachGone(deal -> {
            if (deal >= least && deal <= most && has.test(deal)) {
                sums.add(lives, deal, -1);
            }
        });
        cohorts.eachLater(first / cohorts.run, last / cohorts.run, until, deal -> {
            if (part.has(deal)) {
                sums.add(lives, deal, -1);
                each.visit(deal);
            }
        });
        cohorts.eachOpen(least, most, place -> {
            var deal = lives.open[place];
            if (lives.lastAt[deal] <= until && part.has(deal)) {
                sums.addOpen(lives, place, until);
            }
        });
    }

    /** Tells of those that had entered by a moment and have changed since. */
    void eachLater(Part part, long moment, Part.Visitor visitor) {
        if (cohorts.latest() <= moment) {
            return;
        }
        var entered = place(lives.firstFrom(moment + 1));
        for (var place = 0; place < entered; place++) {
            if (lives.lastAt[deals[place]] > moment && part.has(deals[place])) {
                visitor.visit(deals[place]);
            }
        }
    }

    private int place(int deal) {
        var found = Arrays.binarySearch(deals, deal);
        return found < 0 ? -found - 1 : found;
    }
}
