package dealflow.forecast.estimate;

import java.util.List;

/**
 * How far a factor that is common to all deals varies, learned from numbers that were expected and those that came. Chance explains a
 * part of the errors. What is told is the mean of what the deviation may be given the rest (a grid approximation of the posterior, Gelman et
 * al., Bayesian Data Analysis, 2013, 3.7): where chance alone would have been seen to be larger than the errors were, little is left for the
 * factor, and where it hides everything, what was thought before any error was seen stays.
 */
public final class CommonFactor {

    /** Before any error was seen, the deviation is thought to be exponential with this mean: mostly small, and sometimes large. */
    private static final double PRIOR = 0.2;

    private static final double STEP = 0.02;
    private static final int STEPS = 60;

    private CommonFactor() {}

    /**
     * A forecast of the past.
     *
     * @param weight of it as evidence
     * @param variance by chance alone
     */
    public record Case(double weight, double expected, double variance, double actual) {}

    /** How many independent ones such windows are worth which overlap: half as many more as there are side by side. */
    private static final double OVERLAP = 1.5;

    /** As evidence, of a window of so many days that begins so many days before the next. */
    public static double weight(int days, int apart) {
        return Math.min(1, OVERLAP * apart / days);
    }

    /** The standard deviation in proportion to what is expected. */
    public static double deviation(List<Case> cases) {
        var likelihoods = new double[STEPS];
        var most = Double.NEGATIVE_INFINITY;
        for (var step = 0; step < STEPS; step++) {
            likelihoods[step] = likelihood(cases, at(step));
            most = Math.max(most, likelihoods[step]);
        }
        double sum = 0, weights = 0;
        for (var step = 0; step < STEPS; step++) {
            var weight = Math.exp(likelihoods[step] - most);
            sum += weight * at(step);
            weights += weight;
        }
        return sum / weights;
    }

    private static double at(int step) {
        return (step + 0.5) * STEP;
    }

    private static double likelihood(List<Case> cases, double deviation) {
        var sum = -deviation / PRIOR;
        for (var item : cases) {
            if (item.expected > 0) {
                var variance = item.variance / (item.expected * item.expected) + deviation * deviation;
                var error = item.actual / item.expected - 1;
                sum -= item.weight * (Math.log(variance) + error * error / variance) / 2;
            }
        }
        return sum;
    }
}
