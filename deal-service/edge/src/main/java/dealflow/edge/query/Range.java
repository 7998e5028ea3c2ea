package dealflow.edge.query;

import dealflow.edge.limit.Bounds;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What lies between two ends, both included: {@code 10000..50000}, {@code ..50000}, {@code 10000..}; a single value is a range of its
 * own.
 *
 * @param from null for no end there, like {@code to}; never both
 */
public record Range<T extends Comparable<? super T>>(T from, T to) {

    private static final String BETWEEN = "..";
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,4})?");

    /** What the ends of a range are. */
    public enum Of {
        AMOUNT(Range::amounts),
        DATE(Range::dates),
        INSTANT(Range::instants);

        private final Function<String, Range<?>> reader;

        Of(Function<String, Range<?>> reader) {
            this.reader = reader;
        }

        /** What is wrong with a text; null if it is such a range. */
        String problem(String text) {
            try {
                return reader.apply(text) == null ? text : null;
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        }
    }

    public Range {
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw new IllegalArgumentException(
                    "is a range from %s to %s; must begin with the lesser one".formatted(plain(from), plain(to)));
        }
    }

    public boolean includes(T value) {
        return (from == null || from.compareTo(value) <= 0) && (to == null || to.compareTo(value) >= 0);
    }

    /** @throws IllegalArgumentException that says what a range of amounts looks like, as the other two do */
    public static Range<BigDecimal> amounts(String text) {
        return of(
                text,
                Range::amount,
                "must be an amount of at most 15 digits and 4 decimals, or a range such as 10000..50000, ..50000 or 10000..");
    }

    public static Range<LocalDate> dates(String text) {
        return of(
                text,
                Range::date,
                "must be a date, or a range such as 2026-01-01..2026-03-31, ..2026-03-31 or 2026-01-01..; dates "
                        + Bounds.YEARS);
    }

    public static Range<Instant> instants(String text) {
        return of(
                text,
                Range::instant,
                "must be an instant, or a range such as 2026-01-01T00:00:00Z..2026-03-31T12:00:00Z or 2026-01-01T00:00:00Z..; instants "
                        + Bounds.YEARS);
    }

    private static <T extends Comparable<? super T>> Range<T> of(
            String text, Function<String, T> end, String otherwise) {
        var between = text.indexOf(BETWEEN);
        if (text.isEmpty() || text.equals(BETWEEN)) {
            throw new IllegalArgumentException(otherwise);
        }
        var from = between < 0 ? text : text.substring(0, between);
        var to = between < 0 ? text : text.substring(between + BETWEEN.length());
        T first;
        T last;
        try {
            first = from.isEmpty() ? null : end.apply(from);
            last = to.isEmpty() ? null : end.apply(to);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(otherwise, e);
        }
        return new Range<>(first, last);
    }

    private static BigDecimal amount(String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return new BigDecimal(text);
    }

    private static LocalDate date(String text) {
        var date = LocalDate.parse(text);
        if (!Bounds.hold(date)) {
            throw new IllegalArgumentException(text);
        }
        return date;
    }

    private static Instant instant(String text) {
        var instant = Instant.parse(text);
        if (!Bounds.hold(instant)) {
            throw new IllegalArgumentException(text);
        }
        return instant;
    }

    private static String plain(Object end) {
        return end instanceof BigDecimal amount ? amount.toPlainString() : end.toString();
    }
}
