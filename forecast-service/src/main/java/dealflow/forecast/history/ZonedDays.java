package dealflow.forecast.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;

/** Days of moments in one time zone, without an object for each moment: histories have millions of them. */
public final class ZonedDays {

    private static final long DAY = 86_400_000_000L;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private final ZoneId zone;

    /** When offsets begin, ascending; and these, all in microseconds. */
    private final long[] begins;

    private final long[] offsets;

    ZonedDays(ZoneId zone) {
        this.zone = zone;
        var rules = zone.getRules();
        var moments = new ArrayList<Instant>();
        var end = LocalDate.of(LAST_YEAR, 1, 1).atStartOfDay(zone).toInstant();
        var next = LocalDate.of(FIRST_YEAR, 1, 1).atStartOfDay(zone).toInstant();
        while (next != null && next.isBefore(end)) {
            moments.add(next);
            var transition = rules.nextTransition(next);
            next = transition == null ? null : transition.getInstant();
        }
        begins = moments.stream().mapToLong(HistoryLoader::micros).toArray();
        offsets = moments.stream()
                .mapToLong(at -> rules.getOffset(at).getTotalSeconds() * 1_000_000L)
                .toArray();
    }

    /** The day of a moment in microseconds since the epoch, in days since the epoch. */
    public int of(long micros) {
        var at = Arrays.binarySearch(begins, micros);
        var offset = offsets[Math.max(0, at >= 0 ? at : -at - 2)];
        return (int) Math.floorDiv(micros + offset, DAY);
    }

    /** The first moment of a day, in microseconds since the epoch. */
    public long start(int day) {
        return HistoryLoader.micros(LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant());
    }
}
