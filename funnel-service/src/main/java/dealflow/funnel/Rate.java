package dealflow.funnel;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * A share of a population, with its size and how sure it is.
 *
 * @param value numerator ÷ denominator; null where the sample is too small
 * @param open how many of the denominator are undecided: they may still come to count
 * @param low lower end of the 95 % interval
 * @param high upper end of the 95 % interval
 * @param reason why there is no value
 */
public record Rate(
        Double value,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal numerator,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal denominator,
        long open,
        Double low,
        Double high,
        String reason) {

    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * A share of a number of deals, with its Wilson score interval.
     *
     * <p>Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
     * American Statistical Association 22 (1927).
     *
     * @param minimum the smallest denominator that gives a value
     */
    static Rate of(long numerator, long denominator, long open, int minimum) {
        if (denominator < Math.max(1, minimum)) {
            return without(BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator), open, denominator, minimum);
        }
        double n = denominator;
        var p = numerator / n;
        var center = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return new Rate(
                p,
                BigDecimal.valueOf(numerator),
                BigDecimal.valueOf(denominator),
                open,
                Math.max(0, center - half),
                Math.min(1, center + half),
                null);
    }

    /** A share of an amount; an interval of it would need more than these two numbers, so there is none. */
    static Rate ofAmount(BigDecimal numerator, BigDecimal denominator, long sample, int minimum) {
        if (sample < Math.max(1, minimum) || denominator.signum() == 0) {
            return without(numerator, denominator, 0, sample, minimum);
        }
        return new Rate(
                numerator.doubleValue() / denominator.doubleValue(), numerator, denominator, 0, null, null, null);
    }

    private static Rate without(BigDecimal numerator, BigDecimal denominator, long open, long sample, int minimum) {
        return new Rate(
                null,
                numerator,
                denominator,
                open,
                null,
                null,
                "too few: a sample of %d, and at least %d are needed".formatted(sample, minimum));
    }
}
