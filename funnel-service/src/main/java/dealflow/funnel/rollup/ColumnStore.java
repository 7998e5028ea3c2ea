package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.Postings;
import dealflow.funnel.load.Deadline;
import java.util.function.IntConsumer;

/**
 * Some of the lives of an image.
 *
 * @param gone the deals that have changed since and are in another part, a bit each; null for none
 * @param rollups the sums of them; null where they are too few
 */
public record ColumnStore(DealColumns columns, long[] gone, Rollups rollups) {

    private static final int AT_ONCE = 256;

    public int goneCount() {
        var count = 0;
        for (var i = 0; gone != null && i < gone.length; i++) {
            count += Long.bitCount(gone[i]);
        }
        return count;
    }

    public boolean has(int deal) {
        return gone == null || (gone[deal >> 6] & 1L << deal) == 0;
    }

    /** The deals from one to another, that one excluded, that can match at all. */
    public void each(int from, int to, CompiledFilter compiled, IntConsumer visitor) {
        var listed = compiled.postings(columns);
        if (listed == null) {
            for (var deal = from; deal < to; deal++) {
                if (deal % AT_ONCE == 0) {
                    Deadline.check();
                }
                if (has(deal)) {
                    visitor.accept(deal);
                }
            }
            return;
        }
        var some = listed.within(from, to);
        each(some.deals(), some.from(), some.to(), visitor);
    }

    /** Some of a list of deals, from one place to another, that one excluded. */
    public void each(int[] deals, int from, int to, IntConsumer visitor) {
        for (var first = from; first < to; first += AT_ONCE) {
            Deadline.check();
            var end = Math.min(to, first + AT_ONCE);
            columns.fetch(deals, first, end);
            for (var i = first; i < end; i++) {
                if (has(deals[i])) {
                    visitor.accept(deals[i]);
                }
            }
        }
    }

    /** Those of a list of deals, ascending, that lie between two, the second excluded. */
    public void eachBetween(int[] deals, int from, int to, IntConsumer visitor) {
        var some = new Postings.List(deals, 0, deals.length).within(from, to);
        each(deals, some.from(), some.to(), visitor);
    }

    /** The deals that are in another part now. */
    public void eachGone(IntConsumer visitor) {
        if (gone == null) {
            return;
        }
        for (var i = 0; i < gone.length; i++) {
            for (var bits = gone[i]; bits != 0; bits &= bits - 1) {
                visitor.accept(i << 6 | Long.numberOfTrailingZeros(bits));
            }
        }
    }
}
