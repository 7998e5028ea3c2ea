package dealflow.funnel.statistics;

import com.fasterxml.jackson.annotation.JsonFormat;
import dealflow.funnel.unit.Total;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * What the funnel brings a day: deals in it × win rate × mean amount of a win ÷ median cycle.
 *
 * @param perDay in the answer's currency; null where a factor is not known
 * @param reason which one; null where all are
 */
public record Velocity(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal perDay,
        long capacity,
        Double winRate,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal meanWon,
        Duration cycle,
        String reason) {

    private static final double MINUTES_A_DAY = 1440;

    public static Velocity of(long capacity, Rate winRate, Total won, DurationQuantiles cycle) {
        var mean =
                won.count() == 0 ? null : won.amount().divide(BigDecimal.valueOf(won.count()), 2, RoundingMode.HALF_UP);
        var missing = winRate.value() == null
                ? "the win rate is not known: " + winRate.reason()
                : mean == null
                        ? "nothing was won in the window"
                        : cycle.median() == null
                                ? "the median cycle is not known"
                                : cycle.median().isZero() ? "the median cycle is shorter than a minute" : null;
        if (missing != null) {
            return new Velocity(null, capacity, winRate.value(), mean, cycle.median(), missing);
        }
        var days = cycle.median().toMinutes() / MINUTES_A_DAY;
        var perDay = won.amount()
                .divide(BigDecimal.valueOf(won.count()), MathContext.DECIMAL128)
                .multiply(BigDecimal.valueOf(capacity * winRate.value() / days))
                .setScale(2, RoundingMode.HALF_UP);
        return new Velocity(perDay, capacity, winRate.value(), mean, cycle.median(), null);
    }
}
