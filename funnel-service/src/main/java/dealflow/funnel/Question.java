package dealflow.funnel;

import dealflow.contract.Pipeline;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;

/** The times that a question is about, in the pipeline's time zone; a window is {@code [from, to)}. */
public record Question(Pipeline pipeline, Instant from, Instant to, Instant asOf, Duration within) {

    /**
     * @param from an ISO date or instant; null for a year before {@code to}
     * @param to an ISO date or instant; null for {@code asOf}
     * @param asOf an ISO date (its beginning) or instant; null for now
     * @param within an ISO period such as P90D; null for no limit
     * @throws InvalidParameterException if one of them cannot be read, or the window is empty
     */
    static Question of(Pipeline pipeline, String from, String to, String asOf, String within, Instant now) {
        var known = asOf == null ? now : moment("asOf", asOf, pipeline);
        var end = to == null ? known : moment("to", to, pipeline);
        var begin = from == null
                ? ZonedDateTime.ofInstant(end, pipeline.timeZone())
                        .minusYears(1)
                        .toInstant()
                : moment("from", from, pipeline);
        if (!begin.isBefore(end)) {
            throw new InvalidParameterException("from", "has to lie before 'to'");
        }
        return new Question(pipeline, begin, end, known, within == null ? null : days(within));
    }

    private static Instant moment(String name, String text, Pipeline pipeline) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(pipeline.timeZone()).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidParameterException(
                    name, "'%s' is neither a date such as 2026-01-31 nor an instant in UTC".formatted(text));
        }
    }

    private static Duration days(String text) {
        try {
            var period = Period.parse(text);
            if (period.toTotalMonths() != 0 || period.getDays() < 1 || period.getDays() > 36_500) {
                throw new InvalidParameterException("within", "counts days or weeks, such as P90D or P12W");
            }
            return Duration.ofDays(period.getDays());
        } catch (DateTimeException e) {
            throw new InvalidParameterException("within", "'%s' is not a period such as P90D".formatted(text));
        }
    }
}
