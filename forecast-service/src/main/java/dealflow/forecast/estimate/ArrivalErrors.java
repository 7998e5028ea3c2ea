package dealflow.forecast.estimate;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Deadline;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * How far the number of deals that begin may be off from what is expected, learned from what would have been expected on the pipeline's own
 * past Mondays. Chance alone (Poisson) explains a part of past errors; the rest is a factor common to all deals
 * ({@link CommonFactor}).
 */
public final class ArrivalErrors {

    private static final int STEP = 7;
    private static final int FIRST_TEST = 28;
    private static final int TESTS = 26;

    private ArrivalErrors() {}

    /** The variance of the factor in a window of days, in proportion to the square of its mean. */
    public static double variance(TrainingData history, Window window) {
        return variance(ArrivalRate.daily(history), window);
    }

    static double variance(double[] daily, Window window) {
        if (window.days() == 0) {
            return 0;
        }
        var cases = new ArrayList<CommonFactor.Case>();
        for (var test = 0; test < TESTS; test++) {
            var known = daily.length - window.to() - test * STEP;
            if (known < FIRST_TEST) {
                break;
            }
            Deadline.check();
            var rate = ArrivalRate.of(Arrays.copyOf(daily, known));
            var expected = 0.0;
            for (var ahead = window.from(); ahead < window.to(); ahead++) {
                expected += rate.on(ahead);
            }
            var actual = Arrays.stream(daily, known + window.from(), known + window.to())
                    .sum();
            cases.add(new CommonFactor.Case(CommonFactor.weight(window.days(), STEP), expected, expected, actual));
        }
        var deviation = CommonFactor.deviation(cases);
        return deviation * deviation;
    }

    /** How many deals that count alike the deals are worth with the weights by which they are remembered (Kish, Survey Sampling, 1965, 11.7). */
    public static double effectiveDeals(TrainingData history) {
        double sum = 0, squares = 0;
        for (var deal : history.lives()) {
            if (deal.enteredDay() >= 0 && deal.enteredDay() < history.today()) {
                var weight = Arrivals.weight(deal, history.today());
                sum += weight;
                squares += weight * weight;
            }
        }
        return sum == 0 ? 0 : sum * sum / squares;
    }

    /**
     * The same variance of how well a share of all deals is known: that of a proportion of so many.
     *
     * @param effectiveDeals as {@link #effectiveDeals} counts them
     */
    public static double ofShare(double effectiveDeals, double share) {
        return share <= 0 || share >= 1 || effectiveDeals == 0 ? 0 : (1 - share) / share / effectiveDeals;
    }
}
