package dealflow.forecast;

import java.util.Arrays;

/**
 * What is still to come in a window: from deals that are there, from deals not yet begun, and in all.
 *
 * @param draws of the two together, in ascending order
 */
record Outlook(Spread open, Spread fresh, Spread total, double[] draws) {

    static Outlook of(Measured measured, Window window, Calibration.Width width, long seed) {
        return of(measured, window, 0, window.to(), width, seed);
    }

    /** Where deals not yet begun count only if they begin on days {@code [begin, end)}. */
    static Outlook of(Measured measured, Window window, int begin, int end, Calibration.Width width, long seed) {
        var open = measured.open(window);
        var fresh = measured.fresh(window, begin, end);
        var own = seed + 31L * window.from() + 1009L * window.to();
        var openDraws = Draws.open(open, measured.lumps(window), own);
        var freshDraws = Draws.fresh(fresh, own + 1);
        var all = Draws.drifted(openDraws, freshDraws, width.total(), own + 4);
        Arrays.sort(all);
        return new Outlook(
                Spread.of(open.mean(), 0, Draws.drifted(openDraws, width.open(), own + 2)),
                Spread.of(fresh.mean(), 0, Draws.drifted(freshDraws, width.fresh(), own + 3)),
                Spread.of(open.mean() + fresh.mean(), 0, all),
                all);
    }

    /** The chance, of all these deals together, to bring at least so much. */
    double reaches(double amount) {
        var below = 0;
        while (below < draws.length && draws[below] < amount) {
            below++;
        }
        return (draws.length - below) / (double) draws.length;
    }
}
