package dealflow.forecast.planning;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.answer.Entries;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Moments;
import dealflow.forecast.measure.MonteCarlo;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.PredictiveDistribution;
import dealflow.forecast.model.Simulations;
import dealflow.forecast.notice.Notice;
import java.time.LocalDate;
import java.util.List;

/**
 * What begins in a window, and what it brings by a date: the question of the manual.
 *
 * @param entered how many deals have entered the funnel in the window, and for how much as far as their amounts are known
 * @param toEnter how many are still expected to
 * @param openDeals how many of those that entered are still open
 * @param closed what came of them before the date
 * @param distribution what is still to come before the date
 * @param warnings what a reader should know before relying on the numbers
 */
public record Cohort(
        DayTotals.Total entered,
        double toEnter,
        int openDeals,
        DayTotals.Total closed,
        PredictiveDistribution distribution,
        List<Notice> warnings)
        implements ComputationCache.Sized {

    private static final long SEED = 20260202;

    private record Asked(Scope scope, Measure measure, Entries entries) {}

    public static Cohort of(InformationSet known, Scope scope, Measure measure, Entries asked) {
        return known.memo().of(new Asked(scope, measure, asked), () -> {
            var from = (int) asked.from().toEpochDay();
            var to = (int) asked.to().toEpochDay();
            var today = known.model().history().today();
            var begun = known.of(
                    measure,
                    deal -> scope.includes(deal.labels())
                            && deal.enteredDay() >= from
                            && deal.enteredDay() < Math.min(to, today));
            var cohort = new Beginning(begun, known.measured(measure, scope), from - today, to - today);
            var window = Window.of(0, known.ahead(asked.until()));
            var calibration = known.model().calibration(measure, List.of(window));
            return new Cohort(
                    entered(known, scope, from, Math.min(to, today)),
                    cohort.begins(from - today, to - today),
                    begun.openDeals(),
                    begun.closed(0, (int) asked.until().toEpochDay()),
                    PredictiveDistribution.of(cohort, window, Simulations.ofWhole(calibration, SEED)),
                    Forecast.warnings(begun, 0, (int) asked.until().toEpochDay()));
        });
    }

    @Override
    public long bytes() {
        return distribution.bytes();
    }

    public Quantiles open() {
        return distribution.open();
    }

    public Quantiles fresh() {
        return distribution.fresh();
    }

    /** What came and what is to come. */
    public Quantiles total() {
        return distribution.total().plus(closed.amount());
    }

    private static DayTotals.Total entered(InformationSet known, Scope scope, int from, int to) {
        var entered = new DayTotals();
        for (var deal : known.model().history().lives()) {
            if (deal.enteredDay() >= from && deal.enteredDay() < to && scope.includes(deal.labels())) {
                entered.add(deal.enteredDay(), Amounts.said(deal));
            }
        }
        return entered.between(from, to);
    }

    /** Deals that have begun in a window, and those of all that will. */
    private record Beginning(RevenueSeries begun, RevenueSeries all, int begin, int end) implements RevenueSeries {

        @Override
        public DayTotals.Total closed(int from, int to) {
            return begun.closed(from, to);
        }

        @Override
        public Moments open(Window window) {
            return begun.open(window);
        }

        @Override
        public List<MonteCarlo.Lump> lumps(Window window) {
            return begun.lumps(window);
        }

        @Override
        public Moments fresh(Window window, int first, int last) {
            return all.fresh(window, Math.max(0, begin), Math.max(0, end));
        }

        @Override
        public BaselineForecasts naive(Interval interval, LocalDate from, LocalDate to) {
            return null;
        }

        @Override
        public int openDeals() {
            return begun.openDeals();
        }

        @Override
        public double openAmount() {
            return begun.openAmount();
        }

        @Override
        public double begins(int first, int last) {
            return all.begins(Math.max(0, first), Math.max(0, last));
        }

        @Override
        public List<Notice> warnings() {
            return all.warnings();
        }
    }
}
