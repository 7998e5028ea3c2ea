package dealflow.forecast.history;

import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Marks of what happened to a pipeline's deals, day by day: equal marks before a day say that the same had happened until then, in any
 * replica and after any restart. A mark is the sum of what its changes are hashed to, so that a change is added and taken away alone.
 */
public final class HistoryMarks {

    private final ZonedDays days;
    private final long seed;
    private final DaySums happened;
    /** Nothing is learned from own values: whatever is known of them, past days are as they were. */
    private final DaySums ownValues;

    private HistoryMarks(ZonedDays days, long seed, DaySums happened, DaySums ownValues) {
        this.days = days;
        this.seed = seed;
        this.happened = happened;
        this.ownValues = ownValues;
    }

    private HistoryMarks(ZonedDays days, long seed) {
        this(days, seed, new DaySums(), new DaySums());
    }

    /** Of no deals yet; days and stages are those of the pipeline, null while it is not known. */
    static HistoryMarks of(Pipeline pipeline) {
        if (pipeline == null) {
            return new HistoryMarks(new ZonedDays(ZoneOffset.UTC), 0);
        }
        var stages = pipeline.funnelStages().stream().map(Stage::key).toList();
        var definition = pipeline.timeZone() + " " + stages + " " + new TreeMap<>(pipeline.retiredStages()) + " "
                + pipeline.holidays();
        return new HistoryMarks(new ZonedDays(pipeline.timeZone()), mixed(definition.hashCode()));
    }

    /** Of the same pipeline without its deals. */
    HistoryMarks none() {
        return new HistoryMarks(days, seed);
    }

    HistoryMarks copy() {
        return new HistoryMarks(days, seed, happened.copy(), ownValues.copy());
    }

    public ZonedDays days() {
        return days;
    }

    void add(PackedHistory packed, Dictionaries dictionaries) {
        sum(packed, dictionaries, 1);
    }

    void remove(PackedHistory packed, Dictionaries dictionaries) {
        sum(packed, dictionaries, -1);
    }

    /** Of all that happened before the start of a day, in days since the epoch, but for the values of own fields. */
    public long before(int day) {
        return mixed(seed + happened.before(day));
    }

    /** The same with the values of own fields by which deals are told apart. */
    public long withOwnValuesBefore(int day) {
        return mixed(seed + happened.before(day) + ownValues.before(day));
    }

    private void sum(PackedHistory packed, Dictionaries dictionaries, int sign) {
        var deal = mixed(
                packed.deal().getMostSignificantBits() ^ mixed(packed.deal().getLeastSignificantBits()));
        var last = 0L;
        Map<String, List<String>> lastOwn = Map.of();
        for (var state = 0; state < packed.stateCount(); state++) {
            var at = mixed(packed.at(state) + deal);
            var day = days.of(packed.at(state));
            var is = state(packed, state, dictionaries);
            // One that differs in nothing else is told apart by an own value.
            if (state == 0 || is != last) {
                happened.add(day, sign * mixed(at + is));
            }
            last = is;
            var own = dictionaries.labels.value(packed.labels(state)).own();
            if (!own.equals(lastOwn)) {
                ownValues.add(day, sign * mixed(at + own.hashCode() + 1));
            }
            lastOwn = own;
        }
        for (var i = 0; i < packed.paymentCount(); i++) {
            var what = mixed(packed.paymentAt(i) + deal + 1);
            what = mixed(what + packed.paymentDay(i) + Double.doubleToLongBits(packed.paymentAmount(i)));
            happened.add(days.of(packed.paymentAt(i)), sign * what);
            if (packed.isReversed(i)) {
                // What was known before it still is: a day between the two is as it was.
                happened.add(days.of(packed.paymentReversedAt(i)), sign * mixed(what + packed.paymentReversedAt(i)));
            }
        }
    }

    private static long state(PackedHistory packed, int state, Dictionaries dictionaries) {
        var labels = dictionaries.labels.value(packed.labels(state));
        var is = mixed(hash(dictionaries.stages.value(packed.stage(state)))
                + 31L * packed.status(state)
                + (packed.isExpectedLate(state) ? 1 : 0));
        is = mixed(is + packed.expectedDay(state) + Double.doubleToLongBits(packed.amount(state)));
        is = mixed(is + hash(labels.owner()) + 31L * hash(labels.team()));
        is = mixed(is + hash(labels.product()) + 31L * hash(labels.source()) + 37L * hash(labels.region()));
        is = mixed(is + hash(dictionaries.customers.value(packed.customer(state))));
        is = packed.parts(state).isEmpty() ? is : mixed(is + packed.parts(state).hashCode());
        return mixed(is + dictionaries.billingHash(packed.terms(state), packed.milestones(state)));
    }

    /** A sum for each day. */
    private static final class DaySums {

        private static final int ROOM = 512;

        private int first;
        private long[] byDay = new long[0];

        private DaySums copy() {
            var copy = new DaySums();
            copy.first = first;
            copy.byDay = byDay.clone();
            return copy;
        }

        private long before(int day) {
            var sum = 0L;
            for (var i = 0; i < byDay.length && first + i < day; i++) {
                sum += byDay[i];
            }
            return sum;
        }

        private void add(int day, long what) {
            if (byDay.length == 0) {
                first = day;
                byDay = new long[ROOM];
            } else if (day < first || day >= first + byDay.length) {
                var from = Math.min(first, day < first ? day - ROOM : day);
                var to = Math.max(first + byDay.length, day < first ? day : day + ROOM);
                var grown = new long[to - from];
                System.arraycopy(byDay, 0, grown, first - from, byDay.length);
                first = from;
                byDay = grown;
            }
            byDay[day - first] += what;
        }
    }

    private static int hash(String value) {
        return Objects.hashCode(value);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mixed(long value) {
        var mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
