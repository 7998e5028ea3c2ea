package dealflow.benchmark.system;

import java.util.Arrays;

/** How long things took, in nanoseconds. */
public final class Times {

    private long[] nanos = new long[1024];
    private int count;

    public void add(long taken) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = taken;
    }

    public void addAll(Times others) {
        for (var i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    public int count() {
        return count;
    }

    /** In milliseconds, what so large a share of them stayed below. */
    public double at(double share) {
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return count == 0 ? Double.NaN : sorted[(int) Math.min(count - 1, Math.ceil(share * count))] / 1e6;
    }
}
