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

    void add(PackedHistory track, Dictionaries dictionaries) {
        sum(track, dictionaries, 1);
    }

    void remove(PackedHistory track, Dictionaries dictionaries) {
        sum(track, dictionaries, -1);
    }

    /** Of all that happened before the start of a day, in days since the epoch. */
    public long before(int day) {
        var sum = seed;
        for (var i = 0; i < byDay.length && first + i < day; i++) {
            sum += byDay[i];
        }
        return mixed(sum);
    }

    private void sum(PackedHistory track, Dictionaries dictionaries, int sign) {
        var deal =
                mixed(track.deal().getMostSignificantBits() ^ mixed(track.deal().getLeastSignificantBits()));
        for (var state = 0; state < track.stateCount(); state++) {
            var labels = dictionaries.labels.value(track.labels(state));
            var what = mixed(track.at(state) + deal);
            what = mixed(what
                    + hash(dictionaries.stages.value(track.stage(state)))
                    + 31L * track.status(state)
                    + (track.isExpectedLate(state) ? 1 : 0));
            what = mixed(what + track.expectedDay(state) + Double.doubleToLongBits(track.amount(state)));
            what = mixed(what + hash(labels.owner()) + 31L * hash(labels.team()));
            what = mixed(what + hash(labels.product()) + 31L * hash(labels.source()) + 37L * hash(labels.region()));
            what = mixed(what + hash(dictionaries.customers.value(track.customer(state))));
            what = mixed(what + dictionaries.billingHash(track.terms(state), track.milestones(state)));
            add(days.of(track.at(state)), sign * what);
        }
        for (var i = 0; i < track.paymentCount(); i++) {
            var what = mixed(track.paymentAt(i) + deal + 1);
            what = mixed(what + track.paymentDay(i) + Double.doubleToLongBits(track.paymentAmount(i)));
            add(days.of(track.paymentAt(i)), sign * what);
            if (track.isReversed(i)) {
                // What was known before it still is: a day between the two is as it was.
                add(days.of(track.paymentReversedAt(i)), sign * mixed(what + track.paymentReversedAt(i)));
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
