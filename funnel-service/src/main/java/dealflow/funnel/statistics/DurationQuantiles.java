package dealflow.funnel.statistics;

import dealflow.funnel.unit.DurationBucket;
import java.time.Duration;

/**
 * How long it takes, of all, also those that still wait (Kaplan and Meier).
 *
 * @param median null where too many still wait to say, or the sample is too small; p75 and p90 likewise
 * @param reason why one of them is not known; null where all are
 */
public record DurationQuantiles(Duration median, Duration p75, Duration p90, long sample, String reason) {

    public static DurationQuantiles of(KaplanMeier curve, int minimum) {
        if (curve.sample() < Math.max(1, minimum)) {
            return new DurationQuantiles(
                    null,
                    null,
                    null,
                    curve.sample(),
                    "too few: a sample of %d, and at least %d are needed".formatted(curve.sample(), minimum));
        }
        var quantiles = curve.quantiles(0.5, 0.75, 0.9);
        return new DurationQuantiles(
                DurationBucket.duration(quantiles[0]),
                DurationBucket.duration(quantiles[1]),
                DurationBucket.duration(quantiles[2]),
                curve.sample(),
                reason(quantiles));
    }

    /** They are reached one after the other. */
    private static String reason(int[] quantiles) {
        return quantiles[0] < 0
                ? "half of them have not got that far yet, so the median, p75 and p90 are not known"
                : quantiles[1] < 0
                        ? "three of four have not got that far yet, so p75 and p90 are not known"
                        : quantiles[2] < 0 ? "nine of ten have not got that far yet, so p90 is not known" : null;
    }
}
