package dealflow.forecast.snapshot;

import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.notice.Notice;
import java.util.Map;

/**
 * Why the expected bookings of a period differ between two moments; the terms sum to {@code isExpected - wasExpected}.
 *
 * @param sameDay whether both moments stand on what was known on one day, so that the model has learned nothing in between
 * @param reason why nothing that is expected may be told, at one of the moments; null where it may
 */
public record ExplainedChange(
        KnownForecast before,
        KnownForecast after,
        NamedPeriod period,
        double wasExpected,
        double isExpected,
        Map<ForecastBridge.Term, ForecastBridge.Total> terms,
        boolean sameDay,
        Notice reason) {}
