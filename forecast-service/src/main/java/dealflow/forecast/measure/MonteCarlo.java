package dealflow.forecast.measure;

import dealflow.forecast.load.ComputationCache;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * What may come in one window: draws from the compound distribution of the deals' chances and amounts. The largest deals are
 * won or not, each by itself; the many others are one lognormal sum. Same seed, same draws.
 */
public final class MonteCarlo {

    /** The middles of equally likely ranges of a standard normal number, for as many runs as there ever are. */
    private static final Map<Integer, double[]> RANGES = ComputationCache.atMost(10);

    private MonteCarlo() {}

    /** A single large deal in its population: its amount, and the chance of the cell it is in. */
    public record Lump(double amount, double chance) {}

    /**
     * Wins of deals that are there already.
     *
     * @param all the moments of all of them, the lumps among them
     * @param normals that the many others are made of
     * @param logs by which lumps are won
     */
    public static double[] open(Moments all, List<Lump> lumps, double[] normals, UniformLogs logs) {
        double mean = all.mean();
        double variance = all.variance();
        for (var lump : lumps) {
            mean -= lump.chance * lump.amount;
            variance -= lump.chance * (1 - lump.chance) * lump.amount * lump.amount;
        }
        var draws = new double[normals.length];
        addSum(draws, mean, variance, normals);
        var drawn = 0;
        for (var lump : lumps) {
            drawn = addWins(draws, lump, logs, drawn);
        }
        return draws;
    }

    /**
     * Goes from one win to the next, geometrically many runs further on: most lumps are seldom won.
     *
     * @param drawn how many of the logarithms others have taken
     * @return the same after this one
     */
    private static int addWins(double[] draws, Lump lump, UniformLogs logs, int drawn) {
        var next = drawn;
        if (lump.chance >= 1) {
            Arrays.setAll(draws, run -> draws[run] + lump.amount);
        } else if (lump.chance > 0) {
            var log = Math.log1p(-lump.chance);
            for (var run = Math.floor(logs.at(next++) / log);
                    run < draws.length;
                    run += 1 + Math.floor(logs.at(next++) / log)) {
                draws[(int) run] += lump.amount;
            }
        }
        return next;
    }

    /** Wins of deals not yet begun: a Poisson number of lognormal amounts, one by one where they are few. */
    public static double[] fresh(Moments moments, double[] normals, long seed) {
        var draws = new double[normals.length];
        if (moments.count() > 30 || moments.count() <= 0) {
            addSum(draws, moments.mean(), moments.variance(), normals);
            return draws;
        }
        var random = new SplittableRandom(seed);
        var amount = moments.mean() / moments.count();
        var square = moments.variance() / moments.count();
        var sigma2 = amount <= 0 ? 0 : Math.log(Math.max(1, square / (amount * amount)));
        for (var run = 0; run < draws.length; run++) {
            for (var left = poisson(moments.count(), random); left > 0; left--) {
                draws[run] += lognormal(amount, sigma2, random.nextGaussian());
            }
        }
        return draws;
    }

    public static double[] sum(double[] first, double[] second) {
        var sums = first.clone();
        for (var run = 0; run < sums.length; run++) {
            sums[run] += second[run];
        }
        return sums;
    }

    /**
     * Standard normal numbers, one for each run, in any order: one from the middle of each of as many equally likely ranges, so
     * that few runs say as much as many by lot (Latin hypercube sampling, McKay et al. 1979).
     */
    public static double[] normals(int runs, long seed) {
        var random = new SplittableRandom(seed);
        var ranges = RANGES.computeIfAbsent(runs, MonteCarlo::middles);
        var normals = new double[runs];
        for (var run = 0; run < runs; run++) {
            var other = random.nextInt(run + 1);
            normals[run] = normals[other];
            normals[other] = ranges[run];
        }
        return normals;
    }

    private static double[] middles(int runs) {
        var middles = new double[runs];
        Arrays.setAll(middles, run -> -Math.sqrt(2) * InverseErfc.value((2 * run + 1.0) / runs));
        return middles;
    }

    /** Drift factors of mean 1. */
    public static double[] drifts(double drift, double[] normals) {
        var sigma2 = Math.log1p(drift * drift);
        var drifts = new double[normals.length];
        for (var run = 0; run < drifts.length; run++) {
            drifts[run] = lognormal(1, sigma2, normals[run]);
        }
        return drifts;
    }

    public static double[] product(double[] first, double[] second) {
        var products = first.clone();
        for (var run = 0; run < products.length; run++) {
            products[run] *= second[run];
        }
        return products;
    }

    private static void addSum(double[] draws, double mean, double variance, double[] normals) {
        // What is left beside the lumps may be nothing but rounding.
        if (mean <= 1e-9) {
            return;
        }
        var sigma2 = Math.log1p(Math.max(0, variance) / (mean * mean));
        for (var run = 0; run < draws.length; run++) {
            draws[run] += lognormal(mean, sigma2, normals[run]);
        }
    }

    private static double lognormal(double mean, double sigma2, double normal) {
        return mean * Math.exp(Math.sqrt(sigma2) * normal - sigma2 / 2);
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
