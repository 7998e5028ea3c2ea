package dealflow.funnel.conversion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.edge.query.InvalidParameterException;
import dealflow.funnel.load.Deadline;
import dealflow.funnel.notice.Notice;
import dealflow.funnel.question.AnswerHeader;
import dealflow.funnel.question.Capacity;
import dealflow.funnel.question.Cohort;
import dealflow.funnel.question.Discretion;
import dealflow.funnel.question.Interval;
import dealflow.funnel.question.Links;
import dealflow.funnel.question.Question;
import dealflow.funnel.question.QuestionParameters;
import dealflow.funnel.statistics.DurationQuantiles;
import dealflow.funnel.statistics.Rate;
import dealflow.funnel.statistics.Velocity;
import dealflow.funnel.unit.EpochMicros;
import dealflow.funnel.unit.Total;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One number, interval by interval, all as known at {@code asOf}; the capacity is that at the end of each. */
public record TrendAnswer(
        @JsonUnwrapped AnswerHeader header,
        @Schema(ref = "Metric") String metric,
        @JsonInclude(JsonInclude.Include.NON_NULL) String stage,
        List<TrendPoint> points,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice withheld)
        implements Tabular {

    /** What can be followed over time. */
    public enum Metric {
        ENTERED,
        WON,
        LOST,
        CAPACITY,
        WIN_RATE,
        WIN_RATE_BY_AMOUNT,
        CONVERSION,
        CYCLE,
        VELOCITY
    }

    /** One interval; what the metric is not stays away. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TrendPoint(
            Instant from,
            Instant to,
            Total total,
            Rate rate,
            DurationQuantiles time,
            Velocity velocity,
            Map<String, String> links) {}

    private static final int MOST = 160;

    @Override
    public List<?> rows() {
        return points;
    }

    /** @param stage of the conversion from the entry, of the capacity or the time; null for winning, or for all */
    public static TrendAnswer of(Question question, Metric metric, String stage, Interval interval, int minimum) {
        var row = stage == null ? -1 : question.stages().row(stage);
        if (stage != null && (row < 0 || row >= question.stages().funnelRows())) {
            throw new InvalidParameterException(
                    "stage",
                    "the funnel of '%s' has no stage '%s'"
                            .formatted(question.pipeline().key(), stage));
        }
        var bounds = interval.bounds(question);
        if (bounds.size() > MOST) {
            throw new InvalidParameterException(
                    "interval", "gives more than %d intervals: ask for longer ones".formatted(MOST));
        }
        var points = new ArrayList<TrendPoint>();
        for (var i = 1; i < bounds.size(); i++) {
            Deadline.check();
            points.add(point(question.over(bounds.get(i - 1), bounds.get(i)), metric, row, minimum));
        }
        return new TrendAnswer(question.header(), QuestionParameters.key(metric), stage, points, null);
    }

    /** The same for whoever may not see the deals; points of which nothing may be told stay without a number. */
    public TrendAnswer withheldFrom(Question question, Metric of, int minimum) {
        if (of != Metric.ENTERED && of != Metric.CAPACITY && of != Metric.CONVERSION) {
            return this;
        }
        var reasons = new ArrayList<Notice>();
        var told = points.stream()
                .map(point -> {
                    var asked = question.over(point.from, point.to);
                    var reason = of == Metric.CONVERSION
                            ? new Discretion(asked, minimum).ofEntered()
                            : of == Metric.CAPACITY ? new Discretion(asked.asOf(endOf(asked)), minimum).ofOpen() : null;
                    if (reason != null) {
                        reasons.add(reason);
                        return new TrendPoint(point.from, point.to, null, null, null, null, point.links);
                    }
                    if (of == Metric.ENTERED || of == Metric.CAPACITY && stage != null) {
                        reasons.add(FunnelAnswer.AMOUNTS);
                        return new TrendPoint(
                                point.from, point.to, point.total.withoutAmount(), null, null, null, point.links);
                    }
                    return point;
                })
                .toList();
        return new TrendAnswer(header, metric, stage, told, reasons.isEmpty() ? null : reasons.get(0));
    }

    private static Instant endOf(Question question) {
        return EpochMicros.instant(question.endMicros() - 1);
    }

    private static TrendPoint point(Question question, Metric metric, int row, int minimum) {
        Total total = null;
        Rate rate = null;
        DurationQuantiles time = null;
        Velocity velocity = null;
        switch (metric) {
            case ENTERED -> total = new Cohort(question).sums().entered();
            case WON -> total = new Capacity(question).won();
            case LOST -> total = new Capacity(question).lost();
            case CAPACITY -> total = capacity(question, row);
            case CYCLE -> {
                var sums = new Cohort(question).sums();
                time = DurationQuantiles.of(row < 0 ? sums.cycle() : sums.timeIn(row), minimum);
            }
            default -> {
                var funnel = new FunnelReport(question, minimum).onCohortBasis();
                switch (metric) {
                    case WIN_RATE -> rate = funnel.winRate().byCount();
                    case WIN_RATE_BY_AMOUNT -> rate = funnel.winRate().byAmount();
                    case CONVERSION ->
                        rate = row < 0
                                ? funnel.winRate().ofEntered()
                                : ((CohortStage) funnel.stages().get(row)).fromEntry();
                    default -> velocity = funnel.velocity();
                }
            }
        }
        return new TrendPoint(question.from(), question.to(), total, rate, time, velocity, Links.of(question));
    }

    private static Total capacity(Question question, int row) {
        var capacity = new Capacity(question.asOf(endOf(question)));
        return row < 0 ? capacity.capacity() : capacity.capacity(row);
    }
}
