package dealflow.funnel.history;

import dealflow.contract.event.Direction;
import dealflow.funnel.statistics.DurationHistograms;
import dealflow.funnel.unit.LowerBound;
import dealflow.funnel.unit.SecondKeys;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The lives of many deals, ordered by their first entry into the funnel, with what statistics ask of them most: how far
 * each has come by its last state. Never changes.
 */
public final class DealColumns {

    public final StateColumns states;
    public final int deals;
    public final Stages stages;
    public final long[] entry;
    /** The time of the last state; from then on the columns below hold. */
    public final long[] lastAt;

    public final byte[] status;
    public final byte[] furthest;
    public final byte[] row;
    public final long[] since;
    public final long[] amount;
    public final int[] segment;
    public final ProgressColumns progressColumns;
    /** One more than the greatest code of a length. */
    public final int width;
    /** The deals that are open by their last state, ascending; when each entered its stage, and reached its furthest row. */
    public final int[] open;

    public final long[] openEnteredAt;
    public final long[] openReachedAt;

    public final Timeline timeline;
    private final Map<Dimension, Postings> postings = new EnumMap<>(Dimension.class);
    private final int[] byId;
    /** Keeps the compiler from leaving out what is only read. */
    private int fetched;

    /** @param unordered deals in any order, each complete */
    public DealColumns(StateColumns unordered, Stages stages, Segments.Table segments) {
        this.stages = stages;
        states = inOrder(unordered);
        deals = states.deals;
        entry = new long[deals];
        lastAt = new long[deals];
        status = new byte[deals];
        furthest = new byte[deals];
        row = new byte[deals];
        since = new long[deals];
        amount = new long[deals];
        segment = new int[deals];
        progressColumns = new ProgressColumns(states, stages);
        width = DurationHistograms.width(progressColumns.lengths);
        for (var deal = 0; deal < deals; deal++) {
            note(deal);
        }
        open = IntStream.range(0, deals)
                .filter(deal -> status[deal] == DealPath.OPEN)
                .toArray();
        openEnteredAt = Arrays.stream(open)
                .mapToLong(deal -> progressColumns.enteredAt(last(deal)))
                .toArray();
        openReachedAt = Arrays.stream(open)
                .mapToLong(deal -> progressColumns.reachedAt(last(deal)))
                .toArray();
        for (var dimension : Dimension.values()) {
            postings.put(
                    dimension,
                    Postings.of(
                            Arrays.copyOf(states.start, deals + 1),
                            states.segment,
                            segments.values(dimension),
                            segments.names(dimension).size()));
        }
        timeline = new Timeline(states);
        byId = byId();
    }

    /** The deals that ever had each value; null where no such lists are kept. */
    public Postings postings(Grouping by) {
        return postings.get(by);
    }

    /**
     * Reads what is asked of deals that lie apart, of all of them before any is looked at: the processor then waits for many
     * places of the memory at once and not for one after the other. A few hundred fit its cache.
     */
    public void fetch(int[] some, int from, int to) {
        var read = 0L;
        for (var i = from; i < to; i++) {
            var deal = some[i];
            read += lastAt[deal]
                    + since[deal]
                    + amount[deal]
                    + segment[deal]
                    + progressColumns.lengths[progressColumns.begin[deal]];
        }
        fetched = (int) read;
    }

    /** The same with their last states, of the first some. */
    public void fetchStates(int[] some, int count) {
        var read = 0L;
        for (var i = 0; i < count; i++) {
            var last = last(some[i]);
            read += states.at[last]
                    + states.amount[last]
                    + progressColumns.known[last]
                    + progressColumns.furthest[last];
        }
        fetched = (int) read;
        fetch(some, 0, count);
    }

    /** The last state of a deal by a moment, that moment included; it has to have entered by then. */
    public int lastBy(int deal, long moment) {
        var last = last(deal);
        while (states.at[last] > moment) {
            last--;
        }
        return last;
    }

    /** Since when a deal had had the status of one of its states by that state. */
    public long since(int deal, int state) {
        var first = state;
        while (first > states.start[deal] && states.status(first - 1) == states.status(state)) {
            first--;
        }
        return states.at[first];
    }

    /** Why a deal that was lost by one of its states was lost, as the move said it; 0 for none. */
    public int reason(int deal, int state) {
        for (var s = state; s >= states.start[deal] && states.status(s) == DealPath.LOST; s--) {
            if (states.direction(s) == Direction.LOST.ordinal()) {
                return states.reason[s] & 0xFFFF;
            }
        }
        return 0;
    }

    /** Where the open deals from one on begin in {@link #open}. */
    int openFrom(int deal) {
        var found = Arrays.binarySearch(open, deal);
        return found < 0 ? -found - 1 : found;
    }

    private static StateColumns inOrder(StateColumns from) {
        var order = new long[from.deals];
        for (var i = 0; i < order.length; i++) {
            // A primitive sort by the second does nearly all of it; ties are mended below.
            order[i] = SecondKeys.of(from.at[from.start[i]], i);
        }
        Arrays.sort(order);
        var deals = new int[order.length];
        for (var i = 0; i < order.length; i++) {
            var deal = SecondKeys.number(order[i]);
            var place = i;
            while (place > 0 && after(from, deals[place - 1], deal)) {
                deals[place] = deals[--place];
            }
            deals[place] = deal;
        }
        var to = new StateColumns();
        to.room(from.deals, from.states);
        for (var deal : deals) {
            to.copy(from, deal);
        }
        return to;
    }

    private static boolean after(StateColumns states, int a, int b) {
        var left = states.at[states.start[a]];
        var right = states.at[states.start[b]];
        return left > right || left == right && states.id(a).compareTo(states.id(b)) > 0;
    }

    private void note(int deal) {
        var last = last(deal);
        entry[deal] = states.at[states.start[deal]];
        lastAt[deal] = states.at[last];
        status[deal] = (byte) states.status(last);
        furthest[deal] = progressColumns.furthest[last];
        row[deal] = progressColumns.row[last];
        since[deal] = since(deal, last);
        amount[deal] = states.amount[last];
        segment[deal] = states.segment[last];
    }

    /** The last state of a deal. */
    public int last(int deal) {
        return states.start[deal + 1] - 1;
    }

    /** The first deal that entered at a moment or later. */
    public int firstFrom(long moment) {
        return LowerBound.first(deals, deal -> entry[deal], moment);
    }

    private int[] byId() {
        var table = new int[Integer.highestOneBit(Math.max(1, deals)) * 4];
        for (var deal = 0; deal < deals; deal++) {
            var place = hash(states.idHigh[deal], states.idLow[deal], table.length);
            while (table[place] != 0) {
                place = place + 1 & table.length - 1;
            }
            table[place] = deal + 1;
        }
        return table;
    }

    /** The place of a deal, or -1. */
    public int find(long idHigh, long idLow) {
        for (var place = hash(idHigh, idLow, byId.length); byId[place] != 0; place = place + 1 & byId.length - 1) {
            var deal = byId[place] - 1;
            if (states.idHigh[deal] == idHigh && states.idLow[deal] == idLow) {
                return deal;
            }
        }
        return -1;
    }

    private static int hash(long high, long low, int places) {
        var mixed = (high ^ Long.rotateLeft(low, 31)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & places - 1;
    }
}
