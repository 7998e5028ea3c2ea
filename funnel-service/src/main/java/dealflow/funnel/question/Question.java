package dealflow.funnel.question;

import dealflow.contract.pipeline.Pipeline;
import dealflow.edge.limit.Bounds;
import dealflow.edge.query.InvalidParameterException;
import dealflow.funnel.history.Stages;
import dealflow.funnel.ledger.Image;
import dealflow.funnel.rollup.CompiledFilter;
import dealflow.funnel.rollup.Filter;
import dealflow.funnel.unit.EpochMicros;
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
    public static Question of(Image image, Instant dataFreshAsOf, Times times, Filter filter, Instant now) {
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
            if (!Bounds.hold(moment)) {
                throw new InvalidParameterException(name, Bounds.YEARS);
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

    public Pipeline pipeline() {
        return image.pipeline();
    }

    public Stages stages() {
        return image.stages();
    }

    public CompiledFilter compiledFilter() {
        return new CompiledFilter(filter, image.segments());
    }

    public long fromMicros() {
        return EpochMicros.from(from);
    }

    /** Exclusive. */
    long toMicros() {
        return EpochMicros.from(to);
    }

    /** Inclusive. */
    public long asOfMicros() {
        return EpochMicros.of(asOf);
    }

    /** Exclusive: the end of the window, or what is known of it. */
    public long endMicros() {
        return Math.min(toMicros(), asOfMicros() + 1);
    }

    long withinMicros() {
        return within == null ? Long.MAX_VALUE : within.toNanos() / 1000;
    }

    /** The same from the beginning of the month in which its window begins. */
    Question fromFirstOfMonth() {
        var zone = pipeline().timeZone();
        var first = from.atZone(zone).toLocalDate().withDayOfMonth(1);
        return over(first.atStartOfDay(zone).toInstant(), to);
    }

    /** The same question about another window, as known then. */
    public Question over(Instant begin, Instant end) {
        return new Question(image, dataFreshAsOf, begin, end, asOf, within, filter);
    }

    /** The same question about the period of the same length before its window. */
    public Question before() {
        return over(from.minus(Duration.between(from, to)), from);
    }

    /** Whatever happened, however long after the entry. */
    public Question withoutLimit() {
        return new Question(image, dataFreshAsOf, from, to, asOf, null, filter);
    }

    public Question asOf(Instant moment) {
        return new Question(image, dataFreshAsOf, from, to, moment, within, filter);
    }

    public Question about(Filter deals) {
        return new Question(image, dataFreshAsOf, from, to, asOf, within, deals);
    }

    public AnswerHeader header() {
        return new AnswerHeader(
                pipeline().key(),
                from,
                to,
                asOf,
                dataFreshAsOf,
                pipeline().currency(),
                pipeline().timeZone());
    }
}
