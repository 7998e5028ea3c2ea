package dealflow.funnel.statistics;

/**
 * The score interval of a share.
 *
 * <p>Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
 * Statistical Association 22 (1927).
 */
final class WilsonInterval {

    /** The 97.5 % quantile of the normal distribution: for 95 % intervals. */
    private static final double Z = 1.959963984540054;

    private WilsonInterval() {}

    record Interval(double low, double high) {}

    /** @param denominator above 0; both may be fractions, such as the effective numbers of a shrunk share */
    static Interval interval(double numerator, double denominator) {
        var n = denominator;
        var p = numerator / n;
        var center = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        // The share lies in it; at 0 and 1 it is an end of it, which rounding would miss by the last digit.
        return new Interval(Math.max(0, Math.min(p, center - half)), Math.min(1, Math.max(p, center + half)));
    }
}
