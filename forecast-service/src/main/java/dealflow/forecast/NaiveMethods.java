package dealflow.forecast;

import java.time.LocalDate;

/** The forecasts that anyone can make: the last period, and the mean of three. */
final class NaiveMethods {

    private NaiveMethods() {}

    /**
     * The last full periods are those before the one that today is in.
     *
     * @param reaches the first day that anything is known of
     * @param stageWeighted what amount times stage rate says; null where it says nothing
     */
    static Forecast.Naive of(DayTotals came, int today, int reaches, Interval interval, Double stageWeighted) {
        var current = interval.startOf(LocalDate.ofEpochDay(today));
        return new Forecast.Naive(
                reaches < current.toEpochDay() ? sum(came, interval.plus(current, -1), current) : null,
                reaches < interval.plus(current, -2).toEpochDay()
                        ? sum(came, interval.plus(current, -3), current) / 3
                        : null,
                stageWeighted);
    }

    private static double sum(DayTotals came, LocalDate from, LocalDate to) {
        return came.between((int) from.toEpochDay(), (int) to.toEpochDay()).amount();
    }
}
