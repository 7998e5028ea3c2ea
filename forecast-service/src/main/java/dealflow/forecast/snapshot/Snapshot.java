package dealflow.forecast.snapshot;

import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.calendar.CalendarInterval;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What was forecast at a moment, kept as it was said.
 *
 * @param daily the day of {@code asOf} in the pipeline's time zone; null for one taken on request
 * @param note why it was taken; null for daily ones
 * @param lines weeks and months ahead, of both measures, for the whole pipeline
 */
public record Snapshot(
        UUID id,
        String pipeline,
        Instant asOf,
        Instant freshAsOf,
        LocalDate daily,
        String takenBy,
        Instant takenAt,
        String note,
        List<Line> lines) {

    private static final int WEEKS = 13;
    private static final int MONTHS = 12;
    private static final Scope ALL = Scope.ALL;

    /** The first day that it did not know: the one after its own where it was taken after noon. */
    public LocalDate firstAhead(Pipeline pipeline) {
        return LocalDate.ofEpochDay(TrainingData.today(pipeline, asOf));
    }

    /**
     * One period; amounts in the pipeline's currency.
     *
     * @param naive what simpler methods said then; null where that was not kept
     * @param reason why what was expected is not told; null where it is
     */
    public record Line(
            Measure measure,
            CalendarInterval interval,
            String period,
            LocalDate from,
            LocalDate to,
            double closed,
            Quantiles open,
            Quantiles fresh,
            Quantiles total,
            BaselineForecasts naive,
            Notice reason) {

        private static Line of(Measure measure, CalendarInterval interval, Forecast.Period period, Notice reason) {
            return new Line(
                    measure,
                    interval,
                    period.name(),
                    period.from(),
                    period.to(),
                    period.closedAmount(),
                    period.open(),
                    period.fresh(),
                    period.total(),
                    period.naive(),
                    reason);
        }
    }

    static List<Line> lines(Forecasts forecasts, InformationSet known) {
        var lines = new ArrayList<Line>();
        for (var measure : Measure.values()) {
            var reason = forecasts.disclosure(known, measure).reason(ALL);
            for (var interval : List.of(Interval.WEEK, Interval.MONTH)) {
                var periods = interval == Interval.WEEK ? WEEKS : MONTHS;
                forecasts
                        .forecast(known, new Question(ALL, measure, interval, known.today(), periods, null))
                        .periods()
                        .forEach(period -> lines.add(Line.of(measure, interval, period, reason)));
            }
        }
        return lines;
    }
}
