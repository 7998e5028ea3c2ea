package dealflow.funnel;

import java.time.Duration;

/**
 * How long it takes, of all, also those that still wait (Kaplan and Meier).
 *
 * @param median null where too many still wait to say, or the sample is too small; p75 and p90 likewise
 * @param reason why there is none; null where the sample is large enough
 */
public record TimeTaken(Duration median, Duration p75, Duration p90, long sample, String reason) {

    static TimeTaken of(KaplanMeier curve, int minimum) {
        if (curve.sample() < Math.max(1, minimum)) {
            return new TimeTaken(
                    null,
                    null,
                    null,
                    curve.sample(),
                    "too few: a sample of %d, and at least %d are needed".formatted(curve.sample(), minimum));
        }
        var quantiles = curve.quantiles(0.5, 0.75, 0.9);
        return new TimeTaken(
                Span.duration(quantiles[0]),
                Span.duration(quantiles[1]),
                Span.duration(quantiles[2]),
                curve.sample(),
                null);
    }
}
