package dealflow.forecast.measure;

/** An expected value with the 10th, 50th and 90th percentile; amounts in the pipeline's currency. */
public record Quantiles(double expected, double p10, double p50, double p90) {

    public static final Quantiles NONE = new Quantiles(0, 0, 0, 0);

    public Quantiles plus(double fixed) {
        return new Quantiles(fixed + expected, fixed + p10, fixed + p50, fixed + p90);
    }

    /** Where the percentiles of so many draws stand when these are in ascending order. */
    public static int[] ranks(int draws) {
        return new int[] {draws / 10, draws / 2, draws * 9 / 10};
    }

    /** Of equally likely draws of which at least those at the {@link #ranks} stand where they would in ascending order. */
    public static Quantiles ofRanked(double expected, double[] draws) {
        var ranks = ranks(draws.length);
        return new Quantiles(expected, draws[ranks[0]], draws[ranks[1]], draws[ranks[2]]);
    }
}
