package dealflow.forecast.model;

import dealflow.forecast.calendar.Window;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How wide intervals must be so that they hold what they claim: learned from what the model would have said on past days in
 * the same windows. Chance alone explains a part of past errors; the rest is drift, a factor common to all deals.
 *
 * @param cases how many past forecasts it rests on
 * @param covered the share of these that p10 to p90 held
 */
public record Calibration(Map<Window, Width> widths, int cases, double covered) {

    /** Forecasts, of windows that may overlap, from which intervals count as calibrated. */
    static final int ENOUGH = 20;

    /** Drift as expected before any forecast was seen to its end, and how many of these it weighs. */
    private static final double PRIOR_DRIFT = 0.3;

    private static final double PRIOR_CASES = 4;

    private static final double P90 = 1.2816;

    /** Standard deviations of the drift factor of each part. */
    record Width(double open, double fresh, double total) {}

    /** @param exposed for each window, the share of the forecast that depends on orders to come: money that is owed drifts less */
    public static Calibration of(List<Window> windows, double[] exposed, List<Backtest.Case> past) {
        var open = drifts(windows, exposed, past, Backtest.Case::open);
        var fresh = drifts(windows, ones(windows.size()), past, Backtest.Case::fresh);
        var total = drifts(windows, exposed, past, Backtest.Case::total);
        var widths = new HashMap<Window, Width>();
        for (var i = 0; i < windows.size(); i++) {
            widths.put(windows.get(i), new Width(open[i], fresh[i], total[i]));
        }
        var held = past.stream()
                .filter(item -> Math.abs(standardised(item.total(), widths.get(item.window()).total)) <= P90)
                .count();
        return new Calibration(widths, past.size(), past.isEmpty() ? 0 : held / (double) past.size());
    }

    public boolean isCalibrated() {
        return cases >= ENOUGH;
    }

    public Width of(Window window) {
        return widths.get(window);
    }

    private static double[] ones(int count) {
        var ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] drifts(
            List<Window> windows,
            double[] exposed,
            List<Backtest.Case> past,
            Function<Backtest.Case, Backtest.Part> part) {
        var drifts = new double[windows.size()];
        var last = PRIOR_DRIFT;
        var reach = 0;
        for (var i = 0; i < drifts.length; i++) {
            var window = windows.get(i);
            var own = past.stream().filter(item -> item.window().equals(window)).toList();
            // Drift is at first taken for a random walk: its variance grows with the days ahead. Money follows its
            // orders late, so that
            // its windows are about nearer orders, and about those that are won.
            var walked = reach == 0 || window.to() <= reach ? last : last * Math.sqrt(window.to() / (double) reach);
            var before = exposed[i] < 1 ? PRIOR_DRIFT * exposed[i] : walked;
            drifts[i] = Math.min(1, own.isEmpty() ? before : drift(own, part, before));
            last = drifts[i];
            reach = window.to();
        }
        var scale = scale(windows, drifts, past, part);
        return Arrays.stream(drifts).map(drift -> drift * scale).toArray();
    }

    /** By moments: what the squared errors exceed their chance variance by, in proportion to the squared forecasts. */
    private static double drift(List<Backtest.Case> cases, Function<Backtest.Case, Backtest.Part> part, double prior) {
        double excess = 0, squares = 0, weights = 0;
        for (var item : cases) {
            var own = part.apply(item);
            // Origins are a week apart, so that longer windows overlap and say the same.
            var weight = item.reliability() * Math.min(1, 7.0 / item.window().days());
            excess += weight * (own.error() * own.error() - own.forecast().variance());
            squares += weight * own.forecast().mean() * own.forecast().mean();
            weights += weight;
        }
        if (squares == 0) {
            return prior;
        }
        var typical = squares / weights;
        var variance = (excess + PRIOR_CASES * typical * prior * prior) / (squares + PRIOR_CASES * typical);
        return Math.sqrt(Math.max(0.02 * 0.02, variance));
    }

    /** Stretches to the 80 % quantile of the past errors, higher where these are few (as split conformal prediction, Lei et
     * al. 2018), as far as they are many. */
    private static double scale(
            List<Window> windows,
            double[] drifts,
            List<Backtest.Case> past,
            Function<Backtest.Case, Backtest.Part> part) {
        var byWindow = new HashMap<Window, Double>();
        for (var i = 0; i < drifts.length; i++) {
            byWindow.put(windows.get(i), drifts[i]);
        }
        var scores = past.stream()
                .mapToDouble(item -> Math.abs(standardised(part.apply(item), byWindow.get(item.window()))))
                .sorted()
                .toArray();
        if (scores.length == 0) {
            return 1;
        }
        var independent = Math.max(1, Backtest.independent(past));
        var rank = Math.min(1, 0.8 * (1 + 1 / independent));
        var quantile = scores[Math.min(scores.length - 1, (int) Math.ceil(rank * scores.length) - 1)];
        var trust = independent / (independent + PRIOR_CASES);
        return Math.max(0.8, Math.min(2, 1 + trust * (quantile / P90 - 1)));
    }

    /** The error as standard deviations of a lognormal forecast. */
    private static double standardised(Backtest.Part part, double drift) {
        var mean = part.forecast().mean();
        if (mean <= 0) {
            return 0;
        }
        var variance = Math.log1p(part.forecast().variance() / (mean * mean) + drift * drift);
        var floor = mean / 100;
        return (Math.log(Math.max(part.actual(), floor) / mean) + variance / 2) / Math.sqrt(variance);
    }
}
