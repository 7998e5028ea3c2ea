package dealflow.funnel.unit;

/**
 * Numbers to be sorted by a moment, to the second, packed so that a primitive sort does: the years 1900 to 2200 need 34 bits of seconds,
 * which leaves 30 for the number.
 */
public final class SecondKeys {

    private static final long SECOND = 1_000_000L;
    private static final int BITS = 30;

    /** The first number that does not fit. */
    public static final int MOST = 1 << BITS;

    private SecondKeys() {}

    /** @param micros since the epoch */
    public static long second(long micros) {
        return Math.floorDiv(micros, SECOND);
    }

    /** Ascends with the second of the moment, and within one with the number. */
    public static long of(long micros, int number) {
        if (number < 0 || number >= MOST) {
            throw new IllegalArgumentException("%d is not a number below %d".formatted(number, MOST));
        }
        return second(micros) << BITS | number;
    }

    public static int number(long key) {
        return (int) (key & MOST - 1);
    }
}
