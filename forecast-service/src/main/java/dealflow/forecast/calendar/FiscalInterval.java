package dealflow.forecast.calendar;

import java.time.LocalDate;

/** Periods of a company's own year. */
public record FiscalInterval(FiscalCalendar calendar, Unit unit) implements Interval {

    /** How long one is. */
    public enum Unit {
        PERIOD(1),
        QUARTER(3),
        YEAR(12);

        private final int periods;

        Unit(int periods) {
            this.periods = periods;
        }
    }

    @Override
    public LocalDate startOf(LocalDate day) {
        return calendar.start(Math.floorDiv(calendar.period(day), unit.periods) * unit.periods);
    }

    @Override
    public LocalDate plus(LocalDate start, int count) {
        return calendar.start(calendar.period(start) + (long) count * unit.periods);
    }

    @Override
    public String name(LocalDate start) {
        var period = calendar.period(start);
        var year = Math.floorDiv(period, FiscalCalendar.PERIODS);
        var within = Math.floorMod(period, FiscalCalendar.PERIODS);
        return switch (unit) {
            case PERIOD -> "FY%d-P%02d".formatted(year, within + 1);
            case QUARTER -> "FY%d-Q%d".formatted(year, within / unit.periods + 1);
            case YEAR -> "FY" + year;
        };
    }

    @Override
    public Parts parts() {
        return switch (unit) {
            case PERIOD -> null;
            case QUARTER -> new Parts(new FiscalInterval(calendar, Unit.PERIOD), 3);
            case YEAR -> new Parts(new FiscalInterval(calendar, Unit.QUARTER), 4);
        };
    }
}
