package dealflow.forecast.calendar;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period by its name, as answers write it: 2026, 2026-Q1, 2026-03, 2026-W09, or in the company's own year FY2026, FY2026-Q1, FY2026-P03;
 * {@code to} is the first day after.
 */
public record NamedPeriod(String name, Interval interval, LocalDate from, LocalDate to) {

    private static final String YEAR = "((?:19|20|21)\\d\\d)";
    private static final Pattern NAME = Pattern.compile(YEAR + "(?:-(0[1-9]|1[0-2]|Q[1-4]|W[0-5]\\d))?");
    private static final Pattern FISCAL = Pattern.compile("FY" + YEAR + "(?:-(P0[1-9]|P1[0-2]|Q[1-4]))?");

    /** Null for what names no period from 1900 to 2199. */
    public static NamedPeriod of(String name, FiscalCalendar fiscal) {
        var plain = NAME.matcher(name == null ? "" : name);
        if (plain.matches()) {
            return plain(name, plain);
        }
        var own = FISCAL.matcher(name == null ? "" : name);
        return own.matches() ? fiscal(name, own, fiscal) : null;
    }

    private NamedPeriod(String name, Interval interval, LocalDate from) {
        this(name, interval, from, interval.plus(from, 1));
    }

    private static NamedPeriod plain(String name, Matcher parts) {
        var year = Integer.parseInt(parts.group(1));
        var part = parts.group(2);
        if (part == null) {
            return new NamedPeriod(name, Interval.YEAR, LocalDate.of(year, 1, 1));
        }
        return switch (part.charAt(0)) {
            case 'Q' -> new NamedPeriod(name, Interval.QUARTER, LocalDate.of(year, 3 * (number(part) - 1) + 1, 1));
            case 'W' -> week(name, year, number(part));
            default -> new NamedPeriod(name, Interval.MONTH, LocalDate.of(year, Integer.parseInt(part), 1));
        };
    }

    private static NamedPeriod fiscal(String name, Matcher parts, FiscalCalendar calendar) {
        var first = Long.parseLong(parts.group(1)) * FiscalCalendar.PERIODS;
        var part = parts.group(2);
        if (part == null) {
            return fiscal(name, calendar, FiscalInterval.Unit.YEAR, first);
        }
        return part.charAt(0) == 'Q'
                ? fiscal(name, calendar, FiscalInterval.Unit.QUARTER, first + 3L * (number(part) - 1))
                : fiscal(name, calendar, FiscalInterval.Unit.PERIOD, first + number(part) - 1);
    }

    private static NamedPeriod fiscal(String name, FiscalCalendar calendar, FiscalInterval.Unit unit, long period) {
        return new NamedPeriod(name, new FiscalInterval(calendar, unit), calendar.start(period));
    }

    private static int number(String part) {
        return Integer.parseInt(part.substring(1));
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

    /** The first day of the period so many later, or earlier. */
    public LocalDate plus(int periods) {
        return interval.plus(from, periods);
    }

    /** The first day of the second half of it. */
    public LocalDate middle() {
        return from.plusDays((to.toEpochDay() - from.toEpochDay() + 1) / 2);
    }
}
