package dealflow.funnel.statistics;

import java.util.Arrays;

/**
 * How long something lasts, where some of it still goes on: the product-limit estimate over counts.
 *
 * <p>Source: E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete observations, Journal of the American
 * Statistical Association 53 (1958). At the same length, an end counts before a stay that was seen no longer.
 */
public final class KaplanMeier {

    private static final double ROUNDING = 1e-12;

    private final int[] ended;
    private final int[] still;
    private final long sample;

    /**
     * Counts by length, in any unit that grows.
     *
     * @param ended how many had ended at that length
     * @param still how many still went on when last seen at that length
     */
    public KaplanMeier(int[] ended, int[] still) {
        this.ended = ended;
        this.still = still;
        sample = DurationHistograms.total(ended) + DurationHistograms.total(still);
    }

    public long sample() {
        return sample;
    }

    /** One more than the greatest length. */
    int length() {
        return Math.max(ended.length, still.length);
    }

    public int ended(int length) {
        return at(ended, length);
    }

    public int still(int length) {
        return at(still, length);
    }

    /** The greatest length that was seen; -1 for none. */
    public int longest() {
        var length = length() - 1;
        while (length >= 0 && ended(length) == 0 && still(length) == 0) {
            length--;
        }
        return length;
    }

    private static int at(int[] counts, int length) {
        return length < counts.length ? counts[length] : 0;
    }

    /** Told of each length that something ended at, ascending. */
    public interface Step {

        /**
         * @param atRisk how many lasted at least that long
         * @param survival the estimated share that lasts longer
         * @return whether to go on
         */
        boolean at(int length, long atRisk, int ended, double survival);
    }

    public void walk(Step step) {
        var survival = 1.0;
        var atRisk = sample;
        for (var length = 0; length < length() && atRisk > 0; length++) {
            var ends = at(ended, length);
            if (ends > 0) {
                survival *= 1 - (double) ends / atRisk;
                if (!step.at(length, atRisk, ends, survival)) {
                    return;
                }
            }
            atRisk -= ends + at(still, length);
        }
    }

    /**
     * The length that a share {@code p} of all has ended by.
     *
     * @return -1 where too many still go on to say
     */
    public int quantile(double p) {
        return quantiles(p)[0];
    }

    /** The same of several shares, ascending. */
    int[] quantiles(double... shares) {
        var found = new int[shares.length];
        Arrays.fill(found, -1);
        var next = new int[] {0};
        walk((length, atRisk, ends, survival) -> {
            while (next[0] < shares.length && survival <= 1 - shares[next[0]] + ROUNDING) {
                found[next[0]++] = length;
            }
            return next[0] < shares.length;
        });
        return found;
    }
}
