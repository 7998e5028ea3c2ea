package dealflow.funnel.breakdown;

import dealflow.funnel.breakdown.BreakdownAnswer.Difference;
import dealflow.funnel.statistics.BenjaminiHochberg;
import dealflow.funnel.statistics.BetaBinomial;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.statistics.TwoProportionTest;

/** The same share of many groups, each held against the rest of its parent. */
final class GroupComparison {

    private final long[] successes;
    private final long[] sizes;
    private final int[] parentOf;
    private final BetaBinomial[] priors;
    private final long[] parentSuccesses;
    private final long[] parentSizes;
    private final int minimum;

    /**
     * @param parentOf by group, its parent
     * @param minimum the smallest sample that is tested
     */
    GroupComparison(long[] successes, long[] sizes, int[] parentOf, int parents, int minimum) {
        this.successes = successes;
        this.sizes = sizes;
        this.parentOf = parentOf;
        this.minimum = minimum;
        parentSuccesses = new long[parents];
        parentSizes = new long[parents];
        priors = new BetaBinomial[parents];
        for (var group = 0; group < sizes.length; group++) {
            parentSuccesses[parentOf[group]] += successes[group];
            parentSizes[parentOf[group]] += sizes[group];
        }
        for (var parent = 0; parent < parents; parent++) {
            priors[parent] = BetaBinomial.of(of(successes, parent), of(sizes, parent));
        }
    }

    /** The same where groups overlap, so that they do not add up to the one parent that they have. */
    GroupComparison within(long successesOfAll, long sizeOfAll) {
        parentSuccesses[0] = successesOfAll;
        parentSizes[0] = sizeOfAll;
        return this;
    }

    private long[] of(long[] values, int parent) {
        var of = new long[values.length];
        for (var group = 0; group < values.length; group++) {
            of[group] = parentOf[group] == parent ? values[group] : 0;
        }
        return of;
    }

    Rate raw(int group, long open) {
        return Rate.of(successes[group], sizes[group], open, minimum);
    }

    BetaBinomial.Shrunk shrunk(int group) {
        return priors[parentOf[group]].shrunk(successes[group], sizes[group]);
    }

    boolean testable(int group) {
        return sizes[group] >= Math.max(1, minimum) && parentSizes[parentOf[group]] > sizes[group];
    }

    double pValue(int group) {
        var parent = parentOf[group];
        return TwoProportionTest.pValue(
                successes[group],
                sizes[group],
                parentSuccesses[parent] - successes[group],
                parentSizes[parent] - sizes[group]);
    }

    /** @param adjusted the p value among all that were asked; negative where none was asked */
    Difference difference(int group, double adjusted) {
        if (adjusted < 0) {
            return Difference.UNKNOWN;
        }
        if (adjusted >= BenjaminiHochberg.LIMIT) {
            return Difference.NOISE;
        }
        var parent = parentOf[group];
        // Products of counts below 2^31, so that no share is rounded.
        return successes[group] * parentSizes[parent] > parentSuccesses[parent] * sizes[group]
                ? Difference.MORE
                : Difference.LESS;
    }

    double parentShare(int group) {
        return (double) parentSuccesses[parentOf[group]] / parentSizes[parentOf[group]];
    }

    double share(int group) {
        return (double) successes[group] / sizes[group];
    }
}
