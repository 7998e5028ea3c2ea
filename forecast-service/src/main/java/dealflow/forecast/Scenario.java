package dealflow.forecast;

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

    /** What would come; what has come stays. */
    Measured of(Knowledge known, Measure measure, Scope scope) {
        return new Supposed(
                known.supposed(measure, scope, this::altered, termsDays), known.measured(measure, scope), this);
    }

    private WinTimes altered(WinTimes times) {
        return (cell, days) -> {
            var chance = Math.min(1, times.wonWithin(cell, days / cycle));
            return winRate == 1 ? chance : 1 - Math.pow(1 - chance, winRate);
        };
    }

    private record Supposed(Measured altered, Measured base, Scenario scenario) implements Measured {

        @Override
        public DayTotals.Total closed(int from, int to) {
            return base.closed(from, to);
        }

        @Override
        public Moments open(Window window) {
            return altered.open(window).times(scenario.amounts);
        }

        @Override
        public List<Draws.Lump> lumps(Window window) {
            return altered.lumps(window).stream()
                    .map(lump -> new Draws.Lump(scenario.amounts * lump.amount(), lump.chance()))
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
        public Forecast.Naive naive(Interval interval, LocalDate from, LocalDate to) {
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
        public List<String> warnings() {
            return base.warnings();
        }
    }
}
