package dealflow.contract.forecast;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of event about a forecast; the wire name stands in the CloudEvents attribute {@code type}. */
public enum ForecastEventType {
    SNAPSHOT_TAKEN("dealflow.forecast.snapshot-taken.v1"),
    TARGET_AT_RISK("dealflow.forecast.target-at-risk.v1"),
    TARGET_BACK_ON_COURSE("dealflow.forecast.target-back-on-course.v1"),
    CALL_MADE("dealflow.forecast.call-made.v1"),
    ACCURACY_UPDATED("dealflow.forecast.accuracy-updated.v1");

    private final String wireName;

    ForecastEventType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The type of that wire name; empty for one that a later version of the contract has added. */
    public static Optional<ForecastEventType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
