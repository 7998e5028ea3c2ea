package dealflow.forecast.past;

import dealflow.forecast.calendar.DaysAhead;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Moments;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What each of {@link Estimates#candidates} said at the start of one day: sums by {@link DaysAhead}, of which any window is a difference.
 *
 * @param day in days since the epoch
 * @param wins how many deals had been won by then
 * @param bookings of each candidate
 * @param receipts of each candidate
 * @param owed what of the receipts is due for orders that were won by then
 * @param counts how many deals each candidate says are won
 */
public record PastForecast(
        int day, int wins, List<Sums> bookings, List<Sums> receipts, float[] owed, List<Counts> counts) {

    private static final int CANDIDATES = Estimates.CANDIDATES.size();
    private static final int FLOATS = (CANDIDATES * (2 * 4 + 2) + 1) * DaysAhead.COUNT + CANDIDATES * 3;

    /** Bytes in memory. */
    static final int SIZE = 4 * FLOATS + 1000;

    /**
     * What one estimator expects of the whole pipeline.
     *
     * @param open of the deals that are there, their amount
     * @param openSquares the same of the squares of the amounts
     * @param allSquares the sum of the squares of all that could come of the deals that are there
     * @param fresh of the deals that begin from that day on, their amount
     * @param freshSquares the same of the squares of the amounts
     */
    public record Sums(float[] open, float[] openSquares, float allSquares, float[] fresh, float[] freshSquares) {

        /** {@code weights[i]} of what the i-th said, together. */
        public static Sums mixed(List<Sums> parts, double[] weights) {
            var sums = new Sums(
                    new float[DaysAhead.COUNT],
                    new float[DaysAhead.COUNT],
                    parts.get(0).allSquares,
                    new float[DaysAhead.COUNT],
                    new float[DaysAhead.COUNT]);
            for (var i = 0; i < weights.length; i++) {
                if (weights[i] > 0) {
                    add(sums.open, parts.get(i).open, weights[i]);
                    add(sums.openSquares, parts.get(i).openSquares, weights[i]);
                    add(sums.fresh, parts.get(i).fresh, weights[i]);
                    add(sums.freshSquares, parts.get(i).freshSquares, weights[i]);
                }
            }
            return sums;
        }

        private static void add(float[] sums, float[] part, double weight) {
            for (var i = 0; i < sums.length; i++) {
                sums[i] += (float) (weight * part[i]);
            }
        }

        /**
         * A deal brings between nothing and all of its amount, so that the variance of its part is at most q (1 - q) for a mean part q
         * (Bhatia and Davis 2000), and the mean of q squared is at least the square of the mean.
         */
        public Moments open(Window window) {
            var squares = between(openSquares, window);
            var variance = allSquares <= 0 ? 0 : Math.max(0, squares - squares * squares / allSquares);
            return new Moments(0, between(open, window), variance);
        }

        /** Their number is Poisson. */
        public Moments fresh(Window window) {
            return new Moments(0, between(fresh, window), between(freshSquares, window));
        }
    }

    /**
     * How many deals one estimator says are won: bookings if each deal were worth 1, of which the square is the same.
     *
     * @param deals how many are there
     */
    public record Counts(float[] open, float deals, float[] fresh) {

        private Sums sums() {
            return new Sums(open, open, deals, fresh, fresh);
        }
    }

    /** Of each candidate. */
    public List<Sums> numbers() {
        return counts.stream().map(Counts::sums).toList();
    }

    public List<Sums> of(Measure measure) {
        return measure == Measure.RECEIPTS ? receipts : bookings;
    }

    /** The share of what one expects in a window that depends on orders to come. */
    public double exposed(Sums receipts, Window window) {
        var all = receipts.open(window).mean() + receipts.fresh(window).mean();
        return all <= 0 ? 1 : Math.max(0, Math.min(1, 1 - between(owed, window) / all));
    }

    private static double between(float[] sums, Window window) {
        return DaysAhead.before(sums, window.to()) - DaysAhead.before(sums, window.from());
    }

    byte[] bytes() {
        var bytes = ByteBuffer.allocate(4 * FLOATS);
        bookings.forEach(sums -> write(bytes, sums));
        receipts.forEach(sums -> write(bytes, sums));
        write(bytes, owed);
        counts.forEach(each -> {
            bytes.putFloat(each.deals);
            write(bytes, each.open);
            write(bytes, each.fresh);
        });
        return bytes.array();
    }

    static PastForecast read(int day, int wins, byte[] content) {
        var bytes = ByteBuffer.wrap(content);
        return new PastForecast(day, wins, readAll(bytes), readAll(bytes), readFloats(bytes), readCounts(bytes));
    }

    private static void write(ByteBuffer bytes, Sums sums) {
        bytes.putFloat(sums.allSquares);
        write(bytes, sums.open);
        write(bytes, sums.openSquares);
        write(bytes, sums.fresh);
        write(bytes, sums.freshSquares);
    }

    private static void write(ByteBuffer bytes, float[] values) {
        for (var value : values) {
            bytes.putFloat(value);
        }
    }

    private static List<Sums> readAll(ByteBuffer bytes) {
        var all = new Sums[CANDIDATES];
        for (var i = 0; i < CANDIDATES; i++) {
            var squares = bytes.getFloat();
            all[i] = new Sums(readFloats(bytes), readFloats(bytes), squares, readFloats(bytes), readFloats(bytes));
        }
        return List.of(all);
    }

    private static List<Counts> readCounts(ByteBuffer bytes) {
        var all = new Counts[CANDIDATES];
        for (var i = 0; i < CANDIDATES; i++) {
            var deals = bytes.getFloat();
            all[i] = new Counts(readFloats(bytes), deals, readFloats(bytes));
        }
        return List.of(all);
    }

    private static float[] readFloats(ByteBuffer bytes) {
        var values = new float[DaysAhead.COUNT];
        for (var i = 0; i < values.length; i++) {
            values[i] = bytes.getFloat();
        }
        return values;
    }
}
