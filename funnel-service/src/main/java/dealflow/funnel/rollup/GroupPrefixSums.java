package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.Postings;
import java.util.function.IntConsumer;

/**
 * Some deals by the group that each is in by its last state, and within that in their order, with the sums of every few of
 * them: a window of each group is a difference of two sums, and the few deals at the ends.
 */
public final class GroupPrefixSums {

    static final int RUN = 64;

    private final DealColumns columns;
    /** By segment. */
    private final int[] groupOf;

    private final int[] deals;
    private final int[] begin;
    private final int[] firstRun;
    /** Of each group, of all its deals before each run. */
    private final GroupSums before;

    private final long within;

    /**
     * @param some which deals, in their order
     * @param within how long after its entry what happens to a deal still counts
     */
    GroupPrefixSums(DealColumns columns, int[] some, int[] groupOf, int groups, long within) {
        this.columns = columns;
        this.groupOf = groupOf;
        this.within = within;
        begin = new int[groups + 1];
        for (var deal : some) {
            begin[groupOf[columns.segment[deal]] + 1]++;
        }
        firstRun = new int[groups + 1];
        for (var group = 0; group < groups; group++) {
            firstRun[group + 1] = firstRun[group] + begin[group + 1] / RUN + 1;
            begin[group + 1] += begin[group];
        }
        deals = new int[some.length];
        var next = begin.clone();
        for (var deal : some) {
            deals[next[groupOf[columns.segment[deal]]]++] = deal;
        }
        before = sums();
    }

    private GroupSums sums() {
        var groups = begin.length - 1;
        var sums = new GroupSums(columns.stages, firstRun[groups], null);
        var each = new FollowUp(columns, within);
        for (var group = 0; group < groups; group++) {
            for (var run = firstRun[group]; run < firstRun[group + 1] - 1; run++) {
                sums.copy(run, run + 1);
                var from = begin[group] + (run - firstRun[group]) * RUN;
                add(sums, each, run + 1, from, from + RUN);
            }
        }
        return sums;
    }

    /** How many sums it keeps. */
    int size() {
        return firstRun[firstRun.length - 1];
    }

    /** Adds the deals from one to another, that one excluded; those that have changed since the moment, as each says. */
    public void add(GroupSums to, ColumnStore store, Rollup rollup, int from, int end, long moment, IntConsumer each) {
        var one = new FollowUp(columns, within);
        for (var group = 0; group < begin.length - 1; group++) {
            var some = new Postings.List(deals, begin[group], begin[group + 1]).within(from, end);
            var first = Math.min(some.to(), begin[group] + (some.from() - begin[group] + RUN - 1) / RUN * RUN);
            var last = Math.max(first, begin[group] + (some.to() - begin[group]) / RUN * RUN);
            add(to, one, group, some.from(), first);
            add(to, one, group, last, some.to());
            if (first < last) {
                to.plus(group, before, firstRun[group] + (last - begin[group]) / RUN, 1);
                to.plus(group, before, firstRun[group] + (first - begin[group]) / RUN, -1);
            }
        }
        store.eachGone(deal -> {
            if (deal >= from && deal < end && rollup.has().test(deal)) {
                one.add(to, groupOf[columns.segment[deal]], deal, -1);
            }
        });
        rollup.eachLater(store, from, end, moment, deal -> {
            one.add(to, groupOf[columns.segment[deal]], deal, -1);
            each.accept(deal);
        });
    }

    private void add(GroupSums to, FollowUp one, int group, int from, int end) {
        columns.fetch(deals, from, end);
        for (var i = from; i < end; i++) {
            one.add(to, group, deals[i], 1);
        }
    }
}
