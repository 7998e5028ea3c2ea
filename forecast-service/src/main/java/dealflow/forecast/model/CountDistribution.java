package dealflow.forecast.model;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.BookingsSeries;
import dealflow.forecast.measure.Moments;
import dealflow.forecast.measure.MonteCarlo;
import dealflow.forecast.measure.Quantiles;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * How many are still to come in a window. Given how much all drift together, the number of open deals that are won is nearly binomial, that
 * of deals that begin or are won after they have begun Poisson, or wider where the rate itself is not well known. Their sum is the one
 * of the binomial, Poisson and negative binomial distributions that has its mean and variance (Panjer 1981). The drift is lognormal, as
 * that of amounts.
 */
public final class CountDistribution {

    private static final int DRIFTS = 20;
    private static final double[] NORMALS = MonteCarlo.normals(DRIFTS, 0);
    private static final double SAME = 1e-9;

    private final double expected;
    private final Part[] parts;

    /** One of equally likely drifts. */
    private record Part(double mean, double variance) {

        /** The chance of at most {@code count}. */
        double atMost(double count) {
            if (count < 0) {
                return 0;
            }
            if (mean < SAME) {
                return 1;
            }
            if (variance > mean * (1 + SAME)) {
                var r = mean * mean / (variance - mean);
                return RegularizedBeta.value(r / (r + mean), r, count + 1);
            }
            if (variance < mean * (1 - SAME)) {
                var n = mean * mean / (mean - variance);
                return count >= n ? 1 : RegularizedBeta.value(variance / mean, n - count, count + 1);
            }
            return RegularizedGamma.Q.value(count + 1, mean);
        }
    }

    /**
     * @param open wins of deals that are there
     * @param fresh of deals not yet begun
     * @param drift the standard deviation of the common factor
     */
    CountDistribution(Moments open, Moments fresh, double drift) {
        this.expected = open.mean() + fresh.mean();
        var drifts = MonteCarlo.drifts(drift, NORMALS);
        this.parts = new Part[DRIFTS];
        // As many alike deals as vary like these.
        var squares = open.mean() - open.variance();
        var deals = squares <= SAME ? 0 : Math.ceil(open.mean() * open.mean() / squares - SAME);
        for (var i = 0; i < DRIFTS; i++) {
            var chance = deals == 0 ? 0 : Math.min(1, drifts[i] * open.mean() / deals);
            var begun = drifts[i] * fresh.mean();
            parts[i] = new Part(
                    deals * chance + begun,
                    deals * chance * (1 - chance)
                            + begun
                            + Math.max(0, fresh.variance() - fresh.mean()) * drifts[i] * drifts[i]);
        }
    }

    /**
     * Of the orders that deals bring.
     *
     * @param drift as {@link Model#countDrift} says
     */
    public static CountDistribution ofWins(BookingsSeries deals, Window window, double drift) {
        Deadline.check();
        return new CountDistribution(deals.openWins(window), deals.freshWins(window), drift);
    }

    /**
     * Of deals that begin.
     *
     * @param variance of the factor that is common to all
     */
    public static CountDistribution ofEntries(double mean, double variance) {
        Deadline.check();
        return new CountDistribution(Moments.NONE, new Moments(mean, mean, mean), Math.sqrt(variance));
    }

    /** The percentiles are whole numbers. */
    public Quantiles quantiles() {
        return new Quantiles(expected, quantile(0.1), quantile(0.5), quantile(0.9));
    }

    /** The chance of at least so many. */
    public double reaches(double count) {
        return 1 - atMost(Math.ceil(count) - 1);
    }

    double atMost(double count) {
        var sum = 0.0;
        for (var part : parts) {
            sum += part.atMost(count);
        }
        return sum / DRIFTS;
    }

    private double quantile(double p) {
        double below = -1, at = Math.max(1, Math.ceil(2 * expected));
        while (atMost(at) < p) {
            below = at;
            at *= 2;
        }
        while (at - below > 1) {
            var middle = Math.floor((below + at) / 2);
            if (atMost(middle) < p) {
                below = middle;
            } else {
                at = middle;
            }
        }
        return at;
    }
}
