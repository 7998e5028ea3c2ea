package dealflow.funnel;

import java.math.RoundingMode;

/** A filter, made ready for one image: a state is held against it by two numbers. */
final class Match {

    private final boolean[] segments;
    private final long least;
    private final long most;
    private final boolean anyAmount;
    private final Filter filter;
    private final Segments.Table table;

    Match(Filter filter, Segments.Table table) {
        this.filter = filter;
        this.table = table;
        anyAmount = filter.minAmount() == null && filter.maxAmount() == null;
        least = filter.minAmount() == null
                ? Long.MIN_VALUE + 1
                : Amounts.bound(filter.minAmount(), RoundingMode.CEILING);
        most = filter.maxAmount() == null ? Long.MAX_VALUE : Amounts.bound(filter.maxAmount(), RoundingMode.FLOOR);
        segments = segments();
    }

    /** Null where every segment matches. */
    private boolean[] segments() {
        boolean[] matching = null;
        for (var dimension : Dimension.values()) {
            var wanted = filter.wanted(dimension);
            if (wanted == null) {
                continue;
            }
            var value = code(dimension);
            var values = table.values(dimension);
            var narrowed = new boolean[values.length];
            for (var i = 0; i < values.length; i++) {
                narrowed[i] = values[i] == value && (matching == null || matching[i]);
            }
            matching = narrowed;
        }
        return matching;
    }

    /** An empty text stands for those without a value. */
    private int code(Dimension dimension) {
        var wanted = filter.wanted(dimension);
        return table.names(dimension).indexOf(wanted.isEmpty() ? null : wanted);
    }

    boolean all() {
        return segments == null && anyAmount;
    }

    boolean test(int segment, long amount) {
        return (segments == null || segments[segment])
                && (anyAmount || amount != Amounts.UNKNOWN && amount >= least && amount <= most);
    }

    /** The deals of a column store that can match at all: those that ever had a wanted value; null for all. */
    Postings.List postings(Lives lives) {
        Postings.List fewest = null;
        for (var dimension : Dimension.values()) {
            if (filter.wanted(dimension) != null) {
                var list = lives.postings[dimension.ordinal()].list(code(dimension));
                if (fewest == null || list.size() < fewest.size()) {
                    fewest = list;
                }
            }
        }
        return fewest;
    }
}
