package dealflow.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.Moments;
import dealflow.forecast.measure.MonteCarlo;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.measure.UniformLogs;
import dealflow.forecast.notice.Notice;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole is what its parts are. */
class PredictiveDistributionTest {

    private static final Window MONTH = new Window(0, 30);
    private static final Calibration.Width WIDTH = new Calibration.Width(0.5, 0.9, 0.1);

    private record Given(Moments open, Moments fresh, List<MonteCarlo.Lump> lumps) implements RevenueSeries {

        @Override
        public Moments open(Window window) {
            return open;
        }

        @Override
        public Moments fresh(Window window, int begin, int end) {
            return fresh;
        }

        @Override
        public List<MonteCarlo.Lump> lumps(Window window) {
            return lumps;
        }

        @Override
        public DayTotals.Total closed(int from, int to) {
            return new DayTotals.Total(0, 0, 0);
        }

        @Override
        public BaselineForecasts naive(Interval interval, LocalDate from, LocalDate to) {
            return null;
        }

        @Override
        public int openDeals() {
            return 0;
        }

        @Override
        public double openAmount() {
            return 0;
        }

        @Override
        public double begins(int begin, int end) {
            return 0;
        }

        @Override
        public List<Notice> warnings() {
            return List.of();
        }
    }

    private static PredictiveDistribution of(Moments open, Moments fresh, MonteCarlo.Lump... lumps) {
        return PredictiveDistribution.of(
                new Given(open, fresh, List.of(lumps)), MONTH, Simulation.of(MONTH, WIDTH, 7, true));
    }

    @Test
    void withNothingOpenTheWholeIsWhatIsNew() {
        var outlook = of(Moments.NONE, new Moments(5, 1000, 300_000));
        assertThat(outlook.total()).isEqualTo(outlook.fresh());
        assertThat(outlook.open()).isEqualTo(Quantiles.NONE);
    }

    @Test
    void withNothingNewTheWholeIsWhatIsOpen() {
        var outlook = of(new Moments(5, 1000, 300_000), Moments.NONE);
        assertThat(outlook.total()).isEqualTo(outlook.open());
    }

    @Test
    void theWholeIsNeverBelowAPart() {
        for (var open : List.of(1.0, 100.0, 1000.0, 20_000.0)) {
            var outlook = of(new Moments(5, open, open * open / 4), new Moments(5, 1000, 300_000));
            for (var part : List.of(outlook.open(), outlook.fresh())) {
                assertThat(outlook.total().p10()).isGreaterThanOrEqualTo(part.p10());
                assertThat(outlook.total().p50()).isGreaterThanOrEqualTo(part.p50());
                assertThat(outlook.total().p90()).isGreaterThanOrEqualTo(part.p90());
            }
        }
    }

    @Test
    void aPartHasNearlyTheSamePercentilesAndNothingToBeReached() {
        var lumps = List.of(new MonteCarlo.Lump(5000, 0.3), new MonteCarlo.Lump(800, 0.6));
        for (var fresh : List.of(Moments.NONE, new Moments(5, 1000, 300_000), new Moments(50, 9000, 900_000))) {
            var given = new Given(new Moments(15, 6000, 9_000_000), fresh, lumps);
            var whole = PredictiveDistribution.of(given, MONTH, Simulation.of(MONTH, WIDTH, 7, true));
            var part = PredictiveDistribution.of(given, MONTH, Simulation.of(MONTH, WIDTH, 7, false));
            assertNear(part.open(), whole.open());
            assertNear(part.fresh(), whole.fresh());
            assertNear(part.total(), whole.total());
            assertThat(part.draws()).isEmpty();
        }
    }

    private static void assertNear(Quantiles part, Quantiles whole) {
        assertThat(part.expected()).isEqualTo(whole.expected());
        assertThat(part.p10()).isCloseTo(whole.p10(), withinPercentage(10));
        assertThat(part.p50()).isCloseTo(whole.p50(), withinPercentage(10));
        assertThat(part.p90()).isCloseTo(whole.p90(), withinPercentage(10));
    }

    @Test
    void lumpsAreWonAsOftenAsTheirPopulationIs() {
        for (var chance : List.of(0.0, 0.002, 0.05, 0.5, 0.97, 1.0)) {
            var lump = new MonteCarlo.Lump(100, chance);
            var moments = new Moments(chance, 100 * chance, 10_000 * chance * (1 - chance));
            var wins = 0;
            for (var seed = 0; seed < 50; seed++) {
                for (var draw : MonteCarlo.open(
                        moments, List.of(lump), MonteCarlo.normals(2000, seed), new UniformLogs(seed))) {
                    wins += draw > 0 ? 1 : 0;
                }
            }
            assertThat(wins / 100_000.0).isCloseTo(chance, within(0.006));
        }
    }
}
