package dealflow.funnel.statistics;

import com.fasterxml.jackson.annotation.JsonFormat;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import dealflow.funnel.unit.Total;
import jakarta.annotation.Nullable;
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
        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal perDay,
        long capacity,
        @Nullable Double winRate,
        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal meanWon,
        @Nullable Duration cycle,
        @Nullable Notice reason) {

    private static final double MINUTES_A_DAY = 1440;

    public static Velocity of(long capacity, Rate winRate, Total won, DurationQuantiles cycle) {
        var mean =
                won.count() == 0 ? null : won.amount().divide(BigDecimal.valueOf(won.count()), 2, RoundingMode.HALF_UP);
        var missing = missing(winRate, mean, cycle);
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

    /** Why there is none; null if there is one. */
    private static Notice missing(Rate winRate, BigDecimal mean, DurationQuantiles cycle) {
        if (winRate.value() == null) {
            var why = winRate.reason();
            return new Notice(NoticeCode.WIN_RATE_UNKNOWN, "the win rate is not known: " + why.message(), why.values());
        }
        if (mean == null) {
            return new Notice(NoticeCode.NOTHING_WON, "nothing was won in the window", NoticeValues.NONE);
        }
        if (cycle.median() == null) {
            return new Notice(NoticeCode.CYCLE_UNKNOWN, "the median cycle is not known", NoticeValues.NONE);
        }
        return cycle.median().isZero()
                ? new Notice(NoticeCode.CYCLE_TOO_SHORT, "the median cycle is shorter than a minute", NoticeValues.NONE)
                : null;
    }
}
