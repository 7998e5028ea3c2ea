package dealflow.funnel.history;

import dealflow.contract.deal.Status;
import dealflow.contract.event.Direction;
import java.util.Arrays;

/**
 * How far one deal has come by a moment, and its stays on the way; reused from deal to deal.
 *
 * <p>A stay begins with the state that enters a stage and ends with the one that leaves it. Where a new version of the
 * pipeline puts a deal into another stage the customer has not moved, so the stay goes on there.
 */
public final class DealPath {

    public static final int LEAD = Status.LEAD.ordinal();
    public static final int OPEN = Status.OPEN.ordinal();
    public static final int WON = Status.WON.ordinal();
    public static final int LOST = Status.LOST.ordinal();
    /** When a stay ends that has not ended. */
    public static final long STILL = Long.MAX_VALUE;

    private final int[] rowOf;
    private final int funnelRows;

    /** When it entered the funnel for the first time. */
    public long entry;
    /** The last of its states. */
    public int last;

    public int status;
    /** Since when it has been in that status. */
    public long since;
    /** The furthest row it has reached; the number of the funnel's rows once it was won, -1 for none. */
    public int furthest;
    /** The row that it is in, or was in last. */
    int row;
    /** Of its loss, as the move said it; 0 for none. */
    int reason;
    /** By row of the funnel, when it or a later one was reached first; the place after them is winning. */
    public final long[] reachedAt;

    public int stays;
    public int[] stayRow = new int[16];
    public long[] enteredAt = new long[16];
    public long[] leftAt = new long[16];
    /** The state that ended the stay. */
    public int[] leftWith = new int[16];

    private boolean staying;

    public DealPath(Stages stages) {
        rowOf = stages.rowOf();
        funnelRows = stages.funnelRows();
        reachedAt = new long[funnelRows + 1];
    }

    /**
     * Follows a deal to a moment, that moment included.
     *
     * @return whether it had entered by then
     */
    public boolean follow(StateColumns columns, int deal, long until) {
        begin(columns, deal);
        for (var s = columns.start[deal]; s < columns.start[deal + 1] && columns.at[s] <= until; s++) {
            step(columns, s);
        }
        return status >= 0;
    }

    /** Begins with a deal, before its first state. */
    void begin(StateColumns columns, int deal) {
        entry = columns.at[columns.start[deal]];
        status = -1;
        furthest = -1;
        row = -1;
        reason = 0;
        stays = 0;
        staying = false;
    }

    /** Goes on to the deal's next state. */
    void step(StateColumns columns, int s) {
        last = s;
        if (columns.status(s) != status) {
            status = columns.status(s);
            since = columns.at[s];
            reason = 0;
        }
        if (status == LOST && columns.direction(s) == Direction.LOST.ordinal()) {
            reason = columns.reason[s];
        }
        if (status != OPEN) {
            if (staying) {
                leave(columns.at[s], s);
            }
            if (status == WON) {
                reach(funnelRows, columns.at[s]);
            }
            return;
        }
        row = rowOf[columns.stage[s]];
        if (staying && row != stayRow[stays - 1]) {
            if (columns.direction(s) == StateColumns.NO_DIRECTION) {
                stayRow[stays - 1] = row;
            } else {
                leave(columns.at[s], s);
            }
        }
        if (!staying) {
            enter(columns.at[s]);
        }
        if (row < funnelRows) {
            reach(row, columns.at[s]);
        }
    }

    int endedStays() {
        return stays > 0 && leftAt[stays - 1] == STILL ? stays - 1 : stays;
    }

    private void enter(long at) {
        if (stays == stayRow.length) {
            stayRow = Arrays.copyOf(stayRow, stays * 2);
            enteredAt = Arrays.copyOf(enteredAt, stays * 2);
            leftAt = Arrays.copyOf(leftAt, stays * 2);
            leftWith = Arrays.copyOf(leftWith, stays * 2);
        }
        stayRow[stays] = row;
        enteredAt[stays] = at;
        leftAt[stays] = STILL;
        stays++;
        staying = true;
    }

    private void leave(long at, int state) {
        leftAt[stays - 1] = at;
        leftWith[stays - 1] = state;
        staying = false;
    }

    private void reach(int reached, long at) {
        while (furthest < reached) {
            reachedAt[++furthest] = at;
        }
    }
}
