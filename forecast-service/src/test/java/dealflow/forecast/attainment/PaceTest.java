package dealflow.forecast.attainment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.calendar.FiscalCalendar;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pace of earlier periods, deal by deal, and what a range that stands on a few of them is worth. */
class PaceTest {

    private static final int NOW = RandomPipelines.TODAY;

    @Test
    void itIsWhatTheTwelvePeriodsBeforeHadClosedByThen() {
        for (var seed = 0; seed < 20; seed++) {
            var history = RandomPipelines.history(seed, 400);
            var month = YearMonth.from(LocalDate.ofEpochDay(NOW));
            var period = NamedPeriod.of(month.toString(), FiscalCalendar.PLAIN);
            var pace = Pace.of(Known.of(history).measured(Measure.BOOKINGS, Scope.ALL), period, NOW, NOW - 400);

            double closed = 0, all = 0;
            var shares = new ArrayList<Double>();
            for (var i = 1; i <= 12; i++) {
                var earlier = month.minusMonths(i);
                if (earlier.atDay(1).toEpochDay() < NOW - 400) {
                    continue;
                }
                // The 15th of June is known to its start: 14 of 30 days.
                var days = Math.round(14 / 30.0 * earlier.lengthOfMonth());
                double then = 0, whole = 0;
                for (var life : history.lives()) {
                    var won = life.wonDay() < 0 ? null : LocalDate.ofEpochDay(life.wonDay());
                    if (won != null && YearMonth.from(won).equals(earlier)) {
                        whole += life.amount();
                        then += won.getDayOfMonth() <= days ? life.amount() : 0;
                    }
                }
                closed += then;
                all += whole;
                shares.add(then / whole);
            }
            assertThat(pace.periods()).isEqualTo(shares.size()).isGreaterThan(8);
            assertThat(pace.share()).isCloseTo(closed / all, within(1e-9));
            assertThat(pace.low())
                    .isBetween(shares.stream().min(Double::compare).orElseThrow() - 1e-9, pace.share());
            assertThat(pace.high())
                    .isBetween(
                            pace.share(), shares.stream().max(Double::compare).orElseThrow() + 1e-9);
        }
    }

    @Test
    void aPeriodThatIsOverOrToComeHasNone() {
        var revenue = Known.of(RandomPipelines.history(1, 200)).measured(Measure.BOOKINGS, Scope.ALL);
        assertThat(Pace.of(revenue, NamedPeriod.of("2026-05", FiscalCalendar.PLAIN), NOW, NOW - 400))
                .isNull();
        assertThat(Pace.of(revenue, NamedPeriod.of("2026-07", FiscalCalendar.PLAIN), NOW, NOW - 400))
                .isNull();
        assertThat(Pace.of(revenue, NamedPeriod.of("2026-06", FiscalCalendar.PLAIN), NOW, NOW - 60))
                .isNull();
        assertThat(Pace.of(revenue, NamedPeriod.of("2026-06", FiscalCalendar.PLAIN), NOW, NOW - 400))
                .isNotNull();
    }

    /** The example of definition 6: of 1 to 9, a tenth of the next lies below 1, and 2.5 is the quarter. */
    @Test
    void quantilesAreThoseOfTheNextValue() {
        var nine = IntStream.rangeClosed(1, 9).asDoubleStream().toArray();
        assertThat(Pace.quantile(nine, 0.1)).isEqualTo(1);
        assertThat(Pace.quantile(nine, 0.25)).isEqualTo(2.5);
        assertThat(Pace.quantile(nine, 0.9)).isEqualTo(9);
    }

    @Test
    void theNextOneLiesInTheRangeAsOftenAsIsSaid() {
        var random = new Random(5);
        for (var before : new int[] {4, 8, 12}) {
            var held = 0;
            for (var i = 0; i < 20_000; i++) {
                var shares = random.doubles(before).map(Math::sqrt).sorted().toArray();
                var next = Math.sqrt(random.nextDouble());
                held += next >= Pace.quantile(shares, 0.1) && next <= Pace.quantile(shares, 0.9) ? 1 : 0;
            }
            var said = Math.min(0.8, (before - 1.0) / (before + 1));
            assertThat(held / 20_000.0).isCloseTo(said, within(0.02));
        }
    }
}
