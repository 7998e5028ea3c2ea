package dealflow.forecast.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.forecast.SharedLives;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.model.Model;
import dealflow.forecast.past.PastForecasts;
import java.time.LocalDate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rolling origin on other people's deals, one to four periods ahead; skipped where the data is not there. */
class RealAccuracyTest {

    private static final Scope ALL = Scope.ALL;

    @BeforeEach
    void needsData() {
        Assumptions.assumeTrue(SharedLives.present(), "skipped: no data at " + SharedLives.DATA);
    }

    @Test
    void realLoansByWeek() {
        var score = score(SharedLives.loans(), Interval.WEEK, LocalDate.of(2011, 11, 7), LocalDate.of(2011, 12, 26));
        assertThat(score.wape()).isLessThan(score.naiveWape());
        assertThat(score.coverage()).isBetween(0.6, 0.95);
    }

    @Test
    void fictitiousCrmByMonth() {
        var score = score(SharedLives.sparkle(), Interval.MONTH, LocalDate.of(2017, 6, 1), LocalDate.of(2017, 12, 1));
        assertThat(score.wape()).isLessThan(score.naiveWape());
        assertThat(score.coverage()).isBetween(0.6, 0.95);
    }

    private static Score score(TrainingData history, Interval interval, LocalDate first, LocalDate last) {
        var past = PastForecasts.of(history);
        var score = new Score();
        for (var origin = first; !origin.isAfter(last); origin = interval.plus(origin, 1)) {
            var today = (int) origin.toEpochDay();
            var forecast = new Forecaster(Model.fit(history.asOf(today), past), ALL).forecast(interval, origin, 4);
            for (var period : forecast.periods()) {
                if (period.to().toEpochDay() <= history.today() + 1) {
                    score.add(period, won(history, period, today), won(history, period, Integer.MAX_VALUE));
                }
            }
        }
        System.out.println(interval + ": " + score);
        return score;
    }

    private static double won(TrainingData history, Forecast.Period period, int enteredBefore) {
        return history.lives().stream()
                .filter(life -> life.enteredDay() < enteredBefore && !Double.isNaN(life.amount()))
                .filter(life -> life.wonDay() >= period.from().toEpochDay()
                        && life.wonDay() < period.to().toEpochDay())
                .mapToDouble(DealHistory::amount)
                .sum();
    }

    private static final class Score {
        private double openError, totalError, bias, naiveError, openCame, actuals;
        private int covered, forecasts;

        void add(Forecast.Period period, double open, double total) {
            openError += Math.abs(period.open().expected() - open);
            totalError += Math.abs(period.total().expected() - total);
            bias += period.total().expected() - total;
            naiveError += Math.abs(period.naive().meanOfThree() - total);
            openCame += open;
            actuals += total;
            forecasts++;
            covered += period.total().p10() <= total && total <= period.total().p90() ? 1 : 0;
        }

        double wape() {
            return totalError / actuals;
        }

        double naiveWape() {
            return naiveError / actuals;
        }

        double coverage() {
            return covered / (double) forecasts;
        }

        @Override
        public String toString() {
            return "%d forecasts, WAPE open %.1f total %.1f, bias %.1f, mean of three %.1f, coverage %.0f %%"
                    .formatted(
                            forecasts,
                            100 * openError / openCame,
                            100 * wape(),
                            100 * bias / actuals,
                            100 * naiveWape(),
                            100 * coverage());
        }
    }
}
