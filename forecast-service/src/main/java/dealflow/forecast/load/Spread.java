package dealflow.forecast.load;

/**
 * Hashes of keys of several small numbers, or of names that differ in their last signs. Those that records have by themselves (and
 * texts) are sums of multiples of 31, the same for a great many of such keys: a map of these searches through lists.
 */
public final class Spread {

    /** Odd, and far from what the parts differ by. */
    private static final int FACTOR = 0x9E3779B1;

    private Spread() {}

    public static int of(int... parts) {
        var mixed = 0;
        for (var part : parts) {
            mixed = (mixed + part) * FACTOR;
            mixed ^= mixed >>> 15;
        }
        return mixed;
    }
}
