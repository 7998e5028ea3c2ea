package dealflow.forecast.planning;

import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.model.InformationSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What must enter the funnel, and when, to reach a target.
 *
 * @param closed what came since the first day of the target
 * @param open what the deals that are there are expected to bring
 * @param missing what deals not yet begun must bring; 0 where the others suffice
 * @param fresh what they bring at the inflow of the history
 * @param factor how much of that inflow is needed; null where no inflow could bring it in time
 * @param latestEntry deals that enter later bring less than half of what they will ever bring before the date; null where
 *     all do
 */
public record Plan(
        double target,
        DayTotals.Total closed,
        double open,
        double missing,
        double fresh,
        Double factor,
        LocalDate latestEntry,
        List<Entry> entries) {

    private static final int EVENTUALLY = 3 * 365;

    /**
     * Deals that enter in a month.
     *
     * @param expected how many are at the inflow of the history, and {@code needed} how many must be
     * @param brings what one of them brings before the date, in the mean of all
     * @param ripe which part that is of what it will ever bring
     */
    public record Entry(LocalDate from, LocalDate to, double expected, Double needed, double brings, double ripe) {}

    /**
     * @param from the first day of the target
     * @param by the first day that does not count
     */
    public static Plan of(
            InformationSet known, Scope scope, Measure measure, double target, LocalDate from, LocalDate by) {
        var revenue = known.measured(measure, scope);
        var window = Window.of(known.ahead(from), known.ahead(by));
        var closed = revenue.closed((int) from.toEpochDay(), (int) by.toEpochDay());
        var open = revenue.open(window).mean();
        var missing = Math.max(0, target - closed.amount() - open);
        var fresh = revenue.fresh(window).mean();
        var factor = missing == 0 ? Double.valueOf(0) : fresh > 0 ? Double.valueOf(missing / fresh) : null;
        var entries = new ArrayList<Entry>();
        LocalDate latest = null;
        for (var start = known.today(); start.isBefore(by); ) {
            var month = Interval.MONTH.plus(Interval.MONTH.startOf(start), 1);
            var end = month.isBefore(by) ? month : by;
            var entry = entry(known, revenue, window, start, end, factor);
            entries.add(entry);
            if (entry.ripe >= 0.5) {
                latest = end;
            }
            start = end;
        }
        return new Plan(target, closed, open, missing, fresh, factor, latest, entries);
    }

    private static Entry entry(
            InformationSet known, RevenueSeries revenue, Window window, LocalDate from, LocalDate to, Double factor) {
        var begin = known.ahead(from);
        var end = known.ahead(to);
        var expected = revenue.begins(begin, end);
        var brought = revenue.fresh(window, begin, end).mean();
        var ever = revenue.fresh(new Window(window.from(), window.to() + EVENTUALLY), begin, end)
                .mean();
        return new Entry(
                from,
                to,
                expected,
                factor == null ? null : Double.valueOf(factor * expected),
                expected == 0 ? 0 : brought / expected,
                ever == 0 ? 0 : brought / ever);
    }
}
