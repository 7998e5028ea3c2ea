package dealflow.local.company;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Moments at which somebody is at work in the company's own time zone. */
public final class WorkingTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private WorkingTime() {}

    static ZonedDateTime on(LocalDate day, Chance chance) {
        return day.atStartOfDay(ZONE).plusMinutes(chance.between(9 * 60, 18 * 60));
    }

    /** A moment at work about {@code days} after another, and later than it. */
    static ZonedDateTime after(ZonedDateTime moment, double days, Chance chance) {
        var wanted = moment.plusMinutes(Math.max(30, Math.round(days * 24 * 60)));
        var day = wanted.toLocalDate();
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        var atWork = on(day, chance);
        return atWork.isAfter(moment) ? atWork : wanted;
    }
}
