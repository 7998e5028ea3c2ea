package dealflow.funnel.statistics;

import dealflow.funnel.notice.Notice;
import dealflow.funnel.notice.NoticeCode;
import dealflow.funnel.notice.NoticeValues;
import dealflow.funnel.unit.DurationBucket;
import jakarta.annotation.Nullable;
import java.time.Duration;

/**
 * How long it takes, of all, also those that still wait (Kaplan and Meier).
 *
 * @param median null where too many still wait to say, or the sample is too small; p75 and p90 likewise
 * @param reason why one of them is not known; null where all are
 */
public record DurationQuantiles(
        @Nullable Duration median,
        @Nullable Duration p75,
        @Nullable Duration p90,
        long sample,
        @Nullable Notice reason) {

    private static final Notice MEDIAN_NOT_REACHED = new Notice(
            NoticeCode.MEDIAN_NOT_REACHED,
            "half of them have not got that far yet, so the median, p75 and p90 are not known",
            NoticeValues.NONE);
    private static final Notice P75_NOT_REACHED = new Notice(
            NoticeCode.P75_NOT_REACHED,
            "three of four have not got that far yet, so p75 and p90 are not known",
            NoticeValues.NONE);
    private static final Notice P90_NOT_REACHED = new Notice(
            NoticeCode.P90_NOT_REACHED,
            "nine of ten have not got that far yet, so p90 is not known",
            NoticeValues.NONE);

    public static DurationQuantiles of(KaplanMeier curve, int minimum) {
        if (curve.sample() < Math.max(1, minimum)) {
            return new DurationQuantiles(null, null, null, curve.sample(), Notice.tooFew(curve.sample(), minimum));
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
    private static Notice reason(int[] quantiles) {
        return quantiles[0] < 0
                ? MEDIAN_NOT_REACHED
                : quantiles[1] < 0 ? P75_NOT_REACHED : quantiles[2] < 0 ? P90_NOT_REACHED : null;
    }
}
