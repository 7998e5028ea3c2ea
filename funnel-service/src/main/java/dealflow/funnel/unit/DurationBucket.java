package dealflow.funnel.unit;

import java.time.Duration;

/**
 * Lengths of time as small numbers, so that they can be counted in arrays: to the minute below 34 hours, above that to
 * eleven binary digits, which is less than a thousandth short. A longer time never has a smaller number.
 */
public final class DurationBucket {

    private static final long MICROS_A_MINUTE = 60_000_000;
    private static final int DIGITS = 11;
    private static final int HALF = 1 << (DIGITS - 1);

    private DurationBucket() {}

    /** @param micros not negative */
    public static int code(long micros) {
        var minutes = micros / MICROS_A_MINUTE;
        var shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(minutes) - DIGITS);
        return shift * HALF + (int) (minutes >>> shift);
    }

    /** The shortest time of that number, in minutes. */
    public static long minutes(int code) {
        var shift = Math.max(0, code / HALF - 1);
        return (long) (code - shift * HALF) << shift;
    }

    public static Duration duration(int code) {
        return code < 0 ? null : Duration.ofMinutes(minutes(code));
    }
}
