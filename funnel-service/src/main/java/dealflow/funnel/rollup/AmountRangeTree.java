package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.unit.Amounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The deals of a store by ranges of amounts, and these by narrower ones: a range that is asked for is a few of them, and
 * the deals of the narrow ones at its ends. A deal is in a range if all its amounts have been; one that has left a range
 * is in the wider one.
 */
final class AmountRangeTree {

    /** How many narrower ranges make a wider one. */
    private static final int FAN = 4;

    /** So many of the narrowest at most. */
    private static final int RANGES = FAN * FAN * FAN;

    private final DealColumns columns;
    private final int run;
    /** By deal, the least amount it has had, which is unknown if one was, and the largest one. */
    private final long[] least;

    private final long[] most;
    private final Node all;

    /** @param others the deals that are in it and in none of the narrower ones; only those can match in part */
    private record Node(long least, long most, Rollup rollup, int[] others, List<Node> narrower) {}

    /** @param run how many deals of a roll-up are summed together; where all are few there are no ranges */
    AmountRangeTree(DealColumns columns, int run) {
        this.columns = columns;
        this.run = run;
        least = new long[columns.deals];
        most = new long[columns.deals];
        for (var deal = 0; deal < columns.deals; deal++) {
            least[deal] = Long.MAX_VALUE;
            most[deal] = Amounts.UNKNOWN;
            for (var s = columns.states.start[deal]; s < columns.states.start[deal + 1]; s++) {
                least[deal] = Math.min(least[deal], columns.states.amount[s]);
                most[deal] = Math.max(most[deal], columns.states.amount[s]);
            }
        }
        var known = IntStream.range(0, columns.deals)
                .filter(deal -> most[deal] != Amounts.UNKNOWN)
                .toArray();
        var ranges = 1;
        while (ranges < RANGES && known.length / (ranges * FAN) >= run) {
            ranges *= FAN;
        }
        all = ranges == 1 ? null : node(null, known, cuts(known, ranges));
    }

    /** Where ranges begin that about as many deals are in, and one more than the largest amount. */
    private long[] cuts(int[] known, int ranges) {
        var sorted = Arrays.stream(known).mapToLong(deal -> most[deal]).sorted().toArray();
        var smallest = Arrays.stream(known)
                .mapToLong(deal -> least[deal])
                .filter(amount -> amount != Amounts.UNKNOWN)
                .min()
                .orElse(sorted[0]);
        var inner = IntStream.range(1, ranges).mapToLong(i -> sorted[(int) ((long) i * sorted.length / ranges)]);
        return LongStream.concat(
                        LongStream.of(smallest), LongStream.concat(inner, LongStream.of(sorted[sorted.length - 1] + 1)))
                .distinct()
                .toArray();
    }

    private Node node(Rollup rollup, int[] deals, long[] cuts) {
        var narrower = new ArrayList<Node>();
        var ranges = cuts.length - 1;
        if (ranges > 1) {
            var step = ranges > FAN ? (ranges + FAN - 1) / FAN : 1;
            for (var first = 0; first < ranges; first += step) {
                narrower.add(within(deals, Arrays.copyOfRange(cuts, first, Math.min(ranges, first + step) + 1)));
            }
        }
        var others = Arrays.stream(deals)
                .filter(deal -> narrower.stream().noneMatch(node -> stays(deal, node.least, node.most)))
                .toArray();
        return new Node(cuts[0], cuts[ranges] - 1, rollup, others, narrower);
    }

    private Node within(int[] deals, long[] cuts) {
        var from = cuts[0];
        var to = cuts[cuts.length - 1] - 1;
        var inside = Arrays.stream(deals).filter(deal -> stays(deal, from, to)).toArray();
        return node(Rollup.of(columns, inside, deal -> stays(deal, from, to), run), inside, cuts);
    }

    private boolean stays(int deal, long from, long to) {
        return least[deal] >= from && most[deal] <= to;
    }

    /** What together is all that can match a filter by amount only; null where there are no ranges. */
    Rollups.Chosen choose(CompiledFilter compiled) {
        if (all == null) {
            return null;
        }
        var chosen = new Rollups.Chosen(new ArrayList<>(), new ArrayList<>());
        choose(all, compiled, chosen);
        return chosen;
    }

    private static void choose(Node node, CompiledFilter compiled, Rollups.Chosen chosen) {
        chosen.others().add(node.others);
        for (var range : node.narrower) {
            if (compiled.takes(range.least, range.most)) {
                chosen.rollups().add(range.rollup);
            } else if (compiled.takesSome(range.least, range.most)) {
                choose(range, compiled, chosen);
            }
        }
    }
}
