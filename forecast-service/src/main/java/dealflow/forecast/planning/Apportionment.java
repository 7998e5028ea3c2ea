package dealflow.forecast.planning;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides a whole into round parts that add up to it: largest remainders (Hamilton). What is less than one unit goes to the largest part.
 */
final class Apportionment {

    /** Digits of the equal part that stay. */
    private static final int DIGITS = 3;

    private static final int CENTS = 2;

    private Apportionment() {}

    /** What amounts are rounded to: three digits of the equal part, a cent at least. */
    static BigDecimal unit(BigDecimal total, int parts) {
        var equal = total.divide(BigDecimal.valueOf(Math.max(1, parts)), MathContext.DECIMAL64);
        var magnitude = equal.precision() - equal.scale();
        return BigDecimal.ONE.scaleByPowerOfTen(equal.signum() == 0 ? -CENTS : Math.max(-CENTS, magnitude - DIGITS));
    }

    /** @param weights one for each part, above or equal to 0, some above */
    static List<BigDecimal> of(BigDecimal total, double[] weights, BigDecimal unit) {
        if (weights.length == 0) {
            return List.of();
        }
        var units = total.divideToIntegralValue(unit);
        var sum = IntStream.range(0, weights.length)
                .mapToObj(i -> BigDecimal.valueOf(weights[i]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var parts = new ArrayList<BigDecimal>();
        var remainders = new ArrayList<BigDecimal>();
        var left = units;
        for (var weight : weights) {
            var exact = units.multiply(BigDecimal.valueOf(weight)).divide(sum, MathContext.DECIMAL128);
            var whole = exact.setScale(0, RoundingMode.FLOOR);
            parts.add(whole);
            remainders.add(exact.subtract(whole));
            left = left.subtract(whole);
        }
        var order = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing(remainders::get).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        for (var i = 0; i < left.intValueExact(); i++) {
            parts.set(order.get(i), parts.get(order.get(i)).add(BigDecimal.ONE));
        }
        var largest = 0;
        for (var i = 0; i < parts.size(); i++) {
            parts.set(i, parts.get(i).multiply(unit));
            largest = parts.get(i).compareTo(parts.get(largest)) > 0 ? i : largest;
        }
        parts.set(largest, parts.get(largest).add(total.subtract(units.multiply(unit))));
        return parts;
    }
}
