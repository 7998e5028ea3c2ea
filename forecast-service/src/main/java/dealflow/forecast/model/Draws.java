package dealflow.forecast.model;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.measure.MonteCarlo;
import dealflow.forecast.measure.RevenueSeries;

/**
 * What may come in one window, run by run: {@code [runs]}, in no order. So what belongs to one run can be added up.
 *
 * @param expectedOpen from deals that are there, and {@code expectedFresh} from deals not yet begun
 * @param total of both; its drift is one factor, and not the two of its parts
 */
record Draws(double expectedOpen, double expectedFresh, double[] open, double[] fresh, double[] total) {

    static Draws of(RevenueSeries revenue, Window window, Simulation simulation) {
        var open = revenue.open(window);
        var fresh = revenue.fresh(window);
        var openDraws = MonteCarlo.open(open, revenue.lumps(window), simulation.open(), simulation.lots());
        var freshDraws = MonteCarlo.fresh(fresh, simulation.fresh(), simulation.seed() + 1);
        var drift = fresh.mean() <= 0
                ? simulation.openDrift()
                : open.mean() <= 0 ? simulation.freshDrift() : simulation.totalDrift();
        return new Draws(
                open.mean(),
                fresh.mean(),
                MonteCarlo.product(openDraws, simulation.openDrift()),
                MonteCarlo.product(freshDraws, simulation.freshDrift()),
                MonteCarlo.product(MonteCarlo.sum(openDraws, freshDraws), drift));
    }

    /** The same in another currency. */
    Draws times(double rate) {
        return new Draws(
                rate * expectedOpen, rate * expectedFresh, times(open, rate), times(fresh, rate), times(total, rate));
    }

    private static double[] times(double[] draws, double rate) {
        var converted = draws.clone();
        for (var run = 0; run < converted.length; run++) {
            converted[run] *= rate;
        }
        return converted;
    }

    Draws plus(Draws other) {
        return new Draws(
                expectedOpen + other.expectedOpen,
                expectedFresh + other.expectedFresh,
                MonteCarlo.sum(open, other.open),
                MonteCarlo.sum(fresh, other.fresh),
                MonteCarlo.sum(total, other.total));
    }
}
