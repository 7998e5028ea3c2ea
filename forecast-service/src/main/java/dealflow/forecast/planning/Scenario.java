package dealflow.forecast.planning;

import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Moments;
import dealflow.forecast.measure.MonteCarlo;
import dealflow.forecast.measure.Question;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.survival.WinTimeModel;
import java.time.LocalDate;
import java.util.List;

/**
 * What if: factors of what the history shows, 1 for as it is.
 *
 * @param inflow of the number of deals that begin
 * @param winRate of the hazard of winning, so that chances stay below 1
 * @param cycle of the time that deals take
 * @param amounts of what deals are worth
 * @param termsDays days by which orders to come are paid later; earlier if below 0
 */
public record Scenario(double inflow, double winRate, double cycle, double amounts, int termsDays) {

    /** The forecast as it would be. */
    public Forecast forecast(InformationSet known, Question question) {
        var whole = question.whole();
        return known.memo().of(new Asked(whole, this), () -> new Forecaster(
                        known.model(), of(known, whole.measure(), whole.scope()))
                .forecast(whole));
    }

    private record Asked(Question question, Scenario scenario) {}

    /** What would come; what has come stays. */
    RevenueSeries of(InformationSet known, Measure measure, Scope scope) {
        return new Supposed(
                known.supposed(measure, scope, this::altered, termsDays), known.measured(measure, scope), this);
    }

    private WinTimeModel altered(WinTimeModel times) {
        return (stratum, days) -> {
            var chance = Math.min(1, times.wonWithin(stratum, days / cycle));
            return winRate == 1 ? chance : 1 - Math.pow(1 - chance, winRate);
        };
    }

    private record Supposed(RevenueSeries altered, RevenueSeries base, Scenario scenario) implements RevenueSeries {

        @Override
        public DayTotals.Total closed(int from, int to) {
            return base.closed(from, to);
        }

        @Override
        public Moments open(Window window) {
            return altered.open(window).times(scenario.amounts);
        }

        @Override
        public List<MonteCarlo.Lump> lumps(Window window) {
            return altered.lumps(window).stream()
                    .map(lump -> new MonteCarlo.Lump(scenario.amounts * lump.amount(), lump.chance()))
                    .toList();
        }

        @Override
        public Moments fresh(Window window, int begin, int end) {
            var fresh = altered.fresh(window, begin, end).times(scenario.amounts);
            return new Moments(
                    scenario.inflow * fresh.count(),
                    scenario.inflow * fresh.mean(),
                    scenario.inflow * fresh.variance());
        }

        @Override
        public BaselineForecasts naive(Interval interval, LocalDate from, LocalDate to) {
            return base.naive(interval, from, to);
        }

        @Override
        public int openDeals() {
            return base.openDeals();
        }

        @Override
        public double openAmount() {
            return scenario.amounts * base.openAmount();
        }

        @Override
        public double begins(int begin, int end) {
            return scenario.inflow * base.begins(begin, end);
        }

        @Override
        public List<Notice> warnings() {
            return base.warnings();
        }
    }
}
