package dealflow.forecast.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.Simulator;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.past.PastForecasts;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RollingOriginTest {

    private final TrainingData history = new TrainingData(new Simulator(5, 3).run(300), Simulator.STAGES, 300);
    private final RollingOrigin rolling =
            new RollingOrigin(history, PastForecasts.of(history), Measure.BOOKINGS, Interval.MONTH, 2);

    /** A service that is stopped does not wait for the rest. */
    @Test
    void itEndsBeforeTheNextOriginWhenTheThreadIsInterrupted() {
        var origins = rolling.origins(24);
        var done = new AtomicInteger();

        assertThat(origins).hasSizeGreaterThan(2);
        assertThatThrownBy(() -> rolling.run(origins, number -> {
                    done.set(number);
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasValue(1);
    }

    /** The same forecasts one by one, held against the payments one by one. */
    @Test
    void receiptsAreHeldAgainstThePayments() {
        var history = RandomPipelines.history(12, 600);
        var receipts = new RollingOrigin(history, PastForecasts.of(history), Measure.RECEIPTS, Interval.MONTH, 2);
        var origins = receipts.origins(2);
        var record = receipts.run(origins, done -> {});

        double errors = 0, openErrors = 0, openCame = 0, actuals = 0;
        var forecasts = 0;
        for (var origin : origins) {
            var day = (int) origin.toEpochDay();
            var known = Known.of(history.asOf(day));
            var periods = new Forecaster(known.model(), known.measured(Measure.RECEIPTS, Scope.ALL))
                    .forecast(new Question(Scope.ALL, Measure.RECEIPTS, Interval.MONTH, origin, 2, null))
                    .periods();
            for (var period : periods) {
                if (period.to().toEpochDay() <= history.today()) {
                    var all = payments(history, period, Integer.MAX_VALUE);
                    errors += Math.abs(period.total().expected() - all);
                    var there = payments(history, period, day);
                    openErrors += Math.abs(period.open().expected() - there);
                    openCame += there;
                    actuals += all;
                    forecasts++;
                }
            }
        }
        assertThat(origins).hasSize(2);
        assertThat(record.overall().forecasts()).isEqualTo(forecasts).isPositive();
        assertThat(record.overall().total().wape()).isCloseTo(errors / actuals, within(1e-9));
        assertThat(record.overall().open().wape()).isCloseTo(openErrors / openCame, within(1e-9));
    }

    @Test
    void withoutPaymentsThereIsNoTrackRecordOfReceipts() {
        assertThat(new RollingOrigin(history, PastForecasts.of(history), Measure.RECEIPTS, Interval.MONTH, 2)
                        .origins(24))
                .isEmpty();
    }

    private static double payments(TrainingData history, Forecast.Period period, int begunBefore) {
        return history.lives().stream()
                .filter(life -> life.enteredDay() < begunBefore)
                .flatMap(life -> life.paymentRecord().received().stream())
                .filter(payment -> payment.day() >= period.from().toEpochDay()
                        && payment.day() < period.to().toEpochDay())
                .mapToDouble(PaymentRecord.Received::amount)
                .sum();
    }
}
