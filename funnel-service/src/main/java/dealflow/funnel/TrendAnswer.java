package dealflow.funnel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One number, interval by interval, all as known at {@code asOf}; the capacity is that at the end of each. */
public record TrendAnswer(
        @JsonUnwrapped Frame frame,
        String metric,
        @JsonInclude(JsonInclude.Include.NON_NULL) String stage,
        List<Point> points)
        implements Tabular {

    /** What can be followed over time. */
    public enum Metric {
        ENTERED,
        WON,
        LOST,
        CAPACITY,
        WINRATE,
        WINRATEBYAMOUNT,
        CONVERSION,
        CYCLE,
        VELOCITY
    }

    /** One interval; what the metric is not stays away. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(
            Instant from,
            Instant to,
            Total total,
            Rate rate,
            TimeTaken time,
            Velocity velocity,
            Map<String, String> links) {}

    private static final int MOST = 160;

    @Override
    public List<?> rows() {
        return points;
    }

    /** @param stage of the conversion from the entry, of the capacity or the time; null for winning, or for all */
    static TrendAnswer of(Question question, Metric metric, String stage, Interval interval, int minimum) {
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
        var points = new ArrayList<Point>();
        for (var i = 1; i < bounds.size(); i++) {
            points.add(point(question.over(bounds.get(i - 1), bounds.get(i)), metric, row, minimum));
        }
        return new TrendAnswer(question.frame(), metric.name().toLowerCase(), stage, points);
    }

    private static Point point(Question question, Metric metric, int row, int minimum) {
        Total total = null;
        Rate rate = null;
        TimeTaken time = null;
        Velocity velocity = null;
        switch (metric) {
            case ENTERED -> total = new Cohort(question).sums().entered();
            case WON -> total = new Standing(question).won();
            case LOST -> total = new Standing(question).lost();
            case CAPACITY -> total = capacity(question, row);
            case CYCLE -> {
                var sums = new Cohort(question).sums();
                time = TimeTaken.of(row < 0 ? sums.cycle() : sums.timeIn(row), minimum);
            }
            default -> {
                var funnel = new FunnelOf(question, minimum).onCohortBasis();
                switch (metric) {
                    case WINRATE -> rate = funnel.winRate().byCount();
                    case WINRATEBYAMOUNT -> rate = funnel.winRate().byAmount();
                    case CONVERSION ->
                        rate = row < 0
                                ? funnel.winRate().ofEntered()
                                : ((FunnelAnswer.StageRow) funnel.stages().get(row)).fromEntry();
                    default -> velocity = funnel.velocity();
                }
            }
        }
        return new Point(question.from(), question.to(), total, rate, time, velocity, Links.of(question));
    }

    private static Total capacity(Question question, int row) {
        var standing = new Standing(question.asOf(Micros.instant(question.endMicros() - 1)));
        return row < 0 ? standing.capacity() : standing.capacity(row);
    }
}
