package dealflow.forecast.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * A company's own year (财年): of months, or of weeks in groups of four and five, so that equal periods have equal weekdays.
 *
 * @param firstMonth in which it begins, 1 to 12; a year of weeks begins on the Monday next to the first of it
 */
public record FiscalCalendar(int firstMonth, Pattern pattern, YearName yearName) {

    /** The calendar's own year, where a company has said nothing. */
    public static final FiscalCalendar PLAIN = new FiscalCalendar(1, Pattern.MONTHS, YearName.ENDS);

    static final int PERIODS = 12;

    private static final int QUARTER = 3;

    /** What a quarter's three periods are. */
    public enum Pattern {
        MONTHS,
        WEEKS_4_4_5(4, 4, 5),
        WEEKS_4_5_4(4, 5, 4),
        WEEKS_5_4_4(5, 4, 4);

        private final int[] weeks;

        Pattern(int... weeks) {
            this.weeks = weeks;
        }

        /** From the year's first day to a period's; a week more than 52 belongs to the last one. */
        private int weeksBefore(int period) {
            var sum = period / QUARTER * 13;
            for (var i = 0; i < period % QUARTER; i++) {
                sum += weeks[i];
            }
            return sum;
        }
    }

    /** By which of two calendar years a year is called that is in both. */
    public enum YearName {
        BEGINS,
        ENDS
    }

    public Interval years() {
        return new FiscalInterval(this, FiscalInterval.Unit.YEAR);
    }

    public Interval quarters() {
        return new FiscalInterval(this, FiscalInterval.Unit.QUARTER);
    }

    /** Twelve make a year. */
    public Interval periods() {
        return new FiscalInterval(this, FiscalInterval.Unit.PERIOD);
    }

    /**
     * The first day of a period.
     *
     * @param period counted from the first of the year 0
     */
    LocalDate start(long period) {
        var first = yearStart((int) Math.floorDiv(period, PERIODS));
        var within = (int) Math.floorMod(period, (long) PERIODS);
        return pattern == Pattern.MONTHS ? first.plusMonths(within) : first.plusWeeks(pattern.weeksBefore(within));
    }

    /** The period that a day is in, counted from the first of the year 0. */
    long period(LocalDate day) {
        var year = day.getYear() + 1;
        while (yearStart(year).isAfter(day)) {
            year--;
        }
        var period = (long) year * PERIODS + PERIODS - 1;
        while (start(period).isAfter(day)) {
            period--;
        }
        return period;
    }

    private LocalDate yearStart(int year) {
        var begins = firstMonth > 1 && yearName == YearName.ENDS ? year - 1 : year;
        var first = LocalDate.of(begins, firstMonth, 1);
        return pattern == Pattern.MONTHS
                ? first
                : first.plusDays(3).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
