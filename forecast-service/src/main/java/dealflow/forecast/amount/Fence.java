package dealflow.forecast.amount;

import java.util.Arrays;

/**
 * Between which bounds a sample's ordinary values lie: four robust standard deviations to either side of the median (the Hampel
 * identifier; Davies and Gather 1993), each side with a scale of its own, as amounts are skewed. It is meant for logarithms. What
 * lies outside is to count as the bound does (Winsorising), which costs a mean of ordinary heavy-tailed data next to nothing.
 *
 * @param low never above the third lowest value, and {@code high} never below the third highest: three of a kind are no slip
 */
record Fence(double low, double high) {

    /** Of nothing: all values are ordinary. */
    static final Fence NONE = new Fence(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final double DEVIATIONS = 4;

    /** Standard deviations of a normal sample from its median to its 90 % quantile. */
    private static final double TENTH = 1.2816;

    /** As if so many values had been seen with a standard deviation of 1, a factor of 2.7 of an amount: few values tell little. */
    private static final double PRIOR_CASES = 4;

    static Fence of(double[] values) {
        var count = values.length;
        if (count == 0) {
            return NONE;
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        var median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        // The outermost value itself is never a quantile.
        var tenth = (count - 1) / 10 + (count > 1 ? 1 : 0);
        var low = median - DEVIATIONS * scale(count, median - sorted[Math.min(tenth, (count - 1) / 2)]);
        var high = median + DEVIATIONS * scale(count, sorted[Math.max(count - 1 - tenth, count / 2)] - median);
        return count < 3
                ? new Fence(low, high)
                : new Fence(Math.min(low, sorted[2]), Math.max(high, sorted[count - 3]));
    }

    private static double scale(int count, double toTenth) {
        var seen = toTenth / TENTH;
        return Math.sqrt((count * seen * seen + PRIOR_CASES) / (count + PRIOR_CASES));
    }

    /** The value, or the bound that it lies outside of. */
    double within(double value) {
        return Math.max(low, Math.min(high, value));
    }
}
