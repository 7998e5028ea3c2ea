package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.history.Postings;
import dealflow.funnel.history.Segments;
import dealflow.funnel.unit.Amounts;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A filter, made ready for one image: a state is held against it by two numbers. */
public final class CompiledFilter {

    private final List<Values> wanted = new ArrayList<>();
    private final int[][] valueOf;
    private final int[][] codes;
    private final BitSet matching = new BitSet();
    private int tests;
    private final long least;
    private final long most;
    private final boolean anyAmount;
    private final Segments.Table table;

    public CompiledFilter(Filter filter, Segments.Table table) {
        this.table = table;
        anyAmount = filter.minAmount() == null && filter.maxAmount() == null;
        least = filter.minAmount() == null
                ? Long.MIN_VALUE + 1
                : Amounts.bound(filter.minAmount(), RoundingMode.CEILING);
        most = filter.maxAmount() == null ? Long.MAX_VALUE : Amounts.bound(filter.maxAmount(), RoundingMode.FLOOR);
        filter.asked().forEach((by, values) -> wanted.add(new Values(by, codes(by, values))));
        valueOf = wanted.stream().map(some -> table.values(some.by)).toArray(int[][]::new);
        codes = wanted.stream().map(Values::values).toArray(int[][]::new);
    }

    /** Wanted values by their numbers, ascending; those that no deal has are left out. */
    record Values(Grouping by, int[] values) {}

    /** An empty text stands for those without a value; of a deal with several, any will do. */
    private int[] codes(Grouping by, Set<String> values) {
        if (table.overlap(by)) {
            var parts = table.parts(by);
            var places = values.stream()
                    .mapToInt(value -> parts.names().indexOf(value.isEmpty() ? null : value))
                    .toArray();
            return IntStream.range(0, table.names(by).size())
                    .filter(text -> Arrays.stream(parts.of(text)).anyMatch(part -> isOneOf(places, part)))
                    .toArray();
        }
        return values.stream()
                .mapToInt(value -> table.names(by).indexOf(value.isEmpty() ? null : value))
                .filter(code -> code >= 0)
                .sorted()
                .toArray();
    }

    boolean all() {
        return codes.length == 0 && anyAmount;
    }

    /** The values that are wanted of one kind; null where more is asked, or nothing. */
    Values onlyValues() {
        return anyAmount && codes.length == 1 ? wanted.get(0) : null;
    }

    boolean onlyAmount() {
        return codes.length == 0 && !anyAmount;
    }

    /** Whether all amounts of a range match. */
    boolean takes(long from, long to) {
        return from >= least && to <= most;
    }

    boolean takesSome(long from, long to) {
        return to >= least && from <= most;
    }

    public boolean test(int segment, long amount) {
        return hasValues(segment) && hasAmount(amount);
    }

    /** One bit a segment fits the processor's cache, all of their values do not; it pays where many are asked about. */
    private boolean hasValues(int segment) {
        if (codes.length == 0) {
            return true;
        }
        if (tests > table.all.size()) {
            return matching.get(segment);
        }
        if (tests++ == table.all.size()) {
            for (var i = 0; i < table.all.size(); i++) {
                matching.set(i, hasEachValue(i));
            }
        }
        return hasEachValue(segment);
    }

    private boolean hasEachValue(int segment) {
        for (var i = 0; i < codes.length; i++) {
            if (!isOneOf(codes[i], valueOf[i][segment])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOneOf(int[] codes, int value) {
        for (var code : codes) {
            if (code == value) {
                return true;
            }
        }
        return false;
    }

    private boolean hasAmount(long amount) {
        return anyAmount || amount != Amounts.UNKNOWN && amount >= least && amount <= most;
    }

    /** The deals of a column store that can match at all: those that ever had each wanted value; null for all. */
    Postings.List postings(DealColumns columns) {
        return wanted.stream()
                .filter(some -> columns.postings(some.by) != null)
                .map(some -> Arrays.stream(some.values)
                        .mapToObj(columns.postings(some.by)::list)
                        .reduce(Postings.List::or)
                        .orElse(Postings.NOTHING))
                .sorted(Comparator.comparingInt(Postings.List::size))
                .reduce(Postings.List::and)
                .orElse(null);
    }
}
