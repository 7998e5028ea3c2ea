package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.history.Postings;
import dealflow.funnel.history.Segments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The deals of a store cut in several ways, each cut with its sums: all of them; by the values of each dimension that
 * many deals have; and by ranges of their amounts. A deal that changes its value, or leaves its range, is in no roll-up of
 * that cut and is looked at one by one.
 */
public final class Rollups {

    /** A list of fewer runs of deals is as quickly gone through. */
    private static final int RUNS = 4;

    private final DealColumns columns;
    private final Rollup whole;
    private final Map<Dimension, Cut[]> byValue = new EnumMap<>(Dimension.class);
    private final Map<Dimension, GroupPrefixSums> groups = new EnumMap<>(Dimension.class);
    private final AmountRangeTree amounts;
    private final RollupCache cache;

    /** The roll-up of a value, and the deals that had the value for some of their time. */
    private record Cut(Rollup rollup, int[] others) {}

    /** What together is all that can match: roll-ups of which all deals do, and deals that have to be looked at. */
    public record Chosen(List<Rollup> rollups, List<int[]> others) {}

    public Rollups(DealColumns columns, Segments.Table segments, int run) {
        this.columns = columns;
        whole = Rollup.of(columns, IntStream.range(0, columns.deals).toArray(), deal -> true, run);
        for (var dimension : Dimension.values()) {
            var values = segments.values(dimension);
            var count = segments.names(dimension).size();
            byValue.put(
                    dimension,
                    IntStream.range(0, count)
                            .mapToObj(value -> cut(columns.postings(dimension).list(value), values, value, run))
                            .toArray(Cut[]::new));
            groups.put(dimension, new GroupPrefixSums(columns, whole.deals(), values, count, FollowUp.NO_LIMIT));
        }
        amounts = new AmountRangeTree(columns, run);
        cache = new RollupCache(columns, segments, run);
    }

    private Cut cut(Postings.List listed, int[] values, int value, int run) {
        if (listed.size() < RUNS * run) {
            return null;
        }
        var deals = Arrays.copyOfRange(listed.deals(), listed.from(), listed.to());
        return new Cut(
                Rollup.of(
                        columns,
                        Arrays.stream(deals)
                                .filter(deal -> keeps(deal, values, value))
                                .toArray(),
                        deal -> keeps(deal, values, value),
                        run),
                Arrays.stream(deals).filter(deal -> !keeps(deal, values, value)).toArray());
    }

    private boolean keeps(int deal, int[] values, int value) {
        for (var s = columns.states.start[deal]; s < columns.states.start[deal + 1]; s++) {
            if (values[columns.states.segment[s]] != value) {
                return false;
            }
        }
        return true;
    }

    /** The sums of a roll-up by value, with what happened within a time of each entry only. */
    public GroupPrefixSums groups(Rollup rollup, Grouping by, long within) {
        var kept = rollup == whole && within == FollowUp.NO_LIMIT ? groups.get(by) : null;
        return kept != null ? kept : cache.of(rollup, by, within);
    }

    /** The sums of a roll-up with what happened within a time of each entry only. */
    public CohortPrefixSums within(Rollup rollup, long within) {
        return cache.of(rollup, within);
    }

    /** Null where no roll-ups are to be had for what is asked. */
    public Chosen choose(CompiledFilter compiled) {
        if (compiled.all()) {
            return new Chosen(List.of(whole), List.of());
        }
        var only = compiled.onlyValues();
        if (only != null) {
            var cuts = byValue.get(only.by());
            return cuts == null ? null : chosen(cuts, only.values());
        }
        return compiled.onlyAmount() ? amounts.choose(compiled) : null;
    }

    /** Of several values: a roll-up of each, in which no deal of another one's is, and the deals that are in none. */
    private static Chosen chosen(Cut[] cuts, int[] values) {
        var rollups = new ArrayList<Rollup>();
        var others = Postings.NOTHING;
        for (var value : values) {
            var cut = value < cuts.length ? cuts[value] : null;
            if (cut == null) {
                return null;
            }
            rollups.add(cut.rollup);
            others = others.or(new Postings.List(cut.others, 0, cut.others.length));
        }
        return rollups.isEmpty()
                ? null
                : new Chosen(rollups, List.of(Arrays.copyOfRange(others.deals(), others.from(), others.to())));
    }
}
