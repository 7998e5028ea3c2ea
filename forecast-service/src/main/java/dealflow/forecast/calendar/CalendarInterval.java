package dealflow.forecast.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** Periods of the calendar; weeks begin on Monday (ISO 8601). */
public enum CalendarInterval implements Interval {
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    @Override
    public LocalDate startOf(LocalDate day) {
        return switch (this) {
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    @Override
    public LocalDate plus(LocalDate start, int periods) {
        return switch (this) {
            case WEEK -> start.plusWeeks(periods);
            case MONTH -> start.plusMonths(periods);
            case QUARTER -> start.plusMonths(3L * periods);
            case YEAR -> start.plusYears(periods);
        };
    }

    @Override
    public String name(LocalDate start) {
        return switch (this) {
            case WEEK ->
                "%d-W%02d"
                        .formatted(start.get(IsoFields.WEEK_BASED_YEAR), start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> "%d-%02d".formatted(start.getYear(), start.getMonthValue());
            case QUARTER -> "%d-Q%d".formatted(start.getYear(), start.get(IsoFields.QUARTER_OF_YEAR));
            case YEAR -> String.valueOf(start.getYear());
        };
    }

    @Override
    public Parts parts() {
        return switch (this) {
            case WEEK, MONTH -> null;
            case QUARTER -> new Parts(MONTH, 3);
            case YEAR -> new Parts(QUARTER, 4);
        };
    }
}
