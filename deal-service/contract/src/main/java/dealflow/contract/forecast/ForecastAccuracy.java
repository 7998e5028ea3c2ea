package dealflow.contract.forecast;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * How good forecasts of whole months have been, by a backtest: the same question asked at the beginning of past months.
 *
 * @param measure {@code bookings} or {@code receipts}
 * @param interval {@code month}
 * @param firstOrigin when the first of these forecasts was made
 * @param lastOrigin when the last one was
 * @param origins how many there are
 * @param overall all horizons together
 * @param horizons by how far ahead
 */
public record ForecastAccuracy(
        UUID backtest,
        String measure,
        String interval,
        LocalDate firstOrigin,
        LocalDate lastOrigin,
        int origins,
        HorizonAccuracy overall,
        List<HorizonAccuracy> horizons) {

    public ForecastAccuracy {
        horizons = horizons == null ? List.of() : List.copyOf(horizons);
    }
}
