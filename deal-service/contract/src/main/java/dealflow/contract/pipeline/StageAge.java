package dealflow.contract.pipeline;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * How long deals have been in a stage: in days of the calendar or, where the stage says so, in business days, which are
 * neither Saturdays, Sundays nor the pipeline's holidays. Days are those of the pipeline's time zone. A deal is stalled from the moment
 * on at which its stay has lasted as long as its stage allows.
 */
public final class StageAge {

    private final Pipeline pipeline;
    private final Set<LocalDate> holidays;

    public StageAge(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.holidays = pipeline.holidays() == null ? Set.of() : Set.copyOf(pipeline.holidays());
    }

    /** The moment at which a stay has lasted as long as its stage allows; null where that sets no threshold. */
    public Instant outlastedAt(Stage stage, Instant enteredAt) {
        if (stage.stalledAfter() == null) {
            return null;
        }
        var entered = enteredAt.atZone(pipeline.timeZone());
        if (!stage.stalledCountsBusinessDays()) {
            return entered.plus(stage.stalledAfter()).toInstant();
        }
        var day = entered.toLocalDate();
        for (var left = stage.stalledAfter().getDays(); left > 0; ) {
            day = day.plusDays(1);
            left -= businessDay(day) ? 1 : 0;
        }
        return entered.with(day).toInstant();
    }

    /** The whole days of a stay so far, in the kind of day that the stage counts. */
    public long days(Stage stage, Instant enteredAt, Instant now) {
        var entered = enteredAt.atZone(pipeline.timeZone());
        var until = now.atZone(pipeline.timeZone());
        var calendar = ChronoUnit.DAYS.between(entered, until);
        if (!stage.stalledCountsBusinessDays()) {
            return calendar;
        }
        var from = entered.toLocalDate();
        return from.plusDays(1)
                .datesUntil(from.plusDays(calendar + 1))
                .filter(this::businessDay)
                .count();
    }

    public LocalDate dayOf(Instant instant) {
        return instant.atZone(pipeline.timeZone()).toLocalDate();
    }

    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(pipeline.timeZone()).toInstant();
    }

    private boolean businessDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day);
    }
}
