package dealflow.forecast.measure;

/** The expected number of wins, and the mean and variance of their amount, if the estimates are right. */
public record Moments(double count, double mean, double variance) {

    public static final Moments NONE = new Moments(0, 0, 0);

    public Moments plus(Moments other) {
        return new Moments(count + other.count, mean + other.mean, variance + other.variance);
    }

    public Moments times(double factor) {
        return new Moments(count, factor * mean, factor * factor * variance);
    }

    /** The same where the rate behind the number is uncertain. */
    Moments uncertain(double relativeVariance) {
        return new Moments(count, mean, variance + relativeVariance * mean * mean);
    }

    /** Adds up without an object per cell. */
    public static final class Sum {
        private double count;
        private double mean;
        private double variance;

        public void add(double wins, double amount, double spread) {
            count += wins;
            mean += amount;
            variance += spread;
        }

        public Moments moments() {
            return new Moments(count, mean, variance);
        }
    }
}
