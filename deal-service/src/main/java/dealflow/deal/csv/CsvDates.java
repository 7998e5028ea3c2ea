package dealflow.deal.csv;

import dealflow.deal.refusal.InvalidFieldException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the dates and times of a CSV file, by ISO 8601 and the file's own patterns: only what is on the calendar and the
 * clock. Two digits of a year stand for 1970 to 2069, whatever today is.
 */
public final class CsvDates {

    private static final int FIRST_OF_TWO_DIGITS = 1970;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2013, 12, 31, 23, 45, 0, 0, ZoneOffset.ofHours(1));

    /** ISO 8601, whose offset may also stand without its colon, as some systems' exports have it: +0000. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** A pattern's quoted texts, its years, and the rest. */
    private static final Pattern PARTS = Pattern.compile("'[^']*'|[yu]+|[^'yu]+");

    private final List<String> patterns;
    private final List<DateTimeFormatter> formatters;
    private final ZoneId timeZone;

    /**
     * @param language of the names of months and days
     * @throws InvalidFieldException for a pattern that is none, or does not tell a whole date
     */
    public CsvDates(List<String> patterns, String language, ZoneId timeZone) {
        this.patterns = patterns;
        this.timeZone = timeZone;
        var locale = locale(language);
        this.formatters =
                patterns.stream().map(pattern -> checked(pattern, locale)).toList();
    }

    private static Locale locale(String language) {
        try {
            return new Locale.Builder().setLanguageTag(language).build();
        } catch (IllformedLocaleException e) {
            throw new InvalidFieldException(
                    "mapping.language", "'%s' is not a language tag such as en or de".formatted(language));
        }
    }

    private static DateTimeFormatter checked(String pattern, Locale locale) {
        try {
            var formatter = formatter(pattern, locale);
            var sample = formatter.parse(formatter.format(SAMPLE));
            var hours = sample.isSupported(ChronoField.HOUR_OF_DAY) || sample.isSupported(ChronoField.HOUR_OF_AMPM);
            if (!SAMPLE.toLocalDate().equals(sample.query(TemporalQueries.localDate()))
                    || hours && sample.query(TemporalQueries.localTime()) == null) {
                throw new InvalidFieldException(
                        "mapping.dateFormats",
                        "'%s' must tell year, month and day, and no time or its hour and minute".formatted(pattern));
            }
            return formatter;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidFieldException(
                    "mapping.dateFormats", "'%s' is not a pattern such as dd.MM.yyyy HH:mm".formatted(pattern));
        }
    }

    private static DateTimeFormatter formatter(String pattern, Locale locale) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        var parts = PARTS.matcher(pattern);
        var end = 0;
        while (parts.find()) {
            end = parts.end();
            append(builder, parts.group());
        }
        if (end < pattern.length()) {
            throw new IllegalArgumentException(pattern);
        }
        return builder.toFormatter(locale).withResolverStyle(ResolverStyle.STRICT);
    }

    /** To a strict reader y is the year of an era, which nobody writes; u is the year. */
    private static void append(DateTimeFormatterBuilder builder, String part) {
        if (!part.matches("[yu]+")) {
            builder.appendPattern(part);
        } else if (part.length() <= 2) {
            builder.appendValueReduced(ChronoField.YEAR, 2, part.length() == 1 ? 4 : 2, FIRST_OF_TWO_DIGITS);
        } else {
            builder.appendPattern("u".repeat(part.length()));
        }
    }

    /** Whether a cell tells a time. */
    public boolean reads(String text) {
        try {
            time("", text);
            return true;
        } catch (InvalidFieldException e) {
            return false;
        }
    }

    /**
     * The time that a cell of a column tells; the start of the day where it tells none, in the file's zone where it has none.
     *
     * @throws InvalidFieldException if it tells none
     */
    OffsetDateTime time(String column, String text) {
        var time = read(column, text);
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
            throw new InvalidFieldException(
                    column, "'%s' must lie in the years %d to %d".formatted(text, FIRST_YEAR, LAST_YEAR));
        }
        return time;
    }

    private OffsetDateTime read(String column, String text) {
        var iso = text.replaceFirst(" ", "T");
        try {
            return OffsetDateTime.parse(iso, ISO);
        } catch (DateTimeParseException notWithOffset) {
            return local(column, text, iso);
        }
    }

    private OffsetDateTime local(String column, String text, String iso) {
        try {
            return iso.length() <= 10
                    ? LocalDate.parse(iso).atStartOfDay(timeZone).toOffsetDateTime()
                    : onTheClock(column, text, LocalDateTime.parse(iso), timeZone);
        } catch (DateTimeParseException notIso) {
            for (var formatter : formatters) {
                try {
                    return zoned(column, text, formatter.parse(text));
                } catch (DateTimeException next) {
                    continue;
                }
            }
            throw new InvalidFieldException(
                    column, "'%s' is not a date; ISO 8601 is read, and %s".formatted(text, patterns));
        }
    }

    private OffsetDateTime zoned(String column, String text, TemporalAccessor parsed) {
        var day = LocalDate.from(parsed);
        var time = parsed.query(TemporalQueries.localTime());
        var own = parsed.query(TemporalQueries.zone());
        var zone = own == null ? timeZone : own;
        return time == null
                ? day.atStartOfDay(zone).toOffsetDateTime()
                : onTheClock(column, text, day.atTime(time), zone);
    }

    /** Of a time that is there twice, as clocks were put back, the first. */
    private static OffsetDateTime onTheClock(String column, String text, LocalDateTime time, ZoneId zone) {
        if (zone.getRules().getValidOffsets(time).isEmpty()) {
            throw new InvalidFieldException(
                    column,
                    "'%s' must be a time of that day: clocks in %s were put forward past it".formatted(text, zone));
        }
        return time.atZone(zone).toOffsetDateTime();
    }
}
