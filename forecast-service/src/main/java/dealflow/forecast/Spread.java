package dealflow.forecast;

import java.util.Arrays;
import java.util.Random;

/** An expected value with the 10th, 50th and 90th percentile; amounts in the pipeline's currency. */
public record Spread(double expected, double p10, double p50, double p90) {

    static final Spread NONE = new Spread(0, 0, 0, 0);
    private static final int RUNS = 2000;

    /** Mean and variance of a sum over cells of deals, so that the cost does not grow with the deals. */
    record Moments(double mean, double variance) {

        static final Moments NONE = new Moments(0, 0);

        Moments plus(Moments other) {
            return new Moments(mean + other.mean, variance + other.variance);
        }
    }

    /**
     * Draws from the lognormal distribution of these moments, the same for the same seed; not calibrated.
     *
     * @return {@code RUNS} draws; zeros where nothing is expected
     */
    static double[] draw(Moments moments, long seed) {
        var draws = new double[RUNS];
        if (moments.mean <= 0) {
            return draws;
        }
        var sigma2 = Math.log1p(moments.variance / (moments.mean * moments.mean));
        var random = new Random(seed);
        for (var run = 0; run < RUNS; run++) {
            draws[run] = moments.mean * Math.exp(Math.sqrt(sigma2) * random.nextGaussian() - sigma2 / 2);
        }
        return draws;
    }

    static Spread of(double expected, double fixed, double[]... parts) {
        var sum = new double[RUNS];
        Arrays.fill(sum, fixed);
        for (var part : parts) {
            for (var run = 0; run < RUNS; run++) {
                sum[run] += part[run];
            }
        }
        Arrays.sort(sum);
        return new Spread(expected, sum[RUNS / 10], sum[RUNS / 2], sum[RUNS * 9 / 10]);
    }
}
