package dealflow.forecast.model;

import dealflow.forecast.calendar.Window;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/** Weighs estimators by how their past forecasts came out. */
public final class Combination {

    private Combination() {}

    /**
     * Weights by the likelihood of normal errors of unknown variance, the mean squared error to the power of minus half the
     * number of independent cases; with few of these, inverse to it (Bates and Granger 1969). Each error is in units of what
     * such a window brought.
     *
     * @param candidates the same cases, as forecast by each; the last but one is the curve by age since entry of long
     *     memory, which stands alone where nothing could be tested
     * @return one weight per candidate; they sum to 1
     */
    static double[] weights(List<List<Backtest.Case>> candidates) {
        var count = candidates.size();
        var weights = new double[count];
        if (candidates.get(0).isEmpty()) {
            weights[count - 2] = 1;
            return weights;
        }
        var unit = new HashMap<Window, double[]>();
        for (var item : candidates.get(0)) {
            var sums = unit.computeIfAbsent(item.window(), key -> new double[2]);
            sums[0] += item.open().actual();
            sums[1]++;
        }
        var power = Math.max(1, Backtest.independent(candidates.get(0)) / 2);
        for (var i = 0; i < count; i++) {
            double errors = 0, cases = 0;
            for (var item : candidates.get(i)) {
                var sums = unit.get(item.window());
                if (sums[0] > 0) {
                    var error = item.open().error() / (sums[0] / sums[1]);
                    errors += item.reliability() * error * error;
                    cases += item.reliability();
                }
            }
            weights[i] = cases == 0 ? 1 : Math.pow(errors / cases + 1e-4, -power);
        }
        var sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }
}
