package dealflow.forecast.http;

import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.measure.Quantiles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How numbers look in answers: amounts as decimal strings, other numbers rounded to what they are worth. */
public final class Figures {

    private Figures() {}

    /** What came: how many, and how much. */
    public record Closed(int count, @Schema(ref = "Decimal") String amount) {}

    /** What is to come. */
    public record Dist(
            @Schema(ref = "Decimal") String expected,
            @Schema(ref = "Decimal") String p10,
            @Schema(ref = "Decimal") String p50,
            @Schema(ref = "Decimal") String p90) {}

    public static Dist dist(Quantiles quantiles) {
        return new Dist(
                amount(quantiles.expected()),
                amount(quantiles.p10()),
                amount(quantiles.p50()),
                amount(quantiles.p90()));
    }

    public static Closed closed(DayTotals.Total total) {
        return new Closed(total.count(), amount(total.amount()));
    }

    public static String amount(Double value) {
        return value == null
                ? null
                : BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    public static String amount(BigDecimal value) {
        return value == null ? null : value.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    public static Double rounded(Double value) {
        return value == null ? null : Double.valueOf(Math.round(value * 1000) / 1000.0);
    }
}
