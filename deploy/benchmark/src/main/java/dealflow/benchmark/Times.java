package dealflow.benchmark;

import java.util.Arrays;

/** How long things took, in nanoseconds. */
final class Times {

    private long[] nanos = new long[1024];
    private int count;

    void add(long taken) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = taken;
    }

    void addAll(Times others) {
        for (var i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    int count() {
        return count;
    }

    /** In milliseconds, what so large a share of them stayed below. */
    double at(double share) {
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return count == 0 ? Double.NaN : sorted[(int) Math.min(count - 1, Math.ceil(share * count))] / 1e6;
    }
}
