package dealflow.funnel.flow;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.ledger.Image;
import dealflow.funnel.rollup.ColumnStore;
import dealflow.funnel.rollup.CompiledFilter;
import dealflow.funnel.rollup.FlowReader;
import dealflow.funnel.rollup.FlowSums;
import dealflow.funnel.rollup.Rollup;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** What flowed in a row of intervals, for all deals that match, together or by group. */
final class FlowReport {

    private final Image image;
    private final CompiledFilter compiled;
    private final long[] bounds;
    private final long before;
    /** From when on nothing is known. */
    private final long unknown;

    private final int[] groupOf;
    private final FlowSums[][] sums;

    /**
     * @param bounds where the intervals begin, ascending, and where the last ends
     * @param by null for all in one group, else a group per value of it
     */
    FlowReport(Image image, CompiledFilter compiled, Grouping by, long[] bounds, long asOf) {
        this.image = image;
        this.compiled = compiled;
        this.bounds = bounds;
        unknown = asOf + 1;
        before = Math.min(bounds[bounds.length - 1], unknown);
        groupOf = by == null ? null : image.segments().values(by);
        sums = new FlowSums[by == null ? 1 : image.segments().names(by).size()][bounds.length];
        for (var store : image.stores()) {
            var chosen = by == null && store.rollups() != null ? store.rollups().choose(compiled) : null;
            var each = each(store);
            var end = store.columns().firstFrom(before);
            if (chosen == null) {
                store.each(0, end, compiled, each);
            } else {
                chosen.rollups().forEach(rollup -> whole(store, rollup));
                chosen.others().forEach(deals -> store.eachBetween(deals, 0, end, each));
            }
        }
    }

    /** What flowed in a group before the first interval (0), and in each of them (1, 2, ...). */
    FlowSums in(int group, int interval) {
        var found = sums[group][interval];
        if (found == null) {
            found = new FlowSums(image.stages().rows());
            sums[group][interval] = found;
        }
        return found;
    }

    /** Whether anything ever was in a group. */
    boolean has(int group) {
        for (var interval : sums[group]) {
            if (interval != null) {
                return true;
            }
        }
        return false;
    }

    private void whole(ColumnStore store, Rollup rollup) {
        var until = new FlowSums(image.stages().rows());
        for (var i = 0; i < bounds.length; i++) {
            var next = new FlowSums(image.stages().rows());
            rollup.days().add(next, Math.min(bounds[i], before));
            in(0, i).plus(next, 1).plus(until, -1);
            until = next;
        }
        var reader = new FlowReader(image.stages(), (segment, amount) -> 0);
        store.eachGone(deal -> {
            if (rollup.has().test(deal)) {
                add(reader, store.columns(), deal, Long.MAX_VALUE, -1);
            }
        });
        // The sums have them as they are known by now.
        rollup.closedDeals().eachChanged(deal -> {
            if (store.columns().lastAt[deal] >= unknown && store.has(deal)) {
                add(reader, store.columns(), deal, Long.MAX_VALUE, -1);
                add(reader, store.columns(), deal, unknown, 1);
            }
        });
    }

    private IntConsumer each(ColumnStore store) {
        var columns = store.columns();
        var reader = new FlowReader(
                image.stages(),
                (segment, amount) -> !compiled.test(segment, amount) ? -1 : groupOf == null ? 0 : groupOf[segment]);
        return deal -> {
            // What has left the funnel before the first interval has left nothing in any balance.
            if (columns.lastAt[deal] >= Math.min(bounds[0], before) || columns.status[deal] == DealPath.OPEN) {
                add(reader, columns, deal, unknown, 1);
            }
        };
    }

    private void add(FlowReader reader, DealColumns columns, int deal, long knownUntil, int sign) {
        reader.follow(columns.states, deal, before, knownUntil, (state, group, term, row, worth) -> in(
                        group, interval(columns.states.at[state]))
                .add(term, row, worth, sign));
    }

    private int interval(long at) {
        var found = Arrays.binarySearch(bounds, at);
        return found < 0 ? -found - 1 : found + 1;
    }
}
