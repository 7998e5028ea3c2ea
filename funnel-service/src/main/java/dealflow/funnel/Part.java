package dealflow.funnel;

/**
 * Some of the lives of an image.
 *
 * @param gone the deals that have changed since and are in another part, a bit each; null for none
 * @param slices the sums of them; null where they are too few
 */
record Part(Lives lives, long[] gone, Slices slices) {

    private static final int AT_ONCE = 256;

    int goneCount() {
        var count = 0;
        for (var i = 0; gone != null && i < gone.length; i++) {
            count += Long.bitCount(gone[i]);
        }
        return count;
    }

    boolean has(int deal) {
        return gone == null || (gone[deal >> 6] & 1L << deal) == 0;
    }

    /** Told of deals, one after the other. */
    interface Visitor {
        void visit(int deal);
    }

    /** The deals from one to another, that one excluded, that can match at all. */
    void each(int from, int to, Match match, Visitor visitor) {
        var listed = match.postings(lives);
        if (listed == null) {
            for (var deal = from; deal < to; deal++) {
                if (has(deal)) {
                    visitor.visit(deal);
                }
            }
            return;
        }
        var some = listed.within(from, to);
        each(some.deals(), some.from(), some.to(), visitor);
    }

    /** Some of a list of deals, from one place to another, that one excluded. */
    void each(int[] deals, int from, int to, Visitor visitor) {
        for (var first = from; first < to; first += AT_ONCE) {
            var end = Math.min(to, first + AT_ONCE);
            lives.fetch(deals, first, end);
            for (var i = first; i < end; i++) {
                if (has(deals[i])) {
                    visitor.visit(deals[i]);
                }
            }
        }
    }

    /** Those of a list of deals, ascending, that lie between two, the second excluded. */
    void eachBetween(int[] deals, int from, int to, Visitor visitor) {
        var some = new Postings.List(deals, 0, deals.length).within(from, to);
        each(deals, some.from(), some.to(), visitor);
    }

    /** The deals that are in another part now. */
    void eachGone(Visitor visitor) {
        if (gone == null) {
            return;
        }
        for (var i = 0; i < gone.length; i++) {
            for (var bits = gone[i]; bits != 0; bits &= bits - 1) {
                visitor.visit(i << 6 | Long.numberOfTrailingZeros(bits));
            }
        }
    }
}
