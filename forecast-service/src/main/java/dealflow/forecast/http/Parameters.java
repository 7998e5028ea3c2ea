package dealflow.forecast.http;

import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.calendar.CalendarInterval;
import dealflow.forecast.calendar.FiscalCalendar;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.Label;
import dealflow.forecast.measure.DealPart;
import dealflow.forecast.measure.Measure;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Reads query parameters; what does not fit is refused by name. */
public final class Parameters {

    public static final String PIPELINE = "The key of the pipeline";
    public static final String AS_OF = "As of which moment to answer, not before 1900; without it now";
    public static final String MEASURE = "What is forecast: bookings (orders) or receipts (money)";
    public static final String INTERVAL = "How long a period is";

    private static final int MOST_PERIODS = 60;
    private static final int MOST_YEARS_AHEAD = 10;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2200, 12, 31);
    public static final BigDecimal TOO_MUCH = new BigDecimal("1000000000000000");
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    private Parameters() {}

    /** One of the calendar's. */
    public static CalendarInterval interval(String value) {
        return choice(CalendarInterval.class, "interval", value);
    }

    /** One of the calendar's, or of the company's own year. */
    public static Interval interval(String value, FiscalCalendar fiscal) {
        var own = Map.of(
                "fiscalPeriod", fiscal.periods(), "fiscalQuarter", fiscal.quarters(), "fiscalYear", fiscal.years());
        if (own.containsKey(value)) {
            return own.get(value);
        }
        var plain = Arrays.stream(CalendarInterval.values())
                .filter(interval -> interval.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst();
        return plain.orElseThrow(() -> new InvalidParameterException(
                "interval", "must be one of [week, month, quarter, year, fiscalPeriod, fiscalQuarter, fiscalYear]"));
    }

    public static int periods(String value) {
        return number("periods", value, 1, MOST_PERIODS);
    }

    public static int number(String name, String value, int least, int most) {
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

    public static LocalDate date(String name, String value) {
        try {
            var date = value == null ? null : LocalDate.parse(value);
            if (date == null || !date.isBefore(FIRST_DAY) && !date.isAfter(LAST_DAY)) {
                return date;
            }
        } catch (DateTimeException e) {
            // Refused below, like a date out of range.
        }
        throw new InvalidParameterException(
                name, "must be a date such as 2026-02-01, from %s to %s".formatted(FIRST_DAY, LAST_DAY));
    }

    /**
     * Refuses what is further ahead than can be told.
     *
     * @param end the first day that is not asked for
     */
    public static void inSight(String name, LocalDate end, LocalDate today) {
        var last = today.plusYears(MOST_YEARS_AHEAD);
        if (end.isAfter(last)) {
            throw new InvalidParameterException(
                    name,
                    "must be such that nothing after %s is asked for, %d years after the day of asOf; this would go to %s"
                            .formatted(last, MOST_YEARS_AHEAD, end));
        }
    }

    public static LocalDate needed(String name, String value) {
        if (value == null) {
            throw new InvalidParameterException(name, "is needed: a date such as 2026-02-01");
        }
        return date(name, value);
    }

    /** A factor; {@code value} null is 1. */
    public static double factor(String name, String value) {
        try {
            var factor = value == null ? 1 : Double.parseDouble(value);
            if (factor >= 0.01 && factor <= 100) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new InvalidParameterException(name, "must be a number from 0.01 to 100; 1 changes nothing");
    }

    public static int days(String name, String value) {
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

    public static double amount(String name, String value) {
        try {
            if (value != null && value.length() <= 20 && isAmount(new BigDecimal(value))) {
                return Double.parseDouble(value);
            }
        } catch (NumberFormatException e) {
            // Refused below, like a missing one.
        }
        throw new InvalidParameterException(name, "must be an amount such as 120000.00, from 0 to below " + TOO_MUCH);
    }

    /** The same to the cent, for what is to be divided. */
    public static BigDecimal exactAmount(String name, String value) {
        amount(name, value);
        var exact = new BigDecimal(value);
        if (exact.stripTrailingZeros().scale() > 2) {
            throw new InvalidParameterException(name, "must have two decimals at most");
        }
        return exact.setScale(2);
    }

    /** Amounts fit into numeric(19,4) wherever they are kept. */
    public static boolean isAmount(BigDecimal amount) {
        return amount.signum() >= 0 && amount.compareTo(TOO_MUCH) < 0 && amount.scale() <= 4;
    }

    public static void atMost(String name, String text, int characters) {
        if (text != null && text.codePointCount(0, text.length()) > characters) {
            throw new InvalidParameterException(name, "must be at most %d characters".formatted(characters));
        }
    }

    public static int limit(String value) {
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

    public static UUID id(String name, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new InvalidParameterException(name, "must be the id of a snapshot; GET …/snapshots lists them");
        }
    }

    public static Instant asOf(String name, String value) {
        try {
            var now = Instant.now();
            var asOf = value == null ? now : OffsetDateTime.parse(value).toInstant();
            if (!asOf.isAfter(now) && !asOf.isBefore(FIRST)) {
                return asOf;
            }
        } catch (DateTimeException e) {
            // Refused below, like a moment to come.
        }
        throw new InvalidParameterException(
                name, "must be a past instant such as 2026-02-01T00:00:00Z, not before " + FIRST);
    }

    public static Measure measure(String value) {
        return choice(Measure.class, "measure", value);
    }

    public static DealPart part(String value) {
        return choice(DealPart.class, "part", value);
    }

    /** Where only bookings can be asked for. */
    public static void bookings(String value) {
        if (measure(value) != Measure.BOOKINGS) {
            throw new InvalidParameterException("measure", "must be bookings here: receipts are not explained yet");
        }
    }

    public static Label label(String value) {
        return choice(Label.class, "by", value, "");
    }

    /** The same where it might have been an own field. */
    static Label labelOrField(String value) {
        return choice(Label.class, "by", value, ", or field: with the key of one of the company's own");
    }

    /** As whoever asks writes it. */
    public static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** One of an enumeration, in small letters. */
    public static <T extends Enum<T>> T choice(Class<T> type, String name, String value) {
        return choice(type, name, value, "");
    }

    private static <T extends Enum<T>> T choice(Class<T> type, String name, String value, String others) {
        var choices =
                Arrays.stream(type.getEnumConstants()).map(Parameters::name).toList();
        if (!choices.contains(value)) {
            throw new InvalidParameterException(name, "must be one of " + choices + others);
        }
        return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    }
}
