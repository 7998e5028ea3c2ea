package dealflow.funnel.drilldown;

import dealflow.edge.query.InvalidParameterException;
import dealflow.funnel.history.DealColumns;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.EpochMicros;
import dealflow.funnel.unit.Total;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;

/** What a cell counts: how many and how much in all, and one page of it, by time. */
final class DrillDownPage {

    private static final Comparator<Hit> ORDER =
            Comparator.comparingLong(Hit::at).thenComparing(Hit::id).thenComparingInt(Hit::place);

    private final int limit;
    private final Cursor after;
    private final PriorityQueue<Hit> page = new PriorityQueue<>(ORDER.reversed());
    private long count;
    private long withoutAmount;
    private long amount;

    /** One thing that was counted: a deal may be counted more than once, for each of its moves. */
    record Hit(long at, DealColumns columns, int deal, int state, long worth) {
        UUID id() {
            return columns.states.id(deal);
        }

        /** The state among those of its deal. */
        int place() {
            return state - columns.states.start[deal];
        }

        Cursor cursor() {
            return new Cursor(at, id(), place());
        }
    }

    /** The last hit of a page, as an opaque text. */
    record Cursor(long at, UUID id, int place) {

        private static final int PARTS = 3;

        static Cursor of(String text) {
            var parts = text.split("_");
            try {
                if (parts.length == PARTS) {
                    return new Cursor(
                            Long.parseLong(parts[0], Character.MAX_RADIX),
                            UUID.fromString(parts[1]),
                            Integer.parseInt(parts[2], Character.MAX_RADIX));
                }
            } catch (IllegalArgumentException e) {
                // The answer below says it.
            }
            throw new InvalidParameterException("cursor", "is not the 'next' of an earlier page");
        }

        @Override
        public String toString() {
            return Long.toString(at, Character.MAX_RADIX)
                    + '_'
                    + id
                    + '_'
                    + Integer.toString(place, Character.MAX_RADIX);
        }

        boolean before(Hit hit) {
            if (at != hit.at()) {
                return at < hit.at();
            }
            var order = id.compareTo(hit.id());
            return order != 0 ? order < 0 : place < hit.place();
        }
    }

    /** @param after null to begin */
    DrillDownPage(int limit, Cursor after) {
        this.limit = limit;
        this.after = after;
    }

    void add(long at, DealColumns columns, int deal, int state, long worth) {
        count++;
        withoutAmount +=
                worth == Amounts.UNKNOWN || worth == 0 && columns.states.amount[state] == Amounts.UNKNOWN ? 1 : 0;
        amount = Math.addExact(amount, Amounts.orZero(worth));
        list(at, columns, deal, state, worth);
    }

    /** Adds a change of an amount, which is listed, and counted in the amount only. */
    void addChange(long at, DealColumns columns, int deal, int state, long change) {
        amount = Math.addExact(amount, change);
        list(at, columns, deal, state, change);
    }

    private void list(long at, DealColumns columns, int deal, int state, long worth) {
        if (page.size() > limit && at > page.peek().at()) {
            return;
        }
        var hit = new Hit(at, columns, deal, state, worth);
        if (after == null || after.before(hit)) {
            page.add(hit);
            if (page.size() > limit + 1) {
                page.poll();
            }
        }
    }

    Total total() {
        return Total.of(count, amount);
    }

    /** How many of them have no amount that is known, and add nothing to that of the total. */
    long withoutAmount() {
        return withoutAmount;
    }

    List<Hit> page() {
        return page.stream().sorted(ORDER).limit(limit).toList();
    }

    /** The cursor of the page after this one; null if there is none. */
    String next() {
        return page.size() <= limit ? null : page().get(limit - 1).cursor().toString();
    }

    static Instant moment(Hit hit) {
        return EpochMicros.instant(hit.at());
    }
}
