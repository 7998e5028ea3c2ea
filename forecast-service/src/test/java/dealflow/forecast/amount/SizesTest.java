package dealflow.forecast.amount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import dealflow.forecast.measure.ExpectedWins;
import dealflow.forecast.model.Model;
import dealflow.forecast.survival.SemiMarkov;
import dealflow.forecast.survival.Stratum;
import dealflow.forecast.survival.Trend;
import dealflow.forecast.survival.WinTimeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Large deals that win less often than small ones are not promised like these. */
class SizesTest {

    private static final int TODAY = 200;
    private static final double RISE = -0.5;

    @Test
    void ofLargeDealsThatWinLessOftenAsMuchComesAsIsForecast() {
        double sized = 0, alike = 0, actuals = 0;
        for (var seed = 1; seed <= 6; seed++) {
            var history = new TrainingData(lives(seed), 1, TODAY);
            var estimates = Estimates.of(history);
            var population = estimates.open(life -> true);
            var window = new Window(0, 30);
            sized += new ExpectedWins(estimates, SemiMarkov.fit(history, estimates.sizes(), 1e6))
                    .open(population, window)
                    .mean();
            var pooled = SemiMarkov.fit(history, Sizes.ONE, 1e6);
            WinTimeModel regardless = (cell, days) ->
                    pooled.wonWithin(new Stratum(cell.stage(), cell.age(), cell.entryAge(), cell.segment(), 0), days);
            alike += new ExpectedWins(estimates, regardless)
                    .open(population, window)
                    .mean();
            actuals += history.lives().stream()
                    .filter(life -> life.visitAt(TODAY) != null && life.wonDay() >= 0 && life.wonDay() < TODAY + 30)
                    .mapToDouble(DealHistory::amount)
                    .sum();
        }
        assertThat(sized / actuals).isCloseTo(1, within(0.1));
        assertThat(alike / actuals).isGreaterThan(1.2);
    }

    @Test
    void theEstimatorsBySizeWeighMoreWhereSizesMatter() {
        for (var seed = 1; seed <= 3; seed++) {
            var weights = Model.fit(new TrainingData(lives(seed), 1, TODAY)).weights();
            assertThat(weights[1] + weights[2]).isGreaterThan(0.5);
        }
    }

    @Test
    void amountsThatOnlyWonDealsHaveAreNoSizes() {
        var lives = new ArrayList<DealHistory>();
        for (var i = 0; i < 100; i++) {
            var won = i % 2 == 0;
            lives.add(new DealHistory(
                    labels(),
                    won ? 100 + i : Double.NaN,
                    won ? 100 + i : Double.NaN,
                    i,
                    won ? i + 5 : -1,
                    List.of(),
                    List.of(new Visit(0, i, i + 5, won ? 1 : 2))));
        }
        var history = new TrainingData(lives, 1, TODAY);
        assertThat(Sizes.of(history, new Amounts(history)).count()).isEqualTo(1);
    }

    @Test
    void theTrendIsTheMostLikelyOne() {
        var random = new Random(3);
        var logs = new double[] {1, 2.5, 3, 4, 6};
        var expected = new double[] {50, 40, 30, 20, 10};
        var seen = new double[5];
        for (var i = 0; i < 5; i++) {
            seen[i] = Math.round(expected[i] * Math.exp(0.3 * (3 - logs[i])) * (0.8 + 0.4 * random.nextDouble()));
        }
        var found = Trend.of(logs, seen, expected);
        var slope = Math.log(found[4] / found[0]) / (logs[4] - logs[0]);
        var best = Double.NEGATIVE_INFINITY;
        var bestSlope = 0.0;
        // Every slope with the intercept that suits it best, by brute force.
        for (var candidate = -2.0; candidate <= 2; candidate += 0.0005) {
            double mass = 0, sum = 0, likelihood = -candidate * candidate / (2 * 0.5 * 0.5);
            for (var i = 0; i < 5; i++) {
                mass += expected[i] * Math.exp(candidate * logs[i]);
                sum += seen[i];
            }
            for (var i = 0; i < 5; i++) {
                var mean = expected[i] * Math.exp(candidate * logs[i]) * sum / mass;
                likelihood += seen[i] * Math.log(mean) - mean;
            }
            if (likelihood > best) {
                best = likelihood;
                bestSlope = candidate;
            }
        }
        assertThat(slope).isCloseTo(bestSlope, within(0.001));
    }

    @Test
    void whoTakesOverWhatIsWonHasNotWonIt() {
        var lives = new ArrayList<DealHistory>();
        for (var i = 0; i < 100; i++) {
            var won = i % 2 == 0;
            var seller = new Scope.Labels(i % 4 < 2 ? "ann" : "bob", "north", null, null, null);
            var after = new Scope.Labels(won ? "orders" : "archive", "north", null, null, null);
            var visits = List.of(new Visit(0, i, i + 5, won ? 1 : 2));
            lives.add(new DealHistory(
                    after, 100, 100, i, won ? i + 5 : -1, List.of(), visits, List.of(seller), PaymentRecord.UNKNOWN));
        }
        var people = Estimates.of(new TrainingData(lives, 1, TODAY)).frailty();
        assertThat(people.segment(new Scope.Labels("orders", "north", null, null, null)))
                .isZero();
        assertThat(people.segment(new Scope.Labels("archive", "north", null, null, null)))
                .isZero();
    }

    /** Each day six deals begin, whose daily chance to be won falls with a power of their amount; as many are lost. */
    private static List<DealHistory> lives(long seed) {
        var random = new Random(seed);
        var lives = new ArrayList<DealHistory>();
        for (var begins = 0; begins < TODAY; begins++) {
            for (var i = 0; i < 6; i++) {
                var z = random.nextGaussian();
                var wins = 0.02 * Math.exp(RISE * z);
                var day = begins;
                while (random.nextDouble() >= wins + 0.02) {
                    day++;
                }
                var won = random.nextDouble() < wins / (wins + 0.02);
                var amount = 1000 * Math.exp(z);
                lives.add(new DealHistory(
                        labels(),
                        amount,
                        amount,
                        begins,
                        won ? day : -1,
                        List.of(),
                        List.of(new Visit(0, begins, day, won ? 1 : 2))));
            }
        }
        return lives;
    }

    private static Scope.Labels labels() {
        return new Scope.Labels("ann", "north", null, null, null);
    }
}
