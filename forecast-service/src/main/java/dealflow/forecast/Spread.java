package dealflow.forecast;

import java.util.Arrays;

/** An expected value with the 10th, 50th and 90th percentile; amounts in the pipeline's currency. */
public record Spread(double expected, double p10, double p50, double p90) {

    static final Spread NONE = new Spread(0, 0, 0, 0);

    Spread plus(double fixed) {
        return new Spread(fixed + expected, fixed + p10, fixed + p50, fixed + p90);
    }

    /** Of equally likely draws, {@code fixed} added to each. */
    static Spread of(double expected, double fixed, double[] draws) {
        var sorted = draws.clone();
        Arrays.sort(sorted);
        return new Spread(
                fixed + expected,
                fixed + sorted[sorted.length / 10],
                fixed + sorted[sorted.length / 2],
                fixed + sorted[sorted.length * 9 / 10]);
    }
}
