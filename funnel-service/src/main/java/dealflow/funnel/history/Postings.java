package dealflow.funnel.history;

import java.util.Arrays;

/** Per value of a dimension, the deals that ever had it, in their order. */
public final class Postings {

    public static final List NOTHING = new List(new int[0], 0, 0);

    private final int[] begin;
    private final int[] deals;

    private Postings(int[] begin, int[] deals) {
        this.begin = begin;
        this.deals = deals;
    }

    /** Some of the deals of a store, ascending. */
    public record List(int[] deals, int from, int to) {
        public int size() {
            return to - from;
        }

        /** The part of them from one deal to another, that one excluded. */
        public List within(int first, int end) {
            return new List(deals, place(first), place(end));
        }

        /** Those that are in another list too, which is not shorter. */
        public List and(List other) {
            var both = new int[size()];
            var count = 0;
            var place = other.from;
            for (var i = from; i < to && place < other.to; i++) {
                while (place < other.to && other.deals[place] < deals[i]) {
                    place++;
                }
                if (place < other.to && other.deals[place] == deals[i]) {
                    both[count++] = deals[i];
                }
            }
            return new List(both, 0, count);
        }

        /** Those that are in this list or in another one, each once. */
        public List or(List other) {
            var either = new int[size() + other.size()];
            var count = 0;
            for (int i = from, j = other.from; i < to || j < other.to; ) {
                var own = i < to ? deals[i] : Integer.MAX_VALUE;
                var others = j < other.to ? other.deals[j] : Integer.MAX_VALUE;
                either[count++] = Math.min(own, others);
                i += own <= others ? 1 : 0;
                j += others <= own ? 1 : 0;
            }
            return new List(either, 0, count);
        }

        private int place(int deal) {
            var found = Arrays.binarySearch(deals, from, to, deal);
            return found < 0 ? -found - 1 : found;
        }
    }

    public List list(int value) {
        return value < 0 || value + 1 >= begin.length
                ? new List(deals, 0, 0)
                : new List(deals, begin[value], begin[value + 1]);
    }

    /**
     * @param start where the states of each deal begin, and where the last end
     * @param value by segment
     */
    static Postings of(int[] start, int[] segment, int[] value, int values) {
        var begin = new int[values + 1];
        each(start, segment, value, values, (deal, of) -> begin[of + 1]++);
        for (var i = 0; i < values; i++) {
            begin[i + 1] += begin[i];
        }
        var next = begin.clone();
        var deals = new int[begin[values]];
        each(start, segment, value, values, (deal, of) -> deals[next[of]++] = deal);
        return new Postings(begin, deals);
    }

    private interface Pair {
        void is(int deal, int value);
    }

    private static void each(int[] start, int[] segment, int[] value, int values, Pair pair) {
        var seen = new int[values];
        Arrays.fill(seen, -1);
        for (var deal = 0; deal < start.length - 1; deal++) {
            for (var s = start[deal]; s < start[deal + 1]; s++) {
                var of = value[segment[s]];
                if (seen[of] != deal) {
                    seen[of] = deal;
                    pair.is(deal, of);
                }
            }
        }
    }
}
