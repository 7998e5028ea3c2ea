package dealflow.forecast.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.forecast.Known;
import dealflow.forecast.SharedLives;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import java.time.LocalDate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Rolling origin on receipts, one to four months ahead; skipped where the data is not there. */
class CompositeReceiptsTest {

    private static final Scope ALL = Scope.ALL;

    @Test
    void receiptsByMonth() {
        Assumptions.assumeTrue(SharedLives.present(), "skipped: no data at " + SharedLives.DATA);
        var history = SharedLives.receipts();
        double[] error = new double[5], actuals = new double[5], naive = new double[5], bias = new double[5];
        int covered = 0, forecasts = 0;
        for (var origin = LocalDate.of(2017, 7, 1);
                origin.isBefore(LocalDate.of(2017, 12, 2));
                origin = origin.plusMonths(1)) {
            var known = Known.of(history.asOf((int) origin.toEpochDay()));
            var question = new Question(ALL, Measure.RECEIPTS, Interval.MONTH, origin, 4, null);
            var forecast = new Forecaster(known.model(), known.measured(Measure.RECEIPTS, ALL)).forecast(question);
            for (var ahead = 1; ahead <= 4; ahead++) {
                var period = forecast.periods().get(ahead - 1);
                if (period.to().isAfter(LocalDate.of(2018, 1, 1))) {
                    break;
                }
                var paid = paid(history, period);
                error[ahead] += Math.abs(period.total().expected() - paid);
                bias[ahead] += period.total().expected() - paid;
                naive[ahead] += Math.abs(period.naive().meanOfThree() - paid);
                actuals[ahead] += paid;
                covered +=
                        period.total().p10() <= paid && paid <= period.total().p90() ? 1 : 0;
                forecasts++;
            }
        }
        System.out.printf(
                "receipts: WAPE 1 ahead %.1f, 1-4 ahead %.1f, bias %.1f, mean of three %.1f, coverage %d of %d%n",
                100 * error[1] / actuals[1],
                100 * sum(error) / sum(actuals),
                100 * sum(bias) / sum(actuals),
                100 * sum(naive) / sum(actuals),
                covered,
                forecasts);
        assertThat(sum(error)).isLessThan(sum(naive));
        assertThat(covered / (double) forecasts).isGreaterThan(0.6);
    }

    private static double paid(TrainingData history, Forecast.Period period) {
        return history.lives().stream()
                .flatMap(life -> life.paymentRecord().received().stream())
                .filter(payment -> payment.day() >= period.from().toEpochDay()
                        && payment.day() < period.to().toEpochDay())
                .mapToDouble(PaymentRecord.Received::amount)
                .sum();
    }

    private static double sum(double[] values) {
        return java.util.Arrays.stream(values).sum();
    }
}
