package dealflow.forecast.model;

import dealflow.forecast.calendar.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * By how much a forecast of a past day has erred, in proportion to what it expected.
 *
 * @param origin the day, since the epoch
 * @param window which of the windows that were asked about
 * @param weight of it as evidence: less where little was known then, or where windows overlap
 * @param drift standard deviation of the drift factor that the model has for the window
 * @param deviation standard deviation of the error, chance and drift together
 */
record PastError(int origin, int window, double weight, double error, double drift, double deviation) {

    private static final double WEEK = 7;

    /** What is further off says no more than that it is far off. */
    private static final double FARTHEST = 3;

    /** Of what all deals of a pipeline brought in all. */
    static List<PastError> of(List<Window> windows, Calibration calibration, List<Backtest.Case> past) {
        var errors = new ArrayList<PastError>();
        for (var item : past) {
            var mean = item.total().forecast().mean();
            if (mean > 0) {
                var drift = calibration.of(item.window()).total();
                var chance = item.total().forecast().variance() / (mean * mean);
                var deviation = Math.sqrt(chance + drift * drift);
                var error = (item.total().actual() - mean) / mean;
                errors.add(new PastError(
                        item.origin(),
                        windows.indexOf(item.window()),
                        item.reliability() * Math.min(1, WEEK / item.window().days()),
                        Math.max(-FARTHEST * deviation, Math.min(FARTHEST * deviation, error)),
                        drift,
                        deviation));
            }
        }
        return errors;
    }
}
