package dealflow.funnel.history;

import dealflow.contract.deal.Status;
import dealflow.contract.event.Direction;
import java.util.Arrays;
import java.util.UUID;

/**
 * The states of many deals in columns that grow, deal by deal. A deal begins with its first entry into the funnel; a
 * state that changes nothing that is counted is left out.
 */
public final class StateColumns {

    public static final int NO_DIRECTION = 7;
    private static final Direction[] DIRECTIONS = Direction.values();

    public int deals;
    public int states;
    long[] idHigh = new long[16];
    long[] idLow = new long[16];
    public int[] start = new int[17];
    public long[] at = new long[64];
    public long[] amount = new long[64];
    public int[] segment = new int[64];
    public short[] stage = new short[64];
    public byte[] move = new byte[64];
    public short[] reason = new short[64];
    /** As days since 1970; 0 for none. Most deals are never snoozed, so there is no such column until one is. */
    public int[] snoozed;

    /** What of the amount is which product's, where a deal is about several; so there is no such column until one is. */
    public long[][] parts;

    private UUID id;

    /**
     * What one event left behind, in numbers.
     *
     * @param parts of the amount, in the order of the segment's products; null where there is one or none
     */
    public record State(
            long at,
            Direction direction,
            Status status,
            int stage,
            int segment,
            long amount,
            int reason,
            int snoozedUntil,
            long[] parts) {}

    public void begin(UUID deal) {
        id = deal;
    }

    public void add(State state) {
        add(
                state.at(),
                move(state.status(), state.direction()),
                narrow(state.stage()),
                state.segment(),
                state.amount(),
                narrow(state.reason()),
                state.snoozedUntil(),
                state.parts());
    }

    /** More stages or reasons than fit would be taken for others. */
    private static short narrow(int number) {
        if (number != (short) number) {
            throw new IllegalStateException("more stages or reasons than %d".formatted(Short.MAX_VALUE));
        }
        return (short) number;
    }

    private void add(
            long time,
            byte moved,
            short toStage,
            int inSegment,
            long worth,
            short why,
            int snoozedUntil,
            long[] divided) {
        var fresh = states == start[deals];
        if (fresh && status(moved) != Status.OPEN.ordinal()
                || !fresh && changesNothing(moved, toStage, inSegment, worth, snoozedUntil, divided)) {
            return;
        }
        if (states == at.length) {
            grow(states + states / 2);
        }
        at[states] = time;
        move[states] = moved;
        stage[states] = toStage;
        segment[states] = inSegment;
        amount[states] = worth;
        reason[states] = why;
        if (snoozedUntil != 0) {
            snoozed = snoozed == null ? new int[at.length] : snoozed;
            snoozed[states] = snoozedUntil;
        }
        if (divided != null) {
            parts = parts == null ? new long[at.length][] : parts;
        }
        if (parts != null) {
            parts[states] = divided;
        }
        states++;
    }

    private boolean changesNothing(
            byte moved, short toStage, int inSegment, long worth, int snoozedUntil, long[] divided) {
        var last = states - 1;
        return direction(moved) == NO_DIRECTION
                && status(moved) == status(move[last])
                && toStage == stage[last]
                && inSegment == segment[last]
                && worth == amount[last]
                && snoozedUntil == (snoozed == null ? 0 : snoozed[last])
                && Arrays.equals(divided, parts(last));
    }

    /** Ends the deal; one that never entered the funnel leaves nothing. */
    public void end() {
        if (states == start[deals]) {
            return;
        }
        if (deals == idHigh.length) {
            idHigh = Arrays.copyOf(idHigh, deals + deals / 2);
            idLow = Arrays.copyOf(idLow, idHigh.length);
            start = Arrays.copyOf(start, idHigh.length + 1);
        }
        idHigh[deals] = id.getMostSignificantBits();
        idLow[deals] = id.getLeastSignificantBits();
        start[++deals] = states;
    }

    /** Forgets what was added of the deal that has begun. */
    public void drop() {
        states = start[deals];
    }

    /** Takes over a whole deal. */
    public void copy(StateColumns from, int deal) {
        begin(from.id(deal));
        for (var s = from.start[deal]; s < from.start[deal + 1]; s++) {
            add(
                    from.at[s],
                    from.move[s],
                    from.stage[s],
                    from.segment[s],
                    from.amount[s],
                    from.reason[s],
                    from.snoozedUntil(s),
                    from.parts(s));
        }
        end();
    }

    private void grow(int length) {
        at = Arrays.copyOf(at, length);
        amount = Arrays.copyOf(amount, length);
        segment = Arrays.copyOf(segment, length);
        stage = Arrays.copyOf(stage, length);
        move = Arrays.copyOf(move, length);
        reason = Arrays.copyOf(reason, length);
        snoozed = snoozed == null ? null : Arrays.copyOf(snoozed, length);
        parts = parts == null ? null : Arrays.copyOf(parts, length);
    }

    /** Makes room at once for what will come. */
    public void room(int moreDeals, int moreStates) {
        if (deals + moreDeals > idHigh.length) {
            idHigh = Arrays.copyOf(idHigh, deals + moreDeals);
            idLow = Arrays.copyOf(idLow, idHigh.length);
            start = Arrays.copyOf(start, idHigh.length + 1);
        }
        if (states + moreStates > at.length) {
            grow(states + moreStates);
        }
    }

    public UUID id(int deal) {
        return new UUID(idHigh[deal], idLow[deal]);
    }

    public int status(int state) {
        return status(move[state]);
    }

    public int direction(int state) {
        return direction(move[state]);
    }

    public int snoozedUntil(int state) {
        return snoozed == null ? 0 : snoozed[state];
    }

    /** Of the amount, by product; null where the deal is about one or none. */
    public long[] parts(int state) {
        return parts == null ? null : parts[state];
    }

    static Direction directionOf(int number) {
        return number == NO_DIRECTION ? null : DIRECTIONS[number];
    }

    private static byte move(Status status, Direction direction) {
        return (byte) (status.ordinal() | (direction == null ? NO_DIRECTION : direction.ordinal()) << 2);
    }

    private static int status(byte move) {
        return move & 3;
    }

    private static int direction(byte move) {
        return move >> 2;
    }
}
