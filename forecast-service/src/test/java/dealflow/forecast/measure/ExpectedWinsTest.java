package dealflow.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Arrivals;
import dealflow.forecast.model.Model;
import dealflow.forecast.survival.Stratum;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is summed up for many cells and windows, against each day on which deals begin, and each cell, gone through by itself. */
class ExpectedWinsTest {

    private static final int DAYS = 150;

    private final Random random = new Random(5);
    private final Model model =
            Known.of(RandomPipelines.unequal(RandomPipelines.history(31, 1500))).model();
    private final ExpectedWins bookings = model.bookings();

    @Test
    void winsOfNewDealsAreTheSumOverTheDaysOnWhichTheyBegin() {
        for (var begin : List.of(0, 20)) {
            var kinds = List.copyOf(model.estimates().whole().arrivals().kinds());
            var cells = kinds.stream().map(Arrivals.Kind::stratum).toList();
            assertThat(cells).hasSizeGreaterThan(10).anyMatch(cell -> cell.segment() > 0);
            var wins = bookings.winsBy(cells, DAYS, begin, 90);
            for (var kind : kinds) {
                var won = wins.get(kind.stratum());
                assertThat(won).hasSize(DAYS + 1);
                for (var day : new int[] {0, 1, begin, 89, 90, 91, DAYS}) {
                    assertThat(won[day]).isCloseTo(plain(kind.stratum(), day, begin, 90), within(1e-10));
                }
                var window = window();
                var expected =
                        plain(kind.stratum(), window.to(), begin, 90) - plain(kind.stratum(), window.from(), begin, 90);
                assertThat(bookings.wins(kind, window, begin, 90)).isCloseTo(kind.share() * expected, within(1e-10));
            }
        }
    }

    @Test
    void newDealsAreTheSumOverTheirKinds() {
        var series = BookingsSeries.of(model.estimates(), bookings);
        for (var i = 0; i < 20; i++) {
            var window = window();
            var sum = new Moments.Sum();
            for (var kind : model.estimates().whole().arrivals().kinds()) {
                var wins = bookings.wins(kind, window, 3, 60);
                sum.add(wins, wins * kind.amount(), wins * kind.square());
            }
            same(series.fresh(window, 3, 60), bookings.begun(sum.moments()));
        }
        // Farther than what is worked out at first.
        var far = new Window(700, 900);
        same(
                series.fresh(far),
                bookings.begun(bookings.fresh(model.estimates().whole().arrivals(), far)));
    }

    /** In any order: what is remembered of one window is not taken for another. */
    @Test
    void openDealsAreTheSumOverTheirCells() {
        var series = BookingsSeries.of(model.estimates(), bookings);
        var open = model.estimates().whole().open();
        for (var i = 0; i < 30; i++) {
            var window = window();
            var sum = new Moments.Sum();
            open.forEach((cell, deals) -> {
                var p = bookings.chance(cell, window);
                sum.add(p * deals.count(), p * deals.amount(), (p - p * p) * deals.square());
            });
            same(series.open(window), sum.moments());
            var lumps = series.lumps(window);
            var largest = List.copyOf(open.largest());
            assertThat(lumps).hasSameSizeAs(largest);
            for (var lump = 0; lump < lumps.size(); lump++) {
                var large = largest.get(lump);
                assertThat(lumps.get(lump).amount()).isEqualTo(large.amount());
                assertThat(lumps.get(lump).chance()).isCloseTo(bookings.chance(large.stratum(), window), within(1e-12));
            }
        }
    }

    private Window window() {
        var from = random.nextInt(4) * 30;
        return new Window(from, from + random.nextInt(3) * 30);
    }

    private static void same(Moments actuals, Moments expected) {
        assertThat(actuals.count()).isCloseTo(expected.count(), within(1e-9));
        assertThat(actuals.mean()).isCloseTo(expected.mean(), within(1e-6));
        assertThat(actuals.variance()).isCloseTo(expected.variance(), within(1e-9 * expected.variance() + 1e-3));
    }

    private double plain(Stratum cell, int day, int begin, int end) {
        var activity = model.estimates().seasonality().elapsed(model.history().today(), DAYS);
        return IntStream.range(begin, Math.min(end, Math.max(begin, day)))
                .mapToDouble(begins -> {
                    var age = activity[day] - activity[begins];
                    var part = age - Math.floor(age);
                    return model.estimates().arrivalRate().on(begins)
                            * ((1 - part) * wonWithin(cell, Math.floor(age))
                                    + part * wonWithin(cell, Math.floor(age) + 1));
                })
                .sum();
    }

    private double wonWithin(Stratum cell, double days) {
        var chance = 0.0;
        for (var i = 0; i < model.weights().length; i++) {
            chance += model.weights()[i] * model.estimates().candidates().get(i).wonWithin(cell, days);
        }
        return model.estimates().frailty().of(cell.segment(), chance);
    }
}
