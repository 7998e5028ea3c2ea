package dealflow.forecast.http;

import dealflow.forecast.Grouping;
import dealflow.forecast.Interval;
import dealflow.forecast.Measure;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/** Reads query parameters; what does not fit is refused by name. */
final class Parameters {

    private static final int MOST_PERIODS = 60;

    private Parameters() {}

    static Interval interval(String value) {
        return choice(Interval.class, "interval", value);
    }

    static int periods(String value) {
        return number("periods", value, 1, MOST_PERIODS);
    }

    static int number(String name, String value, int least, int most) {
        try {
            var number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new InvalidParameterException(name, "must be a whole number from %d to %d".formatted(least, most));
    }

    static LocalDate date(String name, String value) {
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new InvalidParameterException(name, "must be a date such as 2026-02-01");
        }
    }

    static LocalDate needed(String name, String value) {
        if (value == null) {
            throw new InvalidParameterException(name, "is needed: a date such as 2026-02-01");
        }
        return date(name, value);
    }

    /** A number above 0, such as a factor; {@code value} null is 1. */
    static double factor(String name, String value) {
        try {
            var factor = value == null ? 1 : Double.parseDouble(value);
            if (factor > 0 && factor <= 100) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new InvalidParameterException(name, "must be a number above 0 and up to 100; 1 changes nothing");
    }

    static int days(String name, String value) {
        try {
            var days = value == null ? 0 : Integer.parseInt(value);
            if (Math.abs(days) <= 365) {
                return days;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new InvalidParameterException(name, "must be a whole number of days from -365 to 365");
    }

    static double amount(String name, String value) {
        try {
            if (value != null && new BigDecimal(value).signum() >= 0) {
                return Double.parseDouble(value);
            }
        } catch (NumberFormatException e) {
            // Refused below, like a missing one.
        }
        throw new InvalidParameterException(name, "must be an amount such as 120000.00");
    }

    static int limit(String value) {
        try {
            var limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= 500) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new InvalidParameterException("limit", "must be a whole number from 1 to 500");
    }

    static UUID id(String name, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new InvalidParameterException(name, "must be the id of a snapshot; GET …/snapshots lists them");
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

    /** Where only bookings can be asked for. */
    static void bookings(String value) {
        if (measure(value) != Measure.BOOKINGS) {
            throw new InvalidParameterException("measure", "must be bookings here: receipts are not measured yet");
        }
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
