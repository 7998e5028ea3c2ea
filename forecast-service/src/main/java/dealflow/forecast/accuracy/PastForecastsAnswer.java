package dealflow.forecast.accuracy;

import dealflow.forecast.model.InformationSet;
import dealflow.forecast.past.LedgerProgress;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a pipeline's past forecasts are worked out. */
public record PastForecastsAnswer(
        String pipeline,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        Status status,
        @Schema(description = "How many past days are worked out from the history as it is now") int processed,
        @Schema(description = "How many past days there are; 0 where too few deals were won yet") int total,
        @Nullable @Schema(description = "The earliest day that is still to be made; null if none is")
                LocalDate firstMissing,
        @Nullable @Schema(description = "The latest such day") LocalDate lastMissing) {

    /** Whether days are still being made. */
    @Schema(name = "PastForecastsStatus")
    public enum Status {
        RUNNING,
        DONE
    }

    static PastForecastsAnswer of(InformationSet known, LedgerProgress progress) {
        return new PastForecastsAnswer(
                known.pipeline().key(),
                known.asOf(),
                known.freshAsOf(),
                progress.firstMissing() == null ? Status.DONE : Status.RUNNING,
                progress.processed(),
                progress.total(),
                progress.firstMissing(),
                progress.lastMissing());
    }
}
