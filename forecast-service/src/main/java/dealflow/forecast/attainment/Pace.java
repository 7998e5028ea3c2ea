package dealflow.forecast.attainment;

import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.measure.RevenueSeries;
import java.util.Arrays;

/**
 * The share that earlier periods of the same kind had closed when as much of them was over: what a quarter brings in its last weeks is
 * not missing in its first.
 *
 * @param share of all these periods together
 * @param low and {@code high}: between these the share of one more such period lies with {@code coverage}
 * @param coverage 0.8, or what so few periods allow
 * @param periods how many these are
 */
record Pace(double share, double low, double high, double coverage, int periods) {

    private static final int MOST = 12;
    /** With fewer, the range would hold less than half of the next ones. */
    private static final int FEWEST = 4;

    private static final double TAIL = 0.1;

    /**
     * Looks at the twelve periods before one that is under way.
     *
     * @param now the first day that does not count, since the epoch
     * @param known the first day from which on everything is known
     * @return null where the period is not under way, or fewer than four brought anything
     */
    static Pace of(RevenueSeries revenue, NamedPeriod period, int now, int known) {
        return of((from, to) -> revenue.closed(from, to).amount(), period, now, known);
    }

    /** What came on days {@code [from, to)} since the epoch. */
    interface Came {
        double between(int from, int to);
    }

    /** The same of whatever is counted. */
    static Pace of(Came came, NamedPeriod period, int now, int known) {
        int from = (int) period.from().toEpochDay(), to = (int) period.to().toEpochDay();
        if (now <= from || now >= to) {
            return null;
        }
        var passed = (now - from) / (double) (to - from);
        var shares = new double[MOST];
        var count = 0;
        double closed = 0, all = 0;
        for (var i = 1; i <= MOST; i++) {
            int first = (int) period.plus(-i).toEpochDay(),
                    end = (int) period.plus(1 - i).toEpochDay();
            if (first < known) {
                break;
            }
            var brought = came.between(first, end);
            if (brought > 0) {
                var then = came.between(first, first + (int) Math.round(passed * (end - first)));
                shares[count++] = then / brought;
                closed += then;
                all += brought;
            }
        }
        if (count < FEWEST) {
            return null;
        }
        var ordered = Arrays.copyOf(shares, count);
        Arrays.sort(ordered);
        return new Pace(
                closed / all,
                quantile(ordered, TAIL),
                quantile(ordered, 1 - TAIL),
                Math.min(1 - 2 * TAIL, (count - 1.0) / (count + 1)),
                count);
    }

    /**
     * The next of {@code n} values that come alike lies below the k-th smallest with probability k / (n + 1), whatever their distribution;
     * between two of these it is taken to grow evenly. (Hyndman and Fan 1996, definition 6.)
     */
    static double quantile(double[] ordered, double p) {
        var place = p * (ordered.length + 1);
        if (place <= 1) {
            return ordered[0];
        }
        if (place >= ordered.length) {
            return ordered[ordered.length - 1];
        }
        var below = (int) place;
        return ordered[below - 1] + (place - below) * (ordered[below] - ordered[below - 1]);
    }
}
