package dealflow.forecast;

/** The expected number of wins, and the mean and variance of their amount, if the estimates are right. */
record Moments(double count, double mean, double variance) {

    static final Moments NONE = new Moments(0, 0, 0);

    Moments plus(Moments other) {
        return new Moments(count + other.count, mean + other.mean, variance + other.variance);
    }

    Moments times(double factor) {
        return new Moments(count, factor * mean, factor * factor * variance);
    }

    /** Adds up without an object per cell. */
    static final class Sum {
        private double count;
        private double mean;
        private double variance;

        void add(double wins, double amount, double spread) {
            count += wins;
            mean += amount;
            variance += spread;
        }

        Moments moments() {
            return new Moments(count, mean, variance);
        }
    }
}
