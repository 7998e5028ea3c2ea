package dealflow.forecast.model;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.measure.RevenueSeries;
import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;

/**
 * What is still to come in a window: from deals that are there, from deals not yet begun, and in all.
 *
 * @param draws some of the two together, in ascending order; none of a part
 */
public record PredictiveDistribution(Quantiles open, Quantiles fresh, Quantiles total, double[] draws)
        implements ComputationCache.Sized {

    /** One draw in so many is kept: the others are for the quantiles. */
    private static final int STEP = 5;

    private static final double[] NONE = {};

    public static PredictiveDistribution of(RevenueSeries revenue, Window window, Simulations simulations) {
        return of(revenue, window, simulations.of(window));
    }

    static PredictiveDistribution of(RevenueSeries revenue, Window window, Simulation simulation) {
        Deadline.check();
        return of(Draws.of(revenue, window, simulation), simulation.whole());
    }

    /** @param whole whether anybody asks what they {@link #reaches reach} */
    static PredictiveDistribution of(Draws draws, boolean whole) {
        var all = ranked(draws.total(), whole);
        var openDrifted = ranked(draws.open(), whole);
        var freshDrifted = ranked(draws.fresh(), whole);
        for (var i = 0; i < all.length; i++) {
            all[i] = Math.max(all[i], Math.max(openDrifted[i], freshDrifted[i]));
        }
        return new PredictiveDistribution(
                Quantiles.ofRanked(draws.expectedOpen(), openDrifted),
                Quantiles.ofRanked(draws.expectedFresh(), freshDrifted),
                Quantiles.ofRanked(draws.expectedOpen() + draws.expectedFresh(), all),
                whole ? some(all) : NONE);
    }

    /** In ascending order, or at least those that percentiles are read from. */
    private static double[] ranked(double[] draws, boolean whole) {
        if (whole) {
            Arrays.sort(draws);
        } else {
            Selection.select(draws, Quantiles.ranks(draws.length));
        }
        return draws;
    }

    private static double[] some(double[] draws) {
        var some = new double[draws.length / STEP];
        for (var i = 0; i < some.length; i++) {
            some[i] = draws[i * STEP + STEP / 2];
        }
        return some;
    }

    /** Whether it can be asked what they {@link #reaches reach}. */
    public boolean knowsChances() {
        return draws.length > 0;
    }

    /** The chance, of all these deals together, to bring at least so much. */
    public double reaches(double amount) {
        var below = 0;
        while (below < draws.length && draws[below] < amount) {
            below++;
        }
        return (draws.length - below) / (double) draws.length;
    }

    @Override
    public long bytes() {
        return 200 + 8L * draws.length;
    }
}
