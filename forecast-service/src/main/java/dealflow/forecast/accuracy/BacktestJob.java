package dealflow.forecast.accuracy;

import dealflow.forecast.calendar.CalendarInterval;
import dealflow.forecast.measure.Measure;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A backtest and how far it is.
 *
 * @param processed how many origins are done
 * @param total how many there are; null until it is known
 * @param problem why it failed, else null
 * @param finishedAt null while it runs
 * @param record what it found; null until it is done
 */
public record BacktestJob(
        UUID id,
        String pipeline,
        Measure measure,
        CalendarInterval interval,
        int horizons,
        String requestedBy,
        Instant requestedAt,
        Status status,
        int processed,
        Integer total,
        String problem,
        Instant finishedAt,
        AccuracyReport record) {

    @Schema(name = "BacktestStatus")
    public enum Status {
        RUNNING,
        DONE,
        FAILED
    }
}
