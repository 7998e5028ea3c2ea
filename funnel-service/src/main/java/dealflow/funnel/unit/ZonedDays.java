package dealflow.funnel.unit;

import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** The day that a moment lies on, in a time zone; quick where moments between two changes of the clock follow. */
public final class ZonedDays {

    private static final long MICROS_A_SECOND = 1_000_000;
    private static final long MICROS_A_DAY = 86_400 * MICROS_A_SECOND;

    private final ZoneRules rules;
    private long from = 1;
    private long until;
    private long offset;

    public ZonedDays(ZoneId zone) {
        rules = zone.getRules();
    }

    /** Days since 1970. */
    public long day(long micros) {
        if (micros < from || micros >= until) {
            var moment = EpochMicros.instant(micros);
            offset = rules.getOffset(moment).getTotalSeconds() * MICROS_A_SECOND;
            var next = rules.nextTransition(moment);
            var last = rules.previousTransition(moment.plusNanos(1));
            from = last == null ? Long.MIN_VALUE : EpochMicros.of(last.getInstant());
            until = next == null ? Long.MAX_VALUE : EpochMicros.of(next.getInstant());
        }
        return Math.floorDiv(micros + offset, MICROS_A_DAY);
    }
}
