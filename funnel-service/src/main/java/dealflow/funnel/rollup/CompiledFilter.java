package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Postings;
import dealflow.funnel.history.Segment;
import dealflow.funnel.history.Segments;
import dealflow.funnel.unit.Amounts;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
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
    private final Filter filter;
    private final Segments.Table table;

    public CompiledFilter(Filter filter, Segments.Table table) {
        this.filter = filter;
        this.table = table;
        anyAmount = filter.minAmount() == null && filter.maxAmount() == null;
        least = filter.minAmount() == null
                ? Long.MIN_VALUE + 1
                : Amounts.bound(filter.minAmount(), RoundingMode.CEILING);
        most = filter.maxAmount() == null ? Long.MAX_VALUE : Amounts.bound(filter.maxAmount(), RoundingMode.FLOOR);
        for (var dimension : Dimension.values()) {
            if (filter.wanted(dimension) != null) {
                wanted.add(new Values(dimension, codes(dimension)));
            }
        }
        valueOf = wanted.stream().map(value -> table.values(value.dimension)).toArray(int[][]::new);
        codes = wanted.stream().map(Values::values).toArray(int[][]::new);
    }

    /** Wanted values by their numbers, ascending; those that no deal has are left out. */
    record Values(Dimension dimension, int[] values) {}

    /** An empty text stands for those without a value; of a deal of several products, any will do. */
    private int[] codes(Dimension dimension) {
        if (dimension == Dimension.PRODUCT && table.products().overlap()) {
            var products = table.products();
            var wanted = filter.product().stream()
                    .mapToInt(product -> products.names().indexOf(product.isEmpty() ? null : product))
                    .toArray();
            return IntStream.range(0, table.names(dimension).size())
                    .filter(value -> Arrays.stream(products.of(value)).anyMatch(product -> isOneOf(wanted, product)))
                    .toArray();
        }
        return filter.wanted(dimension).stream()
                .mapToInt(value -> table.names(dimension).indexOf(value.isEmpty() ? null : value))
                .filter(code -> code >= 0)
                .sorted()
                .toArray();
    }

    boolean all() {
        return codes.length == 0 && filter.own().isEmpty() && anyAmount;
    }

    /** The values that are wanted of one dimension; null where more is asked, or nothing. */
    Values onlyDimension() {
        return anyAmount && filter.own().isEmpty() && codes.length == 1 ? wanted.get(0) : null;
    }

    boolean onlyAmount() {
        return codes.length == 0 && filter.own().isEmpty() && !anyAmount;
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
        if (codes.length == 0 && filter.own().isEmpty()) {
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
        return filter.own().isEmpty() || hasOwn(table.all.get(segment));
    }

    /** Of each own field that is asked for one of the values; an empty text stands for those without. */
    private boolean hasOwn(Segment segment) {
        return filter.own().entrySet().stream().allMatch(asked -> {
            var has = segment.own().get(asked.getKey());
            return has == null ? asked.getValue().contains("") : has.stream().anyMatch(asked.getValue()::contains);
        });
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
                .map(some -> Arrays.stream(some.values)
                        .mapToObj(columns.postings[some.dimension.ordinal()]::list)
                        .reduce(Postings.List::or)
                        .orElse(Postings.NOTHING))
                .sorted(Comparator.comparingInt(Postings.List::size))
                .reduce(Postings.List::and)
                .orElse(null);
    }
}
