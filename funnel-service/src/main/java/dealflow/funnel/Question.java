package dealflow.funnel;

import dealflow.contract.Pipeline;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;

/**
 * What is asked: about which deals, over which window {@code [from, to)}, as known at which moment.
 *
 * @param dataFreshAsOf up to when everything published is in the image; null while nothing is known
 * @param within null, or how long after its entry a deal's fate still counts
 */
public record Question(
        Image image, Instant dataFreshAsOf, Instant from, Instant to, Instant asOf, Duration within, Filter filter) {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * Times as a client writes them.
     *
     * @param from an ISO date, which begins in the pipeline's time zone, or an instant; null for a year before {@code to}
     * @param to the same; null for {@code asOf}
     * @param asOf the same; null for now
     * @param within an ISO period such as P90D; null for no limit
     */
    public record Times(String from, String to, String asOf, String within) {}

    /**
     * @throws InvalidParameterException if a time cannot be read, or the window is empty
     */
    static Question of(Image image, Instant dataFreshAsOf, Times times, Filter filter, Instant now) {
        var pipeline = image.pipeline();
        var known = times.asOf() == null ? now : moment("asOf", times.asOf(), pipeline);
        var end = times.to() == null ? known : moment("to", times.to(), pipeline);
        var begin = times.from() == null ? yearBefore(end, pipeline) : moment("from", times.from(), pipeline);
        if (!begin.isBefore(end)) {
            throw new InvalidParameterException("from", "has to lie before 'to'");
        }
        var within = times.within() == null ? null : days(times.within());
        return new Question(image, dataFreshAsOf, begin, end, known, within, filter);
    }

    private static Instant yearBefore(Instant moment, Pipeline pipeline) {
        return ZonedDateTime.ofInstant(moment, pipeline.timeZone())
                .minusYears(1)
                .toInstant();
    }

    private static Instant moment(String name, String text, Pipeline pipeline) {
        try {
            var moment = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(pipeline.timeZone()).toInstant()
                    : Instant.parse(text);
            if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
                throw new InvalidParameterException(name, "has to lie in the years 1 to 9998");
            }
            return moment;
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

    Pipeline pipeline() {
        return image.pipeline();
    }

    Stages stages() {
        return image.stages();
    }

    Match match() {
        return new Match(filter, image.segments());
    }

    long fromMicros() {
        return Micros.from(from);
    }

    /** Exclusive. */
    long toMicros() {
        return Micros.from(to);
    }

    /** Inclusive. */
    long asOfMicros() {
        return Micros.of(asOf);
    }

    /** Exclusive: the end of the window, or what is known of it. */
    long endMicros() {
        return Math.min(toMicros(), asOfMicros() + 1);
    }

    long withinMicros() {
        return within == null ? Long.MAX_VALUE : within.toNanos() / 1000;
    }

    /** The same question about another window, as known then. */
    Question over(Instant begin, Instant end) {
        return new Question(image, dataFreshAsOf, begin, end, asOf, within, filter);
    }

    /** Whatever happened, however long after the entry. */
    Question withoutLimit() {
        return new Question(image, dataFreshAsOf, from, to, asOf, null, filter);
    }

    Question asOf(Instant moment) {
        return new Question(image, dataFreshAsOf, from, to, moment, within, filter);
    }

    Question about(Filter deals) {
        return new Question(image, dataFreshAsOf, from, to, asOf, within, deals);
    }

    Frame frame() {
        return new Frame(
                pipeline().key(), from, to, asOf, dataFreshAsOf, pipeline().currency());
    }
}
