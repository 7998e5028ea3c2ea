package dealflow.forecast.snapshot;

import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.forecast.ForecastPeriod;
import dealflow.contract.forecast.ForecastSnapshot;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.outbox.EventFigures;
import dealflow.forecast.target.TargetTree;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Tells a snapshot to others: no more than a viewer's question for it is answered, beside the targets of the time. */
final class SnapshotTaken {

    private SnapshotTaken() {}

    static ForecastEvent event(
            UUID id, InformationSet known, LocalDate daily, List<Snapshot.Line> lines, TargetTree targets, Instant at) {
        return ForecastEvent.of(
                at,
                known.pipeline().currency(),
                new ForecastSnapshot(
                        id,
                        EventFigures.time(known.asOf()),
                        EventFigures.time(known.freshAsOf()),
                        daily,
                        lines.stream().map(line -> period(line, targets)).toList()));
    }

    private static ForecastPeriod period(Snapshot.Line line, TargetTree targets) {
        var question = new Question(Scope.ALL, line.measure(), line.interval(), line.from(), 1, null);
        var target = targets.of(question, 0);
        return new ForecastPeriod(
                EventFigures.name(line.measure()),
                line.interval().name().toLowerCase(Locale.ROOT),
                line.period(),
                line.from(),
                line.to(),
                EventFigures.amount(line.closed()),
                line.reason() == null ? EventFigures.expected(line.total()) : null,
                EventFigures.amount(target == null ? null : target.value()),
                EventFigures.reason(line.reason()));
    }
}
