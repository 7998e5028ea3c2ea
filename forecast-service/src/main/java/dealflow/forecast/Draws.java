package dealflow.forecast;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What may come in one window: draws from the compound distribution of the deals' chances and amounts. The largest deals are
 * won or not, each by itself; the many others are one lognormal sum. Same seed, same draws.
 */
final class Draws {

    static final int RUNS = 2000;

    private Draws() {}

    /** A single large deal in its population: its amount, and the chance of the cell it is in. */
    record Lump(double amount, double chance) {}

    /**
     * Wins of deals that are there already.
     *
     * @param all the moments of all of them, the lumps among them
     */
    static double[] open(Moments all, List<Lump> lumps, long seed) {
        double mean = all.mean();
        double variance = all.variance();
        for (var lump : lumps) {
            mean -= lump.chance * lump.amount;
            variance -= lump.chance * (1 - lump.chance) * lump.amount * lump.amount;
        }
        var random = new SplittableRandom(seed);
        var draws = new double[RUNS];
        addSum(draws, mean, variance, random);
        for (var lump : lumps) {
            for (var run = 0; run < RUNS; run++) {
                draws[run] += random.nextDouble() < lump.chance ? lump.amount : 0;
            }
        }
        return draws;
    }

    /** Wins of deals not yet begun: a Poisson number of lognormal amounts, one by one where they are few. */
    static double[] fresh(Moments moments, long seed) {
        var random = new SplittableRandom(seed);
        var draws = new double[RUNS];
        if (moments.count() > 30 || moments.count() <= 0) {
            addSum(draws, moments.mean(), moments.variance(), random);
            return draws;
        }
        var amount = moments.mean() / moments.count();
        var square = moments.variance() / moments.count();
        var sigma2 = amount <= 0 ? 0 : Math.log(Math.max(1, square / (amount * amount)));
        for (var run = 0; run < RUNS; run++) {
            for (var left = poisson(moments.count(), random); left > 0; left--) {
                draws[run] += lognormal(amount, sigma2, random);
            }
        }
        return draws;
    }

    /** The sum of two parts under one drift factor of mean 1. */
    static double[] drifted(double[] first, double[] second, double drift, long seed) {
        var random = new SplittableRandom(seed);
        var sigma2 = Math.log1p(drift * drift);
        var draws = new double[RUNS];
        for (var run = 0; run < RUNS; run++) {
            draws[run] = lognormal(first[run] + second[run], sigma2, random);
        }
        return draws;
    }

    static double[] drifted(double[] draws, double drift, long seed) {
        return drifted(draws, new double[RUNS], drift, seed);
    }

    private static void addSum(double[] draws, double mean, double variance, SplittableRandom random) {
        // What is left beside the lumps may be nothing but rounding.
        if (mean <= 1e-9) {
            return;
        }
        var sigma2 = Math.log1p(Math.max(0, variance) / (mean * mean));
        for (var run = 0; run < RUNS; run++) {
            draws[run] += lognormal(mean, sigma2, random);
        }
    }

    private static double lognormal(double mean, double sigma2, SplittableRandom random) {
        return mean * Math.exp(Math.sqrt(sigma2) * random.nextGaussian() - sigma2 / 2);
    }

    /** Knuth's product of uniforms; for small means only. */
    private static int poisson(double mean, SplittableRandom random) {
        var limit = Math.exp(-mean);
        var product = random.nextDouble();
        var count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
