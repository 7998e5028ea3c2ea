package dealflow.forecast.estimate;

import dealflow.forecast.history.TrainingData;
import java.util.Arrays;

/**
 * How many deals of the whole pipeline begin per day from today on: a combination of levels that remember 7 to 56 days and of
 * one with half a damped trend, each weighing by the likelihood of its errors on the pipeline's own past.
 */
public final class ArrivalRate {

    private static final double[] MEMORIES = {7, 14, 28, 56};
    private static final int TREND_MEMORY = 14;
    private static final double DAMPING = 0.97;

    private static final int STEP = 7;
    private static final int FIRST_TEST = 28;
    private static final int TESTS = 40;

    /** However many the tests: no estimate is to stand alone. */
    private static final double SHARPEST = 4;

    private final double[] levels;
    private final double trend;
    private final double[] weights;
    private final int days;

    private ArrivalRate(double[] levels, double trend, double[] weights, int days) {
        this.days = days;
        this.levels = levels;
        this.trend = trend;
        this.weights = weights;
    }

    static ArrivalRate estimate(TrainingData history) {
        return of(daily(history));
    }

    /** How many deals have begun on each day from the first one until yesterday. */
    static double[] daily(TrainingData history) {
        var first = history.firstEntry();
        var daily = new double[Math.max(0, history.today() - first)];
        for (var deal : history.lives()) {
            if (deal.enteredDay() >= 0 && deal.enteredDay() < history.today()) {
                daily[deal.enteredDay() - first]++;
            }
        }
        return daily;
    }

    /** From the deals begun on each day until yesterday. */
    public static ArrivalRate of(double[] daily) {
        var candidates = MEMORIES.length + 1;
        var errors = new double[candidates];
        var tests = 0;
        var independent = 0.0;
        for (var test = 1; test <= TESTS && daily.length - test * STEP >= FIRST_TEST; test++) {
            var known = daily.length - test * STEP;
            var arrivalRate = new ArrivalRate(levels(daily, known), trend(daily, known), new double[candidates], 0);
            for (var days = STEP; days <= 13 * STEP && known + days <= daily.length; days *= 2) {
                var actuals = Arrays.stream(daily, known, known + days).sum();
                for (var i = 0; i < candidates; i++) {
                    var error = (arrivalRate.sum(i, days) - actuals) / Math.max(1, actuals);
                    errors[i] += error * error;
                }
                tests++;
                // Tests are a week apart, so that longer ones overlap and say the same.
                independent += (double) STEP / days;
            }
        }
        return new ArrivalRate(
                levels(daily, daily.length),
                trend(daily, daily.length),
                weights(errors, tests, independent),
                days(daily, daily.length));
    }

    /** As in {@code Combination}: the mean squared error to the power of minus half the number of independent tests, 1 to 4. */
    private static double[] weights(double[] errors, int tests, double independent) {
        var power = Math.max(1, Math.min(SHARPEST, independent / 2));
        var weights = new double[errors.length];
        for (var i = 0; i < weights.length; i++) {
            // Without a test nothing is known of a trend.
            weights[i] = tests == 0 ? (i < MEMORIES.length ? 1 : 0) : Math.pow(errors[i] / tests + 1e-4, -power);
        }
        var sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** Deals that begin on the day {@code ahead} from today, which is 0. */
    public double on(int ahead) {
        var rate = 0.0;
        for (var i = 0; i < weights.length; i++) {
            rate += weights[i] * candidate(i, ahead);
        }
        return rate;
    }

    /** On how many days a deal was seen to begin. */
    public int days() {
        return days;
    }

    /**
     * The variance of the rate in proportion to its square, as far as the days are too few to know it: that of a mean of
     * exponentials. Of later days the errors of past forecasts tell.
     */
    public double variance() {
        return days == 0 ? 0 : Math.max(0, 1.0 / days - 1.0 / FIRST_TEST);
    }

    private static int days(double[] daily, int known) {
        return (int) Arrays.stream(daily, 0, known).filter(begun -> begun > 0).count();
    }

    /** What each estimate weighs: levels by memory, then the one with a trend. */
    double[] weights() {
        return weights.clone();
    }

    private double candidate(int i, int ahead) {
        if (i < MEMORIES.length) {
            return levels[i];
        }
        // The theta method's half trend (Assimakopoulos and Nikolopoulos 2000), damped as by Gardner and McKenzie
        // (1985).
        var growth = trend * DAMPING * (1 - Math.pow(DAMPING, ahead + STEP / 2.0)) / (1 - DAMPING);
        return levels[1] * (1 + Math.exp(growth)) / 2;
    }

    private double sum(int i, int days) {
        var sum = 0.0;
        for (var ahead = 0; ahead < days; ahead++) {
            sum += candidate(i, ahead);
        }
        return sum;
    }

    /**
     * The first deal is when the counting began, so that one day says nothing of how often deals begin: of less than four weeks
     * the rest counts as days without any, the less the more days there were with some.
     */
    private static double[] levels(double[] daily, int known) {
        var unseen = Math.max(0, FIRST_TEST - known) / (double) Math.max(1, days(daily, known));
        return Arrays.stream(MEMORIES)
                .map(memory -> level(daily, known, memory, unseen))
                .toArray();
    }

    private static double level(double[] daily, int known, double memory, double unseen) {
        double sum = 0;
        double weights = 0;
        var decay = Math.pow(0.5, 1 / memory);
        var weight = 1.0;
        for (var day = known - 1; day >= 0; day--) {
            sum += weight * daily[day];
            weights += weight;
            weight *= decay;
        }
        weights += weight * (1 - Math.pow(decay, unseen)) / (1 - decay);
        return weights == 0 ? 0 : sum / weights;
    }

    /** The slope per day of the logarithm of weekly counts, weighted by the counts and by how recent they are. */
    private static double trend(double[] daily, int known) {
        var weeks = known / STEP;
        if (weeks < 4) {
            return 0;
        }
        double sum = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (var week = 0; week < weeks; week++) {
            var end = known - STEP * week;
            var count = Arrays.stream(daily, end - STEP, end).sum();
            var weight = Math.pow(0.5, STEP * week / (double) TREND_MEMORY) * Math.max(1, count);
            var log = Math.log(count + 0.5);
            sum += weight;
            x -= weight * week;
            y += weight * log;
            xx += weight * week * week;
            xy -= weight * week * log;
        }
        var slope = (sum * xy - x * y) / (sum * xx - x * x);
        return slope / STEP;
    }
}
