package dealflow.forecast.survival;

import java.util.Arrays;

/** Ratios of seen to expected counts of groups, drawn toward 1 as far as they may be chance. */
public final class Shrinkage {

    private Shrinkage() {}

    /**
     * The gamma-Poisson posterior means {@code (a + seen) / (a + expected)}, where {@code a} is estimated from how much more
     * the groups differ than counts do by chance (Clayton and Kaldor 1987, by moments), and scaled so that what is
     * expected in all does not change.
     *
     * @param seen counts of each group
     * @param expected what all groups alike would have had, above or equal to 0
     * @return one factor per group; all 1 where the groups differ no more than by chance
     */
    public static double[] ratios(double[] seen, double[] expected) {
        var allSeen = Arrays.stream(seen).sum();
        var allExpected = Arrays.stream(expected).sum();
        var factors = new double[seen.length];
        Arrays.fill(factors, 1);
        if (allSeen == 0 || allExpected == 0) {
            return factors;
        }
        var rate = allSeen / allExpected;
        var spread = 0.0;
        var squares = 0.0;
        var groups = 0;
        for (var i = 0; i < seen.length; i++) {
            var due = expected[i] * rate;
            squares += due * due;
            if (due > 0) {
                spread += (seen[i] - due) * (seen[i] - due) - due;
                groups++;
            }
        }
        var variance = groups < 2 ? 0 : spread / (squares - squares / groups);
        if (variance <= 0) {
            return factors;
        }
        var prior = 1 / variance;
        var sum = 0.0;
        for (var i = 0; i < seen.length; i++) {
            factors[i] = (prior + seen[i]) / (prior + expected[i] * rate);
            sum += factors[i] * expected[i];
        }
        for (var i = 0; i < seen.length; i++) {
            factors[i] *= allExpected / sum;
        }
        return factors;
    }
}
