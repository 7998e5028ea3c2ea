package dealflow.forecast.http;

import dealflow.forecast.Grouping;
import dealflow.forecast.Interval;
import dealflow.forecast.Measure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;

/** Reads query parameters; what does not fit is refused by name. */
final class Parameters {

    private static final int MOST_PERIODS = 60;

    private Parameters() {}

    static Interval interval(String value) {
        return choice(Interval.class, "interval", value);
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

    static Instant asOf(String name, String value) {
        try {
            var now = Instant.now();
            var asOf = value == null ? now : OffsetDateTime.parse(value).toInstant();
            if (!asOf.isAfter(now)) {
                return asOf;
            }
        } catch (DateTimeException e) {
            // Refused below, like a moment to come.
        }
        throw new InvalidParameterException(name, "must be a past instant such as 2026-02-01T00:00:00Z");
    }

    static Measure measure(String value) {
        return choice(Measure.class, "measure", value);
    }

    static Grouping grouping(String value) {
        return choice(Grouping.class, "by", value);
    }

    private static <T extends Enum<T>> T choice(Class<T> type, String name, String value) {
        var choices = Arrays.stream(type.getEnumConstants())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!choices.contains(value)) {
            throw new InvalidParameterException(name, "must be one of " + choices);
        }
        return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    }
}
