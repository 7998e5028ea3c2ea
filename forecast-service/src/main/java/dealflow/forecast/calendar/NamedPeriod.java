package dealflow.forecast.calendar;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.temporal.IsoFields;
import java.util.regex.Pattern;

/** A period by its name, as answers write it: 2026, 2026-Q1, 2026-03 or 2026-W09; {@code to} is the first day after. */
public record NamedPeriod(String name, Interval interval, LocalDate from, LocalDate to) {

    private static final Pattern NAME = Pattern.compile("(19|20|21)\\d\\d(-(0[1-9]|1[0-2]|Q[1-4]|W[0-5]\\d))?");

    private static final int YEAR_DIGITS = 4;

    /** Null for what names no period from 1900 to 2199. */
    public static NamedPeriod of(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            return null;
        }
        var year = Integer.parseInt(name.substring(0, YEAR_DIGITS));
        if (name.length() == YEAR_DIGITS) {
            return new NamedPeriod(name, Interval.YEAR, LocalDate.of(year, 1, 1));
        }
        var part = name.substring(YEAR_DIGITS + 1);
        return switch (part.charAt(0)) {
            case 'Q' ->
                new NamedPeriod(
                        name,
                        Interval.QUARTER,
                        LocalDate.of(year, 3 * (Integer.parseInt(part.substring(1)) - 1) + 1, 1));
            case 'W' -> week(name, year, Integer.parseInt(part.substring(1)));
            default -> new NamedPeriod(name, Interval.MONTH, LocalDate.of(year, Integer.parseInt(part), 1));
        };
    }

    private NamedPeriod(String name, Interval interval, LocalDate from) {
        this(name, interval, from, interval.plus(from, 1));
    }

    private static NamedPeriod week(String name, int year, int week) {
        // 28 December is in the last week of its ISO year, 4 January in the first.
        var last = Year.of(year).atMonth(Month.DECEMBER).atDay(28).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        return week < 1 || week > last
                ? null
                : new NamedPeriod(
                        name,
                        Interval.WEEK,
                        Interval.WEEK.startOf(LocalDate.of(year, 1, 4)).plusWeeks(week - 1L));
    }

    /** The first day of the second half of it. */
    public LocalDate middle() {
        return from.plusDays((to.toEpochDay() - from.toEpochDay() + 1) / 2);
    }
}
