package dealflow.forecast.snapshot;

import java.time.Instant;

/**
 * A forecast that a change begins or ends with.
 *
 * @param snapshot null for that of a moment, which nobody has kept
 */
public record KnownForecast(Snapshot snapshot, Instant asOf) {}
