package dealflow.forecast.history;

import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Marks of what happened to a pipeline's deals, day by day: equal marks before a day say that the same had happened until then, in any
 * replica and after any restart. A mark is the sum of what its changes are hashed to, so that a change is added and taken away alone.
 */
public final class HistoryMarks {

    private static final int ROOM = 512;

    private final ZonedDays days;
    private final long seed;
    private int first;
    private long[] byDay = new long[0];

    private HistoryMarks(ZonedDays days, long seed) {
        this.days = days;
        this.seed = seed;
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

    private HistoryMarks(HistoryMarks other) {
        days = other.days;
        seed = other.seed;
        first = other.first;
        byDay = other.byDay.clone();
    }

    HistoryMarks copy() {
        return new HistoryMarks(this);
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

    /** Of all that happened before the start of a day, in days since the epoch. */
    public long before(int day) {
        var sum = seed;
        for (var i = 0; i < byDay.length && first + i < day; i++) {
            sum += byDay[i];
        }
        return mixed(sum);
    }

    private void sum(PackedHistory packed, Dictionaries dictionaries, int sign) {
        var deal = mixed(
                packed.deal().getMostSignificantBits() ^ mixed(packed.deal().getLeastSignificantBits()));
        for (var state = 0; state < packed.stateCount(); state++) {
            var labels = dictionaries.labels.value(packed.labels(state));
            var what = mixed(packed.at(state) + deal);
            what = mixed(what
                    + hash(dictionaries.stages.value(packed.stage(state)))
                    + 31L * packed.status(state)
                    + (packed.isExpectedLate(state) ? 1 : 0));
            what = mixed(what + packed.expectedDay(state) + Double.doubleToLongBits(packed.amount(state)));
            what = mixed(what + hash(labels.owner()) + 31L * hash(labels.team()));
            what = mixed(what + hash(labels.product()) + 31L * hash(labels.source()) + 37L * hash(labels.region()));
            what = mixed(what + hash(dictionaries.customers.value(packed.customer(state))));
            what = packed.parts(state).isEmpty()
                    ? what
                    : mixed(what + packed.parts(state).hashCode());
            what = mixed(what + dictionaries.billingHash(packed.terms(state), packed.milestones(state)));
            add(days.of(packed.at(state)), sign * what);
        }
        for (var i = 0; i < packed.paymentCount(); i++) {
            var what = mixed(packed.paymentAt(i) + deal + 1);
            what = mixed(what + packed.paymentDay(i) + Double.doubleToLongBits(packed.paymentAmount(i)));
            add(days.of(packed.paymentAt(i)), sign * what);
            if (packed.isReversed(i)) {
                // What was known before it still is: a day between the two is as it was.
                add(days.of(packed.paymentReversedAt(i)), sign * mixed(what + packed.paymentReversedAt(i)));
            }
        }
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
