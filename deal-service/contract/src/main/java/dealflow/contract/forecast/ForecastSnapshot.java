package dealflow.contract.forecast;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A forecast of a whole pipeline that was kept as it was given.
 *
 * @param dataFreshAsOf up to when the deals were known; null before the first was
 * @param daily the day that it stands for, in the pipeline's time zone; null for one taken on request
 * @param periods weeks and months ahead, of both measures
 */
public record ForecastSnapshot(
        UUID id,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        @Nullable LocalDate daily,
        List<ForecastPeriod> periods) {

    public ForecastSnapshot {
        periods = periods == null ? List.of() : List.copyOf(periods);
    }
}
