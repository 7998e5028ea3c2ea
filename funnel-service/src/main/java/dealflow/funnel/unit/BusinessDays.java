package dealflow.funnel.unit;

import dealflow.contract.Pipeline;
import dealflow.contract.Stage;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/** When a stay becomes too long, in calendar or in business days of a pipeline. */
public final class BusinessDays {

    private final ZoneId zone;
    private final Set<LocalDate> holidays;

    public BusinessDays(Pipeline pipeline) {
        zone = pipeline.timeZone();
        holidays = pipeline.holidays() == null ? Set.of() : new HashSet<>(pipeline.holidays());
    }

    /** When a stay that began then is stalled, by the stage's own threshold; the time of day stays the same. */
    public Instant due(Instant entered, Stage stage) {
        var begin = entered.atZone(zone);
        if (!stage.stalledCountsBusinessDays()) {
            return begin.plus(stage.stalledAfter()).toInstant();
        }
        var day = begin.toLocalDate();
        for (var left = days(stage.stalledAfter()); left > 0; ) {
            day = day.plusDays(1);
            left -= isBusinessDay(day) ? 1 : 0;
        }
        return begin.with(day).toInstant();
    }

    /** A month of business days is taken as 21, a year as 252. */
    private static long days(Period period) {
        return period.toTotalMonths() * 21 + period.getDays();
    }

    private boolean isBusinessDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day);
    }
}
