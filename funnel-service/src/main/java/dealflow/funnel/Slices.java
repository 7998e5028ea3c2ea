package dealflow.funnel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The deals of a store cut in several ways, each cut with its sums: all of them; by the values of each dimension that
 * many deals have; and by ranges of their amounts. A deal that changes its value, or leaves its range, is in no slice of
 * that cut and is looked at one by one.
 */
final class Slices {

    private static final int RANGES = 8;
    /** A list of fewer runs of deals is as quickly gone through. */
    private static final int RUNS = 2;

    private final Lives lives;
    private final Slice whole;
    private final Cut[][] byValue = new Cut[Dimension.values().length][];
    private final GroupRuns[] groups = new GroupRuns[byValue.length];
    private final Range[] ranges;
    private final int[] inNoRange;

    /** The slice of a value, and the deals that had the value for some of their time. */
    private record Cut(Slice slice, int[] others) {}

    /** The slice of a range of amounts, both ends included. */
    private record Range(long least, long most, Slice slice) {}

    /** What together is all that can match: slices of which all deals do, and deals that have to be looked at. */
    record Chosen(List<Slice> slices, List<int[]> others) {}

    Slices(Lives lives, Segments.Table segments, int run) {
        this.lives = lives;
        whole = Slice.of(lives, IntStream.range(0, lives.deals).toArray(), deal -> true, run);
        for (var dimension : Dimension.values()) {
            var values = segments.values(dimension);
            byValue[dimension.ordinal()] = IntStream.range(
                            0, segments.names(dimension).size())
                    .mapToObj(value -> cut(lives.postings[dimension.ordinal()].list(value), values, value, run))
                    .toArray(Cut[]::new);
            groups[dimension.ordinal()] =
                    new GroupRuns(lives, values, segments.names(dimension).size());
        }
        var cuts = lives.deals < RANGES * run ? new long[0] : cuts();
        ranges = IntStream.range(0, cuts.length - 1)
                .mapToObj(i -> range(cuts[i], cuts[i + 1] - 1, run))
                .toArray(Range[]::new);
        inNoRange = IntStream.range(0, ranges.length == 0 ? 0 : lives.deals)
                .filter(deal -> Arrays.stream(ranges).noneMatch(range -> stays(deal, range.least, range.most)))
                .toArray();
    }

    private Cut cut(Postings.List listed, int[] values, int value, int run) {
        if (listed.size() < RUNS * run) {
            return null;
        }
        var deals = Arrays.copyOfRange(listed.deals(), listed.from(), listed.to());
        return new Cut(
                Slice.of(
                        lives,
                        Arrays.stream(deals)
                                .filter(deal -> keeps(deal, values, value))
                                .toArray(),
                        deal -> keeps(deal, values, value),
                        run),
                Arrays.stream(deals).filter(deal -> !keeps(deal, values, value)).toArray());
    }

    private boolean keeps(int deal, int[] values, int value) {
        for (var s = lives.states.start[deal]; s < lives.states.start[deal + 1]; s++) {
            if (values[lives.states.segment[s]] != value) {
                return false;
            }
        }
        return true;
    }

    /** Where ranges begin that about as many deals are in; the last end is beyond all. */
    private long[] cuts() {
        var sorted = Arrays.stream(lives.amount)
                .filter(amount -> amount != Amounts.UNKNOWN)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new long[0];
        }
        var inner = IntStream.range(1, RANGES).mapToLong(i -> sorted[(int) ((long) i * sorted.length / RANGES)]);
        var cuts = inner.distinct().toArray();
        var all = new long[cuts.length + 2];
        System.arraycopy(cuts, 0, all, 1, cuts.length);
        all[0] = Amounts.UNKNOWN + 1;
        all[cuts.length + 1] = Long.MAX_VALUE;
        return all;
    }

    private Range range(long least, long most, int run) {
        var deals = IntStream.range(0, lives.deals)
                .filter(deal -> stays(deal, least, most))
                .toArray();
        return new Range(least, most, Slice.of(lives, deals, deal -> stays(deal, least, most), run));
    }

    private boolean stays(int deal, long least, long most) {
        for (var s = lives.states.start[deal]; s < lives.states.start[deal + 1]; s++) {
            if (lives.states.amount[s] < least || lives.states.amount[s] > most) {
                return false;
            }
        }
        return true;
    }

    GroupRuns groups(Dimension dimension) {
        return groups[dimension.ordinal()];
    }

    /** Null where no slices are to be had for what is asked. */
    Chosen choose(Match match) {
        if (match.all()) {
            return new Chosen(List.of(whole), List.of());
        }
        var only = match.onlyValue();
        if (only != null) {
            var cuts = byValue[only.dimension().ordinal()];
            var cut = only.value() < 0 || only.value() >= cuts.length ? null : cuts[only.value()];
            return cut == null ? null : new Chosen(List.of(cut.slice), List.of(cut.others));
        }
        return match.onlyAmount() && ranges.length > 0 ? byAmount(match) : null;
    }

    private Chosen byAmount(Match match) {
        var slices = new ArrayList<Slice>();
        var others = new ArrayList<int[]>();
        others.add(inNoRange);
        for (var range : ranges) {
            if (match.takes(range.least, range.most)) {
                slices.add(range.slice);
            } else if (match.takesSome(range.least, range.most)) {
                others.add(range.slice.deals());
            }
        }
        return new Chosen(slices, others);
    }
}
