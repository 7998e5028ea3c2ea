package dealflow.contract.forecast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * One event about the forecast of a pipeline: the value of a message on {@code dealflow.forecasts.v1}. It has one of the last four, which
 * its type says.
 *
 * @param type stands in the CloudEvents attribute, not in the JSON
 * @param sequence 1, 2, 3, ... for each pipeline, without gaps
 * @param currency of the pipeline, and of all amounts
 * @param target for target-at-risk and target-back-on-course
 */
public record ForecastEvent(
        @JsonIgnore ForecastEventType type,
        String pipeline,
        long sequence,
        Instant occurredAt,
        String currency,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ForecastSnapshot snapshot,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TargetOutlook target,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ForecastCall call,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ForecastAccuracy accuracy) {

    public static ForecastEvent of(Instant occurredAt, String currency, ForecastSnapshot snapshot) {
        return new ForecastEvent(
                ForecastEventType.SNAPSHOT_TAKEN, null, 0, occurredAt, currency, snapshot, null, null, null);
    }

    public static ForecastEvent of(Instant occurredAt, String currency, TargetOutlook target, boolean atRisk) {
        var type = atRisk ? ForecastEventType.TARGET_AT_RISK : ForecastEventType.TARGET_BACK_ON_COURSE;
        return new ForecastEvent(type, null, 0, occurredAt, currency, null, target, null, null);
    }

    public static ForecastEvent of(Instant occurredAt, String currency, ForecastCall call) {
        return new ForecastEvent(ForecastEventType.CALL_MADE, null, 0, occurredAt, currency, null, null, call, null);
    }

    public static ForecastEvent of(Instant occurredAt, String currency, ForecastAccuracy accuracy) {
        return new ForecastEvent(
                ForecastEventType.ACCURACY_UPDATED, null, 0, occurredAt, currency, null, null, null, accuracy);
    }

    /** The same event in its place among those of a pipeline. */
    public ForecastEvent at(String pipeline, long sequence) {
        return new ForecastEvent(type, pipeline, sequence, occurredAt, currency, snapshot, target, call, accuracy);
    }

    /** The same event with its type, which its JSON does not hold. */
    public ForecastEvent as(ForecastEventType type) {
        return new ForecastEvent(type, pipeline, sequence, occurredAt, currency, snapshot, target, call, accuracy);
    }
}
