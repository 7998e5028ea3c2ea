package dealflow.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.RandomPipelines;
import dealflow.forecast.amount.Amounts;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.Measure;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What intervals are learned from: what came, what would have been said of it, and how far the two may be apart. */
class CalibrationTest {

    private static final int TODAY = RandomPipelines.TODAY;
    private static final List<Window> MONTHS = List.of(new Window(0, 30), new Window(30, 60), new Window(60, 90));

    private final TrainingData history = RandomPipelines.history(3, 2000);

    @Test
    void whatCameIsTheSumOfTheDealsThatBroughtIt() {
        var amounts = new Amounts(history);
        var bookings = Actuals.bookings(history.lives(), amounts);
        var receipts = Actuals.receipts(history.lives());
        var random = new Random(8);
        for (var i = 0; i < 200; i++) {
            var from = TODAY - 1 - random.nextInt(400);
            var to = from + random.nextInt(100);
            var begun = from - 50 + random.nextInt(100);
            double[] won = new double[2], paid = new double[2];
            for (var life : history.lives()) {
                var part = life.enteredDay() < begun ? 0 : 1;
                won[part] += life.wonDay() >= from && life.wonDay() < to ? life.amount() : 0;
                for (var payment : life.paymentRecord().received()) {
                    paid[part] += payment.day() >= from && payment.day() < to ? payment.amount() : 0;
                }
            }
            assertThat(bookings.between(from, to, begun)).containsExactly(won, within(1e-3));
            assertThat(receipts.between(from, to, begun)).containsExactly(paid, within(1e-3));
        }
    }

    @Test
    void moneyThatIsOwedDriftsLessThanOrdersToCome() {
        var bookings = Calibration.of(MONTHS, new double[] {1, 1, 1}, List.of());
        var receipts = Calibration.of(MONTHS, new double[] {0.1, 0.5, 0.9}, List.of());
        for (var window : MONTHS) {
            assertThat(receipts.of(window).total())
                    .isLessThan(bookings.of(window).total());
        }
        assertThat(receipts.of(MONTHS.get(0)).total())
                .isLessThan(receipts.of(MONTHS.get(1)).total());
    }

    /** Each measure learns its widths from its own past, and they hold there what they claim. */
    @Test
    void receiptsHaveTheirOwnWidth() {
        var model = Model.fit(history);
        var bookings = model.calibration(Measure.BOOKINGS, MONTHS);
        var receipts = model.calibration(Measure.RECEIPTS, MONTHS);
        assertThat(receipts.cases()).isGreaterThanOrEqualTo(Calibration.ENOUGH);
        assertThat(receipts.covered()).isBetween(0.7, 1.0);
        assertThat(receipts.of(MONTHS.get(0)).total())
                .isNotEqualTo(bookings.of(MONTHS.get(0)).total());
    }
}
