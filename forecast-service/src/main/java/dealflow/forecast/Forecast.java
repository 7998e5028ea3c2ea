package dealflow.forecast;

import java.time.LocalDate;
import java.util.List;

/** What was won, what the open deals will bring and what deals not yet begun will bring, by period. */
public record Forecast(
        List<Period> periods,
        List<Period> cumulative,
        int openDeals,
        int wins,
        boolean calibrated,
        int resolved,
        Double covered,
        List<String> warnings) {

    /** {@code from} inclusive, {@code to} exclusive; amounts in the pipeline's currency. */
    public record Period(
            String name,
            LocalDate from,
            LocalDate to,
            int closedCount,
            double closedAmount,
            Spread open,
            Spread fresh,
            Spread total,
            Naive naive) {}

    /** What simpler methods say; null where the history does not reach back far enough. */
    public record Naive(Double lastPeriod, Double meanOfThree, Double stageWeighted) {}
}
