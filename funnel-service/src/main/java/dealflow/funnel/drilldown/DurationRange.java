package dealflow.funnel.drilldown;

import dealflow.edge.query.InvalidParameterException;
import dealflow.funnel.unit.DurationBucket;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * Which lengths of time a cell counts.
 *
 * @param horizon of a step, in microseconds
 * @param atLeast in minutes
 * @param below in minutes
 */
record DurationRange(long horizon, long atLeast, long below) {

    /** @throws InvalidParameterException if one of them is no duration, or too long */
    static DurationRange of(String horizon, String atLeast, String below) {
        return new DurationRange(
                read("horizon", horizon, Duration.ZERO).toNanos() / 1000,
                read("atLeast", atLeast, Duration.ZERO).toMinutes(),
                below == null ? Long.MAX_VALUE : read("below", below, null).toMinutes());
    }

    private static Duration read(String name, String text, Duration otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            var duration = Duration.parse(text);
            if (duration.isNegative() || duration.toDays() > 36_500) {
                throw new InvalidParameterException(name, "has to be between nothing and 36500 days");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new InvalidParameterException(name, "'%s' is not a duration such as P30D or PT90M".formatted(text));
        }
    }

    /** Whether a length is one of them, as {@link DurationBucket} counts lengths. */
    boolean hold(long micros) {
        var minutes = DurationBucket.minutes(DurationBucket.code(micros));
        return minutes >= atLeast && minutes < below;
    }
}
