package dealflow.funnel.statistics;

import com.fasterxml.jackson.annotation.JsonFormat;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;

/**
 * A share of a population, with its size and how sure it is.
 *
 * @param value numerator ÷ denominator; null where the sample is too small
 * @param open how many of the denominator are undecided: they may still come to count
 * @param low lower end of the 95 % interval
 * @param high upper end of the 95 % interval
 * @param expected with open deals in the denominator: the share that will come to count (Aalen and Johansen)
 * @param reason why there is no value
 */
public record Rate(
        @Nullable Double value,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal numerator,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal denominator,
        long open,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double expected,
        @Nullable Notice reason) {

    private static final Notice NO_AMOUNTS =
            new Notice(NoticeCode.NO_AMOUNTS, "no amount is known of any of them", NoticeValues.NONE);

    /**
     * A share of a number of deals, with its Wilson score interval.
     *
     * @param minimum the smallest denominator that gives a value
     */
    public static Rate of(long numerator, long denominator, long open, int minimum) {
        if (denominator < Math.max(1, minimum)) {
            return without(BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator), open, denominator, minimum);
        }
        var interval = WilsonInterval.interval(numerator, denominator);
        return new Rate(
                (double) numerator / denominator,
                BigDecimal.valueOf(numerator),
                BigDecimal.valueOf(denominator),
                open,
                interval.low(),
                interval.high(),
                null,
                null);
    }

    /** The same with what is expected of it; without open deals that is the value itself, and is left out. */
    public Rate expecting(double share) {
        return value == null || open == 0 || Double.isNaN(share)
                ? this
                : new Rate(value, numerator, denominator, open, low, high, share, reason);
    }

    /** A share of an amount; an interval of it would need more than these two numbers, so there is none. */
    public static Rate ofAmount(BigDecimal numerator, BigDecimal denominator, long sample, int minimum) {
        if (sample < Math.max(1, minimum)) {
            return without(numerator, denominator, 0, sample, minimum);
        }
        if (denominator.signum() == 0) {
            return new Rate(null, numerator, denominator, 0, null, null, null, NO_AMOUNTS);
        }
        return new Rate(
                numerator.doubleValue() / denominator.doubleValue(), numerator, denominator, 0, null, null, null, null);
    }

    private static Rate without(BigDecimal numerator, BigDecimal denominator, long open, long sample, int minimum) {
        return new Rate(null, numerator, denominator, open, null, null, null, Notice.tooFew(sample, minimum));
    }
}
