package dealflow.forecast.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.BookingsSeries;
import dealflow.forecast.measure.ExpectedWins;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.Model;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of a past forecast, against the forecast itself. */
class PastForecastTest {

    private static final List<Window> WINDOWS = List.of(
            new Window(0, 7),
            new Window(21, 28),
            new Window(0, 30),
            new Window(30, 60),
            new Window(60, 90),
            new Window(0, 365));

    private final TrainingData history = RandomPipelines.history(3, 2000);
    private final Estimates estimates = Estimates.of(history);
    private final PastForecast kept = PastForecaster.of(estimates);

    @Test
    void bookingsOfEachCandidateAreThoseOfTheForecast() {
        for (var i = 0; i < estimates.candidates().size(); i++) {
            var exact = BookingsSeries.of(
                    estimates,
                    new ExpectedWins(estimates, estimates.candidates().get(i)));
            for (var window : WINDOWS) {
                var open = kept.bookings().get(i).open(window);
                var fresh = kept.bookings().get(i).fresh(window);
                assertThat(open.mean() / exact.open(window).mean()).isCloseTo(1, within(0.01));
                assertThat(fresh.mean() / exact.fresh(window).mean()).isCloseTo(1, within(0.01));
                assertThat(fresh.variance() / exact.fresh(window).variance()).isCloseTo(1, within(0.02));
                var numbers = kept.numbers().get(i);
                assertThat(numbers.open(window).mean() / exact.openWins(window).mean())
                        .isCloseTo(1, within(0.03));
                assertThat(numbers.fresh(window).mean()
                                / exact.freshWins(window).mean())
                        .isCloseTo(1, within(0.03));
                assertThat(Math.sqrt(open.variance() / exact.open(window).variance()))
                        .as("an upper bound, and a near one")
                        .isBetween(0.99, 1.2);
            }
        }
    }

    @Test
    void receiptsAreNearlyThoseOfTheForecast() {
        var model = Model.fit(history);
        var exact = Known.of(history).measured(Measure.RECEIPTS, Scope.ALL);
        var sums = PastForecast.Sums.mixed(kept.receipts(), model.weights());
        for (var window : WINDOWS) {
            assertThat((sums.open(window).mean() + sums.fresh(window).mean())
                            / (exact.open(window).mean() + exact.fresh(window).mean()))
                    .isCloseTo(1, within(0.05));
            assertThat(kept.exposed(sums, window)).isCloseTo(exact.exposed(window), within(0.03));
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var read = PastForecast.read(kept.day(), kept.wins(), kept.bytes());
        assertThat(read.bytes()).isEqualTo(kept.bytes());
        assertThat(read.owed()).isEqualTo(kept.owed());
        assertThat(read.receipts().get(5).freshSquares())
                .isEqualTo(kept.receipts().get(5).freshSquares());
        assertThat(read.counts().get(5).fresh()).isEqualTo(kept.counts().get(5).fresh());
        assertThat(read.day()).isEqualTo(kept.day());
        assertThat(read.wins()).isEqualTo(kept.wins());
    }
}
