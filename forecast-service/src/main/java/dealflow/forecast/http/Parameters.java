package dealflow.forecast.http;

import dealflow.forecast.Interval;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Reads query parameters; what does not fit is refused by name. */
final class Parameters {

    private static final int MOST_PERIODS = 60;

    private Parameters() {}

    static Interval interval(String value) {
        try {
            if (value.equals(value.toLowerCase(Locale.ROOT))) {
                return Interval.valueOf(value.toUpperCase(Locale.ROOT));
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like the wrong case.
        }
        throw new InvalidParameterException("interval", "must be week, month, quarter or year");
    }

    static int periods(String value) {
        try {
            var periods = Integer.parseInt(value);
            if (periods >= 1 && periods <= MOST_PERIODS) {
                return periods;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new InvalidParameterException("periods", "must be a whole number from 1 to " + MOST_PERIODS);
    }

    static LocalDate date(String name, String value) {
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new InvalidParameterException(name, "must be a date such as 2026-02-01");
        }
    }

    static Instant asOf(String value) {
        try {
            var now = Instant.now();
            var asOf = value == null ? now : OffsetDateTime.parse(value).toInstant();
            if (!asOf.isAfter(now)) {
                return asOf;
            }
        } catch (DateTimeException e) {
            // Refused below, like a moment to come.
        }
        throw new InvalidParameterException("asOf", "must be a past instant such as 2026-02-01T00:00:00Z");
    }

    static void bookings(String measure) {
        if (measure.equals("receipts")) {
            throw new InvalidParameterException("measure", "receipts is not available yet; ask for bookings");
        }
        if (!measure.equals("bookings")) {
            throw new InvalidParameterException("measure", "must be bookings");
        }
    }
}
