package dealflow.funnel.question;

import dealflow.contract.pipeline.Pipeline;
import dealflow.edge.query.InvalidParameterException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** How long the parts of a window are. */
public enum Interval {
    WEEK,
    MONTH,
    QUARTER;

    private static final int MOST = 400;

    /**
     * Where the intervals of a window begin, and its end: they end with weeks (Sunday), months or quarters in the
     * pipeline's time zone, the first and the last where the window does.
     *
     * @throws InvalidParameterException if that were too many
     */
    public List<Instant> bounds(Question question) {
        var bounds = new ArrayList<Instant>();
        for (var begin = question.from(); begin.isBefore(question.to()); begin = next(begin, question.pipeline())) {
            bounds.add(begin);
            if (bounds.size() > MOST) {
                throw new InvalidParameterException(
                        "interval", "gives more than %d intervals: ask for longer ones".formatted(MOST));
            }
        }
        bounds.add(question.to());
        return bounds;
    }

    private Instant next(Instant begin, Pipeline pipeline) {
        var day = ZonedDateTime.ofInstant(begin, pipeline.timeZone()).toLocalDate();
        var next =
                switch (this) {
                    case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
                    case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
                    case QUARTER -> day.withDayOfMonth(1).plusMonths(3 - (day.getMonthValue() - 1) % 3);
                };
        return next.atStartOfDay(pipeline.timeZone()).toInstant();
    }
}
