package dealflow.forecast.outbox;

import dealflow.contract.forecast.ExpectedAmount;
import dealflow.contract.forecast.ForecastReason;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.notice.Notice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How numbers look in events, which is as they do in answers. */
public final class EventFigures {

    private EventFigures() {}

    /** Null for null, like all of these. */
    public static BigDecimal amount(Double value) {
        return value == null ? null : amount(BigDecimal.valueOf(value));
    }

    public static BigDecimal amount(BigDecimal value) {
        return value == null ? null : value.setScale(2, RoundingMode.HALF_EVEN);
    }

    public static ExpectedAmount expected(Quantiles quantiles) {
        return quantiles == null
                ? null
                : new ExpectedAmount(
                        amount(quantiles.expected()),
                        amount(quantiles.p10()),
                        amount(quantiles.p50()),
                        amount(quantiles.p90()));
    }

    public static Double rounded(Double value) {
        return value == null ? null : Double.valueOf(Math.round(value * 1000) / 1000.0);
    }

    public static ForecastReason reason(Notice notice) {
        return notice == null ? null : new ForecastReason(notice.code().code(), notice.message());
    }

    /** To the microsecond, as the database keeps it: an answer that is read from there says the same. */
    public static Instant time(Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS);
    }

    public static String name(Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }
}
