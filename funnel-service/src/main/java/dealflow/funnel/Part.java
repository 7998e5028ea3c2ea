package dealflow.funnel;

/**
 * Some of the lives of an image.
 *
 * @param gone the deals that have changed since and are in another part, a bit each; null for none
 */
record Part(Lives lives, long[] gone, Cohorts cohorts, FlowDays days) {

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
        for (var i = some.from(); i < some.to(); i++) {
            if (has(some.deals()[i])) {
                visitor.visit(some.deals()[i]);
            }
        }
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
