package dealflow.forecast.calendar;

import java.time.LocalDate;

/** The length of a forecast's periods: the calendar's, or those of a company's own year. */
public sealed interface Interval permits CalendarInterval, FiscalInterval {

    CalendarInterval WEEK = CalendarInterval.WEEK;
    CalendarInterval MONTH = CalendarInterval.MONTH;
    CalendarInterval QUARTER = CalendarInterval.QUARTER;
    CalendarInterval YEAR = CalendarInterval.YEAR;

    /** The first day of the period that a day is in. */
    LocalDate startOf(LocalDate day);

    /** @param start the first day of a period */
    LocalDate plus(LocalDate start, int periods);

    /** @param start the first day of a period */
    String name(LocalDate start);

    /** The shorter periods that one is made of; null for the shortest. */
    Parts parts();

    /** @param count how many make one */
    record Parts(Interval interval, int count) {}
}
