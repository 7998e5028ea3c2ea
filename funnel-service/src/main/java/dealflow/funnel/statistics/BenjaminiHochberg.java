package dealflow.funnel.statistics;

import java.util.Arrays;

/**
 * P values of many tests, made larger so that of those below a limit no greater share than the limit is expected to be
 * chance.
 *
 * <p>Source: Y. Benjamini, Y. Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical Society B 57
 * (1995).
 */
public final class BenjaminiHochberg {

    public static final double LIMIT = 0.05;

    private BenjaminiHochberg() {}

    /** The adjusted values, each where its own was. */
    public static double[] adjusted(double[] pValues) {
        var order = new Integer[pValues.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(pValues[a], pValues[b]));
        var adjusted = new double[pValues.length];
        var least = 1.0;
        for (var rank = order.length; rank > 0; rank--) {
            least = Math.min(least, pValues[order[rank - 1]] * order.length / rank);
            adjusted[order[rank - 1]] = least;
        }
        return adjusted;
    }
}
