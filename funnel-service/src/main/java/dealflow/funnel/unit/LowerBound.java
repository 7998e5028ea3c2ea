package dealflow.funnel.unit;

import java.util.function.IntToLongFunction;

/** Where something is in what stands in rising order. */
public final class LowerBound {

    private LowerBound() {}

    /** The first of {@code size} places whose value is {@code least} or more; {@code size} if none is. */
    public static int first(int size, IntToLongFunction value, long least) {
        var low = 0;
        var high = size;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (value.applyAsLong(middle) < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
