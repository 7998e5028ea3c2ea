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
        var runs = addRuns(cohorts, sums, part, from, to, each);
        if (runs.first == runs.end) {
            return;
        }
        var fate = new Fate(lives.stages);
        cohorts.eachLater(runs.first, runs.end, until, deal -> {
            if (part.has(deal)) {
                fate.follow(lives.states, deal, until);
                sums.takeBack(lives, deal, fate, until);
            }
        });
        cohorts.eachOpen(deals[runs.first * cohorts.run], deals[runs.end * cohorts.run - 1], place -> {
            var deal = lives.open[place];
            if (lives.lastAt[deal] <= until && part.has(deal)) {
                sums.addOpen(lives, place, until);
            }
        });
    }

    /** The same by sums that have a limit, of deals that have all reached it. */
    void addWithin(Cohorts limited, CohortSums sums, Part part, int from, int to, Part.Visitor each) {
        addRuns(limited, sums, part, from, to, each);
    }

    private record Runs(int first, int end) {}

    private Runs addRuns(Cohorts of, CohortSums sums, Part part, int from, int to, Part.Visitor each) {
        var begin = place(from);
        var end = Math.max(begin, place(to));
        var first = Math.max(begin, Math.min(of.firstRun(begin) * of.run, end));
        var last = Math.max(first, of.endRun(end) * of.run);
        part.each(deals, begin, first, each);
        part.each(deals, last, end, each);
        if (first < last) {
            of.add(sums, first / of.run, last / of.run);
            var one = of.each();
            part.eachGone(deal -> {
                if (deal >= deals[first] && deal <= deals[last - 1] && has.test(deal)) {
                    one.add(sums, deal, -1);
                }
            });
        }
        return new Runs(first / of.run, first < last ? last / of.run : first / of.run);
    }

    /** Tells of those that had entered by a moment and have changed since. */
    void eachLater(Part part, long moment, Part.Visitor visitor) {
        if (cohorts.latest() <= moment) {
            return;
        }
        var entered = place(lives.firstFrom(moment + 1));
        var runs = cohorts.endRun(entered);
        cohorts.eachLater(0, runs, moment, deal -> {
            if (part.has(deal)) {
                visitor.visit(deal);
            }
        });
        for (var place = runs * cohorts.run; place < entered; place++) {
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
