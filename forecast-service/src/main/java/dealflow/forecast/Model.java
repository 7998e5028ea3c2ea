package dealflow.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The model of one pipeline as known at the start of a day: the estimators combined as their own past forecasts deserve.
 * Immutable, so that it may be kept and shared.
 */
final class Model {

    /** The questions by which estimators are compared: weeks and months ahead, side by side. */
    private static final List<Window> TESTS = List.of(
            new Window(0, 7),
            new Window(7, 14),
            new Window(14, 21),
            new Window(21, 28),
            new Window(0, 30),
            new Window(30, 60),
            new Window(60, 90));

    private final Estimates estimates;
    private final Backtest backtest;
    private final double[] weights;
    private final Map<Asked, Calibration> calibrations = new ConcurrentHashMap<>();
    private final SoftMemo<Integer, Paid> paid = new SoftMemo<>();

    private Model(Estimates estimates, Backtest backtest, double[] weights) {
        this.estimates = estimates;
        this.backtest = backtest;
        this.weights = weights;
    }

    /** As known at the start of the last day of the history. */
    static Model fit(History history) {
        return fit(new Fits(history), history.today());
    }

    static Model fit(Fits fits, int day) {
        var estimates = fits.asOf(day);
        var backtest = new Backtest(fits, day);
        var candidates = new ArrayList<List<Backtest.Case>>();
        for (var i = 0; i < estimates.candidates().size(); i++) {
            var index = i;
            candidates.add(backtest.cases(
                    TESTS,
                    Measure.BOOKINGS,
                    (past, days) ->
                            Booked.of(past, new Bookings(past, past.candidates().get(index)))));
        }
        var weights = Combination.weights(candidates);
        return new Model(estimates, backtest, weights);
    }

    Estimates estimates() {
        return estimates;
    }

    History history() {
        return estimates.history();
    }

    /** What each of {@link Estimates#candidates} weighs; the weights sum to 1. */
    double[] weights() {
        return weights.clone();
    }

    Bookings bookings() {
        return bookings(estimates, weights, times -> times);
    }

    /** As it would be if deals were won at other times. */
    Bookings bookings(UnaryOperator<WinTimes> supposed) {
        return bookings(estimates, weights, supposed);
    }

    private record Asked(Measure measure, List<Window> windows) {}

    /** How wide the intervals of these windows must be; kept, as every scope asks for the same ones. */
    Calibration calibration(Measure measure, List<Window> windows) {
        return calibrations.computeIfAbsent(
                new Asked(measure, List.copyOf(windows)),
                asked -> Calibration.of(
                        asked.windows,
                        exposed(asked),
                        past(measure, asked.windows.stream().distinct().toList())));
    }

    /** Calibrates what was asked of an earlier model of the same day, so that nobody waits for it who asks again. */
    void calibrateLike(Model earlier) {
        if (earlier.history().today() == history().today()) {
            earlier.calibrations.keySet().forEach(asked -> calibration(asked.measure, asked.windows));
        }
    }

    private double[] exposed(Asked asked) {
        var days = asked.windows.stream().mapToInt(Window::to).max().orElse(0);
        var now = measured(asked.measure, estimates, days);
        return asked.windows.stream().mapToDouble(window -> now.exposed(window)).toArray();
    }

    /** What this model would have said on past days in the same windows, and what came. */
    List<Backtest.Case> past(Measure measure, List<Window> windows) {
        return backtest.cases(windows, measure, (past, days) -> measured(measure, past, days));
    }

    private Measured measured(Measure measure, Estimates at, int days) {
        var bookings = bookings(at, weights, times -> times);
        return measure == Measure.RECEIPTS
                ? paid.of(at.history().today(), day -> Paid.roughly(at, bookings, days))
                : Booked.of(at, bookings);
    }

    private static Bookings bookings(Estimates estimates, double[] weights, UnaryOperator<WinTimes> supposed) {
        var parts = new ArrayList<Mixture.Part>();
        for (var i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                parts.add(new Mixture.Part(estimates.candidates().get(i), weights[i]));
            }
        }
        return new Bookings(estimates, supposed.apply(new Mixture(parts)));
    }
}
