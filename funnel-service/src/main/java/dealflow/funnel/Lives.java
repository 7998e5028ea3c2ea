package dealflow.funnel;

import java.util.Arrays;

/**
 * The lives of many deals, ordered by their first entry into the funnel, with what statistics ask of them most: how far
 * each has come by its last state. Never changes.
 */
final class Lives {

    /** Of a row that was not reached. */
    static final char NEVER = Character.MAX_VALUE;

    final States states;
    final int deals;
    final Stages stages;
    final long[] entry;
    /** The time of the last state; from then on the columns below hold. */
    final long[] lastAt;

    final byte[] status;
    final byte[] furthest;
    final byte[] row;
    /** Why it was lost; 0 for none. */
    final short[] reason;

    final long[] since;
    final long[] amount;
    final int[] segment;
    final int[] stayBegin;
    final byte[] stayRow;
    /** As {@link Span}; {@link #NEVER} for one that has not ended. */
    final char[] stayLength;
    /** Per deal and row from 1, as {@link Span}: from the first entry until the row was reached. */
    final char[] fromEntry;
    /** The same from when the row before it was reached. */
    final char[] fromPrevious;

    /** Of a deal that is not open, as {@link Span}: from the first entry to its end. */
    final char[] endFromEntry;
    /** The same from when its furthest row was reached. */
    final char[] endFromFurthest;

    /** The deals that are open by their last state, ascending; when each entered its stage, and reached its furthest row. */
    final int[] open;

    final long[] openEnteredAt;
    final long[] openReachedAt;

    final Timeline timeline;
    final Postings[] postings = new Postings[Dimension.values().length];
    private final int[] byId;

    /** @param unordered deals in any order, each complete */
    Lives(States unordered, Stages stages, Segments.Table segments) {
        this.stages = stages;
        states = inOrder(unordered);
        deals = states.deals;
        entry = new long[deals];
        lastAt = new long[deals];
        status = new byte[deals];
        furthest = new byte[deals];
        row = new byte[deals];
        reason = new short[deals];
        since = new long[deals];
        amount = new long[deals];
        segment = new int[deals];
        stayBegin = new int[deals + 1];
        stayRow = new byte[states.states];
        stayLength = new char[states.states];
        fromEntry = new char[deals * steps()];
        fromPrevious = new char[deals * steps()];
        endFromEntry = new char[deals];
        endFromFurthest = new char[deals];
        open = new int[openDeals()];
        openEnteredAt = new long[open.length];
        openReachedAt = new long[open.length];
        var fate = new Fate(stages);
        var opened = 0;
        for (var deal = 0; deal < deals; deal++) {
            fate.follow(states, deal, Long.MAX_VALUE);
            note(deal, fate);
            if (fate.status == Fate.OPEN) {
                open[opened] = deal;
                openEnteredAt[opened] = fate.enteredAt[fate.stays - 1];
                openReachedAt[opened++] = reachedAt(fate);
            } else {
                endFromEntry[deal] = code(fate.since - fate.entry);
                endFromFurthest[deal] = code(fate.since - reachedAt(fate));
            }
        }
        for (var dimension : Dimension.values()) {
            postings[dimension.ordinal()] = Postings.of(
                    Arrays.copyOf(states.start, deals + 1),
                    states.segment,
                    segments.values(dimension),
                    segments.names(dimension).size());
        }
        timeline = new Timeline(states);
        byId = byId();
    }

    /** The last state of a deal by a moment, that moment included; it has to have entered by then. */
    int lastBy(int deal, long moment) {
        var last = states.start[deal + 1] - 1;
        while (states.at[last] > moment) {
            last--;
        }
        return last;
    }

    /** Since when a deal had had the status of one of its states by that state. */
    long since(int deal, int state) {
        var first = state;
        while (first > states.start[deal] && states.status(first - 1) == states.status(state)) {
            first--;
        }
        return states.at[first];
    }

    private int openDeals() {
        var count = 0;
        for (var deal = 0; deal < deals; deal++) {
            count += states.status(states.start[deal + 1] - 1) == Fate.OPEN ? 1 : 0;
        }
        return count;
    }

    /** Where the open deals from one on begin in {@link #open}. */
    int openFrom(int deal) {
        var found = Arrays.binarySearch(open, deal);
        return found < 0 ? -found - 1 : found;
    }

    /** How many rows can be reached from another. */
    int steps() {
        return Math.max(0, stages.funnelRows() - 1);
    }

    private static States inOrder(States from) {
        var order = new long[from.deals];
        for (var i = 0; i < order.length; i++) {
            // Whole seconds and the deal's number in one long, so that a primitive sort does; ties are mended below.
            order[i] = Math.floorDiv(from.at[from.start[i]], 1_000_000L) << 28 | i;
        }
        Arrays.sort(order);
        var deals = new int[order.length];
        for (var i = 0; i < order.length; i++) {
            var deal = (int) (order[i] & (1 << 28) - 1);
            var place = i;
            while (place > 0 && after(from, deals[place - 1], deal)) {
                deals[place] = deals[--place];
            }
            deals[place] = deal;
        }
        var to = new States();
        to.room(from.deals, from.states);
        for (var deal : deals) {
            to.copy(from, deal);
        }
        return to;
    }

    private static boolean after(States states, int a, int b) {
        var left = states.at[states.start[a]];
        var right = states.at[states.start[b]];
        return left > right || left == right && states.id(a).compareTo(states.id(b)) > 0;
    }

    private void note(int deal, Fate fate) {
        entry[deal] = fate.entry;
        lastAt[deal] = states.at[fate.last];
        status[deal] = (byte) fate.status;
        furthest[deal] = (byte) fate.furthest;
        row[deal] = (byte) fate.row;
        reason[deal] = (short) fate.reason;
        since[deal] = fate.since;
        amount[deal] = states.amount[fate.last];
        segment[deal] = states.segment[fate.last];
        var next = stayBegin[deal];
        for (var i = 0; i < fate.stays; i++) {
            stayRow[next] = (byte) fate.stayRow[i];
            stayLength[next++] = fate.leftAt[i] == Fate.STILL ? NEVER : code(fate.leftAt[i] - fate.enteredAt[i]);
        }
        stayBegin[deal + 1] = next;
        var place = deal * steps();
        for (var k = 1; k < stages.funnelRows(); k++, place++) {
            var reached = k <= fate.furthest;
            fromEntry[place] = reached ? code(fate.reachedAt[k] - fate.entry) : NEVER;
            fromPrevious[place] = reached ? code(fate.reachedAt[k] - fate.reachedAt[k - 1]) : NEVER;
        }
    }

    private static long reachedAt(Fate fate) {
        return fate.furthest < 0 ? fate.entry : fate.reachedAt[fate.furthest];
    }

    private static char code(long micros) {
        return (char) Span.code(micros);
    }

    /** The first deal that entered at a moment or later. */
    int firstFrom(long moment) {
        return Sorted.first(deals, deal -> entry[deal], moment);
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
    int find(long idHigh, long idLow) {
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
