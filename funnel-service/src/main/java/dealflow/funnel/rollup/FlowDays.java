package dealflow.funnel.rollup;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.unit.EpochMicros;
import dealflow.funnel.unit.ZonedDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * What has flowed before each day of the pipeline's calendar, so that the flow of any run of whole days is a difference
 * of two; only days on which something happened are kept. What was won or lost has the amount that is known by now.
 */
public final class FlowDays {

    private final DealColumns columns;
    private final int[] deals;
    private final ZoneId zone;
    /** When the days begin, ascending. */
    private final long[] begins;
    /** What flowed before each of them, and in all. */
    private final FlowSums[] before;

    private final long end;

    /** @param which of the deals, in their order */
    public FlowDays(DealColumns columns, int[] which) {
        this.columns = columns;
        deals = which;
        zone = columns.stages.pipeline().timeZone();
        var byDay = new TreeMap<Long, FlowSums>();
        var calendar = new ZonedDays(zone);
        var reader = new FlowReader(columns.stages, (segment, amount) -> 0);
        var latest = new long[] {Long.MIN_VALUE};
        var today = new Today();
        for (var deal : deals) {
            reader.follow(columns.states, deal, Long.MAX_VALUE, Long.MAX_VALUE, (state, group, term, row, worth) -> {
                var day = calendar.day(columns.states.at[state]);
                if (today.sums == null || today.day != day) {
                    today.day = day;
                    today.sums = byDay.computeIfAbsent(day, any -> new FlowSums(columns.stages.rows()));
                }
                today.sums.add(term, row, worth, 1);
                latest[0] = Math.max(latest[0], columns.states.at[state]);
            });
        }
        end = latest[0];
        begins = byDay.keySet().stream().mapToLong(this::begin).toArray();
        before = new FlowSums[begins.length + 1];
        before[0] = new FlowSums(columns.stages.rows());
        var next = 1;
        for (var sums : byDay.values()) {
            before[next] = sums.plus(before[next - 1], 1);
            next++;
        }
    }

    private static final class Today {
        private long day;
        private FlowSums sums;
    }

    private long begin(long day) {
        return EpochMicros.of(LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant());
    }

    /** Adds all that flowed before a moment. */
    public void add(FlowSums to, long moment) {
        if (moment > end) {
            to.plus(before[begins.length], 1);
            return;
        }
        var found = Arrays.binarySearch(begins, moment);
        if (found >= 0) {
            to.plus(before[found], 1);
            return;
        }
        var day = -found - 2;
        if (day < 0) {
            return;
        }
        if (day + 1 < before.length && nextDay(begins[day]) <= moment) {
            to.plus(before[day + 1], 1);
            return;
        }
        to.plus(before[day], 1);
        addPartOfADay(to, begins[day], moment);
    }

    private long nextDay(long begin) {
        return EpochMicros.of(Instant.EPOCH
                .plus(begin, ChronoUnit.MICROS)
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant());
    }

    private void addPartOfADay(FlowSums to, long from, long moment) {
        var reader = new FlowReader(columns.stages, (segment, amount) -> 0);
        columns.timeline.eachChanged(from, moment, deal -> {
            if (Arrays.binarySearch(deals, deal) >= 0) {
                reader.follow(columns.states, deal, moment, Long.MAX_VALUE, (state, group, term, row, worth) -> {
                    if (columns.states.at[state] >= from) {
                        to.add(term, row, worth, 1);
                    }
                });
            }
        });
    }
}
