package dealflow.forecast.snapshot;

import java.time.LocalDate;
import java.util.Map;

/**
 * Why the expected bookings of a period differ between two snapshots; the terms sum to {@code after - before}.
 *
 * @param from the period's first day, and {@code to} the first one after it
 */
public record ExplainedChange(
        Snapshot before,
        Snapshot after,
        LocalDate from,
        LocalDate to,
        double wasExpected,
        double isExpected,
        Map<ForecastBridge.Term, ForecastBridge.Total> terms) {}
