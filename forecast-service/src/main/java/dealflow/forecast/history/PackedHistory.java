package dealflow.forecast.history;

import java.util.List;
import java.util.UUID;

/**
 * Everything that a deal has been, packed: about 40 bytes a state, so that millions of deals fit into memory.
 *
 * @param sequence of its last event
 * @param states {@link #STATE} numbers each, in order; states that look the same are one
 * @param payments {@link #PAYMENT} numbers each, in order
 * @param parts by state, what of the amount is which product's; null where the deal has always been about one or none
 * @param quantities by state, how much of which product; null where the deal has never had lines
 */
public record PackedHistory(
        UUID deal,
        long sequence,
        long[] states,
        long[] payments,
        List<List<Double>> parts,
        List<List<Quantity>> quantities) {

    static final int STATE = 5;
    static final int PAYMENT = 4;

    /** What it takes besides its states and payments: its own fields, two arrays' heads, its id, and the place in the table. */
    private static final int BYTES = 40 + 2 * 16 + 32 + 64;

    /** Of a state's list of parts, most of which are those of the state before. */
    private static final int PART_BYTES = 32;

    static final int MOST_STAGES = 0xffff;
    static final int NO_DAY = Integer.MIN_VALUE;

    /** When a payment is taken back that never is. */
    static final long NEVER = Long.MAX_VALUE;

    /** In the second number of a state whose expected close was not said when it came to be so, but later. */
    static final int LATE = 1 << 24;

    /** One that has always been about one product, or none, and has never had lines. */
    PackedHistory(UUID deal, long sequence, long[] states, long[] payments) {
        this(deal, sequence, states, payments, null, null);
    }

    /** About how much memory it takes, with the place in which it is found. */
    long bytes() {
        var lists = (parts == null ? 0 : PART_BYTES * parts.size())
                + (quantities == null ? 0 : PART_BYTES * quantities.size());
        return BYTES + 8L * (states.length + payments.length) + lists;
    }

    /** By product; empty where there is one or none. */
    List<Double> parts(int state) {
        return parts == null ? List.of() : parts.get(state);
    }

    /** By product and unit; empty where there are no lines. */
    List<Quantity> quantities(int state) {
        return quantities == null ? List.of() : quantities.get(state);
    }

    int stateCount() {
        return states.length / STATE;
    }

    /** When it came to be so, in microseconds since the epoch. */
    public long at(int state) {
        return states[state * STATE];
    }

    int stage(int state) {
        return (int) (states[state * STATE + 1] & MOST_STAGES);
    }

    int status(int state) {
        return (int) (states[state * STATE + 1] >> 16 & 0xff);
    }

    int expectedDay(int state) {
        return high(states[state * STATE + 1]);
    }

    boolean isExpectedLate(int state) {
        return (states[state * STATE + 1] & LATE) != 0;
    }

    double amount(int state) {
        return Double.longBitsToDouble(states[state * STATE + 2]);
    }

    int labels(int state) {
        return low(states[state * STATE + 3]);
    }

    int customer(int state) {
        return high(states[state * STATE + 3]);
    }

    int terms(int state) {
        return low(states[state * STATE + 4]);
    }

    int milestones(int state) {
        return high(states[state * STATE + 4]);
    }

    int paymentCount() {
        return payments.length / PAYMENT;
    }

    long paymentAt(int payment) {
        return payments[payment * PAYMENT];
    }

    int paymentDay(int payment) {
        return (int) payments[payment * PAYMENT + 1];
    }

    double paymentAmount(int payment) {
        return Double.longBitsToDouble(payments[payment * PAYMENT + 2]);
    }

    /** When it became known that it had been recorded by mistake; {@link #NEVER} if it had not. */
    long paymentReversedAt(int payment) {
        return payments[payment * PAYMENT + 3];
    }

    boolean isReversed(int payment) {
        return paymentReversedAt(payment) != NEVER;
    }

    /** When its latest change was, in microseconds since the epoch. */
    public long latest() {
        var latest = at(stateCount() - 1);
        for (var i = 0; i < paymentCount(); i++) {
            latest = Math.max(latest, isReversed(i) ? paymentReversedAt(i) : paymentAt(i));
        }
        return latest;
    }

    static long pack(int low, int high) {
        return (long) high << 32 | low & 0xffffffffL;
    }

    private static int low(long word) {
        return (int) word;
    }

    private static int high(long word) {
        return (int) (word >> 32);
    }
}
