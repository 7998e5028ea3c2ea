package dealflow.funnel.stay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.edge.query.InvalidParameterException;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.question.AnswerHeader;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.Discretion;
import dealflow.funnel.question.Links;
import dealflow.funnel.question.Question;
import dealflow.funnel.statistics.DurationQuantiles;
import dealflow.funnel.statistics.KaplanMeier;
import dealflow.funnel.unit.DurationBucket;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long a cohort's deals take: in one stage, or from their entry until they leave the funnel.
 *
 * @param stage null for the whole cycle
 * @param curve the Kaplan-Meier estimate where it changes, thinned to about two hundred points
 * @param histogram bins of one width, the last one up to the longest
 */
public record DurationsAnswer(
        @JsonUnwrapped AnswerHeader header,
        @JsonInclude(JsonInclude.Include.NON_NULL) String stage,
        DurationQuantiles time,
        List<CurvePoint> curve,
        List<HistogramBin> histogram,
        Map<String, String> links,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice withheld)
        implements Tabular {

    private static final int MOST_POINTS = 200;
    private static final int MOST_BINS = 30;
    private static final long[] WIDTHS = {1, 5, 15, 60, 360, 1440, 7 * 1440, 28 * 1440, 91 * 1440, 364 * 1440};

    /**
     * A step of the curve.
     *
     * @param atRisk how many lasted at least that long
     * @param survival the share that lasts longer
     * @param standardError of it, by Greenwood's formula; null where nothing is left
     */
    public record CurvePoint(Duration at, long atRisk, double survival, @Nullable Double standardError) {}

    /**
     * How many stays ended, and still went on when last seen, at a length of {@code [from, to)}: the cells
     * {@code stays.ended} and {@code stays.open}, or those of {@code cycle}, with {@code atLeast} and {@code below}.
     */
    public record HistogramBin(Duration from, @Nullable Duration to, long ended, long open) {}

    @Override
    public List<?> rows() {
        return histogram;
    }

    public static DurationsAnswer of(Question question, String stage, int minimum) {
        var row = stage == null ? -1 : question.stages().row(stage);
        if (stage != null && (row < 0 || row >= question.stages().funnelRows())) {
            throw new InvalidParameterException(
                    "stage",
                    "the funnel of '%s' has no stage '%s'"
                            .formatted(question.pipeline().key(), stage));
        }
        var sums = new Cohort(question).sums();
        var curve = row < 0 ? sums.cycle() : sums.timeIn(row);
        return new DurationsAnswer(
                question.header(),
                stage,
                DurationQuantiles.of(curve, minimum),
                points(curve),
                bins(curve),
                Links.of(question),
                null);
    }

    /** The same for whoever may not see the deals. */
    DurationsAnswer withheldBy(Discretion discretion) {
        var reason = discretion.ofEntered();
        return reason == null ? this : new DurationsAnswer(header, stage, time, List.of(), List.of(), links, reason);
    }

    private static List<CurvePoint> points(KaplanMeier curve) {
        var points = new ArrayList<CurvePoint>();
        var variance = new double[1];
        curve.walk((length, atRisk, ended, survival) -> {
            variance[0] += ended == atRisk ? Double.NaN : (double) ended / (atRisk * (double) (atRisk - ended));
            var error = survival * Math.sqrt(variance[0]);
            points.add(new CurvePoint(
                    DurationBucket.duration(length), atRisk, survival, Double.isNaN(error) ? null : error));
            return true;
        });
        var every = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
        var thinned = new ArrayList<CurvePoint>();
        for (var i = 0; i < points.size(); i++) {
            if (i % Math.max(1, every) == 0 || i == points.size() - 1) {
                thinned.add(points.get(i));
            }
        }
        return thinned;
    }

    private static List<HistogramBin> bins(KaplanMeier curve) {
        var longest = curve.longest();
        if (longest < 0) {
            return List.of();
        }
        var width = WIDTHS[WIDTHS.length - 1];
        for (var i = WIDTHS.length - 1; i >= 0 && DurationBucket.minutes(longest) / WIDTHS[i] < MOST_BINS; i--) {
            width = WIDTHS[i];
        }
        var ended = new long[(int) (DurationBucket.minutes(longest) / width) + 1];
        var open = new long[ended.length];
        for (var code = 0; code <= longest; code++) {
            ended[(int) (DurationBucket.minutes(code) / width)] += curve.ended(code);
            open[(int) (DurationBucket.minutes(code) / width)] += curve.still(code);
        }
        var bins = new ArrayList<HistogramBin>();
        for (var i = 0; i < ended.length; i++) {
            bins.add(new HistogramBin(
                    Duration.ofMinutes(i * width), Duration.ofMinutes((i + 1) * width), ended[i], open[i]));
        }
        return bins;
    }
}
