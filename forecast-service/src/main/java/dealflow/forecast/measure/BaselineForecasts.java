package dealflow.forecast.measure;

import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.Interval;
import java.time.LocalDate;

/**
 * What the forecasts that anyone can make say of a period.
 *
 * @param lastPeriod what the last full one brought, and {@code meanOfThree} the last three of them on average; null where the
 *     history does not reach back far enough
 * @param stageWeighted what amount times stage rate says; null where it says nothing
 */
public record BaselineForecasts(Double lastPeriod, Double meanOfThree, Double stageWeighted) {

    /**
     * The last full periods are those before the one that today is in.
     *
     * @param reaches the first day that anything is known of
     */
    public static BaselineForecasts of(
            DayTotals actuals, int today, int reaches, Interval interval, Double stageWeighted) {
        var current = interval.startOf(LocalDate.ofEpochDay(today));
        return new BaselineForecasts(
                reaches < current.toEpochDay() ? sum(actuals, interval.plus(current, -1), current) : null,
                reaches < interval.plus(current, -2).toEpochDay()
                        ? sum(actuals, interval.plus(current, -3), current) / 3
                        : null,
                stageWeighted);
    }

    private static double sum(DayTotals actuals, LocalDate from, LocalDate to) {
        return actuals.between((int) from.toEpochDay(), (int) to.toEpochDay()).amount();
    }
}
