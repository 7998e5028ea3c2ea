package dealflow.funnel.statistics;

import jakarta.annotation.Nullable;

/**
 * Shares of small groups, drawn toward the share of the group that they are parts of: the less they are known themselves,
 * and the less such groups differ, the more.
 *
 * <p>The share of a group is taken as drawn from a beta distribution around the parent's; its strength, which is how many
 * deals the parent's word weighs as much as, comes from the analysis of variance between the groups: 1/ρ − 1, with ρ the
 * correlation within groups. Sources: J. L. Fleiss, Statistical Methods for Rates and Proportions (1981), section 13.1, for
 * ρ; A. Gelman and others, Bayesian Data Analysis (2013), sections 2.4 and 5.1, for the rest.
 */
public final class BetaBinomial {

    private final double share;
    private final double strength;

    /**
     * @param share the parent's, from 0 to 1
     * @param strength above 0
     */
    public BetaBinomial(double share, double strength) {
        this.share = share;
        this.strength = strength;
    }

    /**
     * From the groups of one parent.
     *
     * @param successes per group
     * @param sizes per group; one of 0 says nothing
     */
    public static BetaBinomial of(long[] successes, long[] sizes) {
        var groups = 0;
        var all = 0L;
        var squares = 0.0;
        var good = 0L;
        for (var i = 0; i < sizes.length; i++) {
            groups += sizes[i] > 0 ? 1 : 0;
            all += sizes[i];
            good += successes[i];
            squares += (double) sizes[i] * sizes[i];
        }
        if (all == 0) {
            return new BetaBinomial(Double.NaN, Double.NaN);
        }
        var mean = (double) good / all;
        var correlation = groups < 2 || all == groups ? 0 : correlation(successes, sizes, mean, groups, all, squares);
        // The parent's word weighs no more than all of its deals, however alike its groups are.
        var strength = correlation <= 0 ? all : Math.min(all, 1 / correlation - 1);
        return new BetaBinomial(mean, Math.max(1, strength));
    }

    private static double correlation(
            long[] successes, long[] sizes, double mean, int groups, long all, double squares) {
        var between = 0.0;
        var within = 0.0;
        for (var i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0) {
                var own = (double) successes[i] / sizes[i];
                between += sizes[i] * (own - mean) * (own - mean);
                within += sizes[i] * own * (1 - own);
            }
        }
        between /= groups - 1;
        within /= all - groups;
        var size = (all - squares / all) / (groups - 1);
        var total = between + (size - 1) * within;
        return total == 0 ? 0 : (between - within) / total;
    }

    double share() {
        return share;
    }

    public double strength() {
        return strength;
    }

    /** The mean of the group's share, given what is known of it. */
    public double mean(long successes, long size) {
        return (successes + strength * share) / (size + strength);
    }

    /**
     * A share drawn toward the parent's.
     *
     * @param value null where the parent has no deals either
     * @param low lower end of the 95 % interval (Wilson's, of the effective sample)
     * @param high its upper end
     * @param effectiveSample its own deals, and those that the parent's word weighs as much as
     */
    public record Shrunk(
            @Nullable Double value, @Nullable Double low, @Nullable Double high, @Nullable Double effectiveSample) {}

    public Shrunk shrunk(long successes, long size) {
        if (Double.isNaN(share)) {
            return new Shrunk(null, null, null, null);
        }
        var interval = WilsonInterval.interval(successes + strength * share, size + strength);
        return new Shrunk(mean(successes, size), interval.low(), interval.high(), size + strength);
    }
}
