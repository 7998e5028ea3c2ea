package dealflow.forecast.answer;

import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.model.PredictiveDistribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Rounds what is expected of groups to whole cents that add up to the whole as it is answered, by the method of largest remainders
 * (Hamilton): none is a cent or more from what was computed.
 */
final class GroupRounding {

    private static final double CENTS = 100;

    /** Sums of many numbers differ by so much when these are added in another order. */
    private static final double NOISE = 1e-6;

    private GroupRounding() {}

    static List<Forecast> toTheCent(Forecast whole, List<Forecast> groups) {
        var rounded = new ArrayList<>(groups);
        for (var i = 0; i < whole.periods().size(); i++) {
            round(whole, rounded, Forecast::periods, i);
            round(whole, rounded, Forecast::cumulative, i);
        }
        return rounded;
    }

    private static void round(
            Forecast whole, List<Forecast> groups, Function<Forecast, List<Forecast.Period>> list, int place) {
        var all = list.apply(whole).get(place);
        var parts = groups.stream().map(group -> list.apply(group).get(place)).toList();
        var open = rounded(all, parts, period -> period.open().expected());
        var fresh = rounded(all, parts, period -> period.fresh().expected());
        var total = rounded(all, parts, period -> period.total().expected());
        for (var i = 0; i < parts.size(); i++) {
            var distribution = parts.get(i).distribution();
            var own = new PredictiveDistribution(
                    with(distribution.open(), open[i]),
                    with(distribution.fresh(), fresh[i]),
                    with(distribution.total(), total[i] - parts.get(i).closedAmount()),
                    distribution.draws());
            groups.set(i, groups.get(i).with(list.apply(groups.get(i)), place, own));
        }
    }

    private static Quantiles with(Quantiles quantiles, double expected) {
        return new Quantiles(expected, quantiles.p10(), quantiles.p50(), quantiles.p90());
    }

    private static double[] rounded(
            Forecast.Period all, List<Forecast.Period> parts, ToDoubleFunction<Forecast.Period> value) {
        return rounded(
                value.applyAsDouble(all), parts.stream().mapToDouble(value).toArray());
    }

    /** @return each value in whole cents; together they are the whole, rounded to cents as {@code Figures} does */
    static double[] rounded(double whole, double[] values) {
        var cents = Arrays.stream(values)
                .map(value -> Math.floor(value * CENTS + NOISE))
                .toArray();
        var left = Math.rint(whole * CENTS) - Arrays.stream(cents).sum();
        var order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> cents[i] - values[i] * CENTS))
                .toList();
        for (var i = 0; i < order.size() && left > 0; i++, left--) {
            cents[order.get(i)]++;
        }
        for (var i = order.size() - 1; i >= 0 && left < 0; i--, left++) {
            cents[order.get(i)]--;
        }
        return Arrays.stream(cents).map(value -> value / CENTS).toArray();
    }
}
