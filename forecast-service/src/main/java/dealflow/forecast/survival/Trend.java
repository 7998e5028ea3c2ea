package dealflow.forecast.survival;

/** How counts of groups rise or fall with a measure of the groups: a power of it. */
public final class Trend {

    private static final int ROUNDS = 30;

    /** The prior standard deviation of the power. */
    private static final double LIKELY = 0.5;

    private Trend() {}

    /**
     * Poisson regression of {@code seen} on {@code logs} with the offset {@code expected}, by Newton's method, and a normal
     * prior of mean 0 on the slope (the posterior mode). What is expected in all does not change.
     *
     * @param logs the logarithm of the measure of each group
     * @param seen counts of each group
     * @param expected what all groups alike would have had
     * @return one factor per group
     */
    public static double[] of(double[] logs, double[] seen, double[] expected) {
        double allSeen = 0, allExpected = 0, centre = 0;
        for (var i = 0; i < logs.length; i++) {
            allSeen += seen[i];
            allExpected += expected[i];
            centre += expected[i] * logs[i];
        }
        var slope = 0.0;
        if (allSeen > 0 && allExpected > 0) {
            centre /= allExpected;
            slope = slope(logs, seen, expected, centre, allSeen);
        }
        var factors = new double[logs.length];
        var sum = 0.0;
        for (var i = 0; i < logs.length; i++) {
            factors[i] = Math.exp(slope * (logs[i] - centre));
            sum += expected[i] * factors[i];
        }
        for (var i = 0; i < logs.length && sum > 0; i++) {
            factors[i] *= allExpected / sum;
        }
        return factors;
    }

    /** The intercept is profiled out: given the slope, it makes what is expected in all what was seen in all. */
    private static double slope(double[] logs, double[] seen, double[] expected, double centre, double allSeen) {
        var slope = 0.0;
        for (var round = 0; round < ROUNDS; round++) {
            double mass = 0, first = 0, second = 0, observed = 0;
            for (var i = 0; i < logs.length; i++) {
                var x = logs[i] - centre;
                var due = expected[i] * Math.exp(slope * x);
                mass += due;
                first += due * x;
                second += due * x * x;
                observed += seen[i] * x;
            }
            var mean = first / mass;
            var gradient = observed - allSeen * mean - slope / (LIKELY * LIKELY);
            var curvature = allSeen * (second / mass - mean * mean) + 1 / (LIKELY * LIKELY);
            var step = Math.max(-0.5, Math.min(0.5, gradient / curvature));
            slope += step;
            if (Math.abs(step) < 1e-9) {
                break;
            }
        }
        return slope;
    }
}
