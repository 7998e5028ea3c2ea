package dealflow.forecast.model;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.measure.MonteCarlo;
import dealflow.forecast.measure.UniformLogs;

/**
 * The chances of one window: numbers by lot that are the same for all deals that are looked at, so that groups differ by their
 * deals alone (common random numbers, Law, Simulation Modeling and Analysis, 2015).
 *
 * @param whole whether anybody asks what the deals {@link PredictiveDistribution#reaches reach}
 * @param seed of what is drawn for each of them
 * @param lots by which the largest deals are won
 * @param open normal numbers of deals that are there, and {@code fresh} of deals not yet begun
 * @param openDrift one drift in three widths, so that the whole is what its parts are: as wide as the only one, and never below one
 */
record Simulation(
        boolean whole,
        long seed,
        UniformLogs lots,
        double[] open,
        double[] fresh,
        double[] openDrift,
        double[] freshDrift,
        double[] totalDrift) {

    private static final int RUNS = 2000;

    /** There are hundreds of parts, and only their percentiles are told. */
    private static final int RUNS_OF_A_PART = 1000;

    static Simulation of(Window window, Calibration.Width width, long seed, boolean whole) {
        var runs = whole ? RUNS : RUNS_OF_A_PART;
        return of(window, width, seed, whole, MonteCarlo.normals(runs, ofWindow(window, seed) + 2));
    }

    /** By which numbers the common drift of a window is drawn. */
    static double[] drift(Window window, long seed) {
        return MonteCarlo.normals(RUNS, ofWindow(window, seed) + 2);
    }

    private static long ofWindow(Window window, long seed) {
        return seed + 31L * window.from() + 1009L * window.to();
    }

    /** @param drift normal numbers, one for each run: whoever shares them drifts alike */
    static Simulation of(Window window, Calibration.Width width, long seed, boolean whole, double[] drift) {
        var own = ofWindow(window, seed);
        var runs = drift.length;
        return new Simulation(
                whole,
                own,
                new UniformLogs(own),
                MonteCarlo.normals(runs, own + 3),
                MonteCarlo.normals(runs, own + 4),
                MonteCarlo.drifts(width.open(), drift),
                MonteCarlo.drifts(width.fresh(), drift),
                MonteCarlo.drifts(width.total(), drift));
    }
}
