package dealflow.funnel;

import java.util.Arrays;

/** Lengths of time, counted by {@link Span}, in several series. */
final class SpanCounts {

    private final int[][] series;

    SpanCounts(int series) {
        this.series = new int[series][];
        Arrays.fill(this.series, new int[0]);
    }

    void add(int number, long micros) {
        count(number, Span.code(micros), 1);
    }

    void count(int number, int code, int sign) {
        if (code >= series[number].length) {
            series[number] = Arrays.copyOf(series[number], code + code / 4 + 64);
        }
        series[number][code] += sign;
    }

    int[] of(int number) {
        return series[number];
    }

    void plus(SpanCounts other, int sign) {
        for (var i = 0; i < series.length; i++) {
            if (series[i].length < other.series[i].length) {
                series[i] = Arrays.copyOf(series[i], other.series[i].length);
            }
            for (var code = 0; code < other.series[i].length; code++) {
                series[i][code] += sign * other.series[i][code];
            }
        }
    }

    void trim() {
        for (var i = 0; i < series.length; i++) {
            var length = series[i].length;
            while (length > 0 && series[i][length - 1] == 0) {
                length--;
            }
            series[i] = Arrays.copyOf(series[i], length);
        }
    }

    /** Some series as one. */
    int[] together(int first, int last) {
        var sum = new int[0];
        for (var i = first; i <= last; i++) {
            sum = sum(sum, series[i]);
        }
        return sum;
    }

    static int[] sum(int[] a, int[] b) {
        var sum = Arrays.copyOf(a, Math.max(a.length, b.length));
        for (var code = 0; code < b.length; code++) {
            sum[code] += b[code];
        }
        return sum;
    }
}
