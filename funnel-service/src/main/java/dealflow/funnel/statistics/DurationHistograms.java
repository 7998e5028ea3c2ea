package dealflow.funnel.statistics;

import dealflow.funnel.unit.DurationBucket;
import java.util.Arrays;

/** Lengths of time, counted by {@link DurationBucket}, in several series. */
public final class DurationHistograms {

    private static final int CODE_BITS = 15;
    private static final int CODE = (1 << CODE_BITS) - 1;

    private final int[][] series;
    /** Every series has at least that length. */
    private int room;

    public DurationHistograms(int series) {
        this.series = new int[series][];
        Arrays.fill(this.series, new int[0]);
    }

    /** A length of time with the series that it is counted in, in one number. */
    public static int length(int number, long micros) {
        return number << CODE_BITS | DurationBucket.code(micros);
    }

    /** One more than the greatest code of some lengths. */
    public static int width(int[] lengths) {
        var most = -1;
        for (var length : lengths) {
            most = Math.max(most, length & CODE);
        }
        return most + 1;
    }

    /** Makes room for codes below some width in every series. */
    public void room(int width) {
        if (width <= room) {
            return;
        }
        room = width;
        for (var i = 0; i < series.length; i++) {
            if (series[i].length < width) {
                series[i] = Arrays.copyOf(series[i], width);
            }
        }
    }

    /** Counts some lengths, for which there is room. */
    public void count(int[] lengths, int from, int to, int sign) {
        for (var i = from; i < to; i++) {
            series[lengths[i] >>> CODE_BITS][lengths[i] & CODE] += sign;
        }
    }

    public void add(int number, long micros) {
        count(number, DurationBucket.code(micros), 1);
    }

    public void count(int number, int code, int sign) {
        if (code >= series[number].length) {
            series[number] = Arrays.copyOf(series[number], code + code / 4 + 64);
        }
        series[number][code] += sign;
    }

    public int[] of(int number) {
        return series[number];
    }

    /** Adds series that were kept, or with sign -1 takes them away. */
    public void plus(PackedHistogram[] others, int sign) {
        for (var i = 0; i < series.length; i++) {
            if (series[i].length < others[i].length()) {
                series[i] = Arrays.copyOf(series[i], others[i].length());
            }
            others[i].addTo(series[i], sign);
        }
    }

    /** The series as they are now. */
    public PackedHistogram[] keep() {
        return Arrays.stream(series).map(PackedHistogram::of).toArray(PackedHistogram[]::new);
    }

    /** Some series as one. */
    public int[] together(int first, int last) {
        var sum = new int[0];
        for (var i = first; i <= last; i++) {
            sum = sum(sum, series[i]);
        }
        return sum;
    }

    static long total(int[] counts) {
        var total = 0L;
        for (var count : counts) {
            total += count;
        }
        return total;
    }

    public static int[] sum(int[] a, int[] b) {
        var sum = Arrays.copyOf(a, Math.max(a.length, b.length));
        for (var code = 0; code < b.length; code++) {
            sum[code] += b[code];
        }
        return sum;
    }
}
