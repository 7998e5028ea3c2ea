package dealflow.forecast.accuracy;

import dealflow.forecast.calendar.CalendarInterval;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.Actuals;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.snapshot.Snapshot;
import dealflow.forecast.snapshot.Snapshots;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How the forecasts that were given came out: the daily snapshots, whose periods have come to their end. */
final class SnapshotAccuracy {

    private static final BaselineForecasts NOT_KEPT = new BaselineForecasts(null, null, null);

    private final List<Snapshot> daily;
    private final Function<Snapshot, LocalDate> firstAhead;
    private final Actuals actuals;
    private final LocalDate today;

    /** Of two years. */
    static SnapshotAccuracy of(Snapshots snapshots, InformationSet known, Measure measure) {
        var daily = snapshots.daily(known.pipeline().key(), known.today().minusYears(2));
        return new SnapshotAccuracy(
                daily, snapshot -> snapshot.firstAhead(known.pipeline()), known.actuals(measure), known.today());
    }

    /**
     * @param daily one a day at most, the oldest first; of {@code actuals} everything before {@code today} is known
     * @param firstAhead the first day that a snapshot did not know
     */
    SnapshotAccuracy(List<Snapshot> daily, Function<Snapshot, LocalDate> firstAhead, Actuals actuals, LocalDate today) {
        this.daily = daily;
        this.firstAhead = firstAhead;
        this.actuals = actuals;
        this.today = today;
    }

    /**
     * Counts the whole periods after each snapshot's day: the first of them is one ahead. Snapshots of following days are about the
     * same periods, so that they are many forecasts of few outcomes.
     */
    AccuracyReport record(Measure measure, CalendarInterval interval) {
        var outcomes = new ArrayList<AccuracyReport.Outcome>();
        var days = new ArrayList<LocalDate>();
        var furthest = 0;
        for (var snapshot : daily) {
            var ahead = 0;
            var first = firstAhead.apply(snapshot);
            for (var line : snapshot.lines()) {
                if (line.measure() != measure
                        || line.interval() != interval
                        || line.from().isBefore(first)) {
                    continue;
                }
                ahead++;
                if (!line.to().isAfter(today)) {
                    outcomes.add(outcome(ahead, snapshot, line));
                    furthest = Math.max(furthest, ahead);
                    if (ahead == 1) {
                        days.add(first);
                    }
                }
            }
        }
        return AccuracyReport.of(days, outcomes, furthest);
    }

    private AccuracyReport.Outcome outcome(int ahead, Snapshot snapshot, Snapshot.Line line) {
        var known =
                actuals.between((int) line.from().toEpochDay(), (int) line.to().toEpochDay(), (int)
                        firstAhead.apply(snapshot).toEpochDay());
        return new AccuracyReport.Outcome(
                ahead, line.open(), line.total(), line.naive() == null ? NOT_KEPT : line.naive(), known);
    }
}
