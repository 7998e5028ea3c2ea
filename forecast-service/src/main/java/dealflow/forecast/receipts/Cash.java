package dealflow.forecast.receipts;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.measure.Moments;

/**
 * Orders to come, turned into money: the days on which they are expected, convolved with how long they take to be paid. A
 * slipped order moves its cash.
 */
final class Cash {

    private final double[] counts;
    private final double[] amounts;
    private final double[] squares;
    private final double allSquares;

    private Cash(double[] counts, double[] amounts, double[] squares, double allSquares) {
        this.counts = counts;
        this.amounts = amounts;
        this.squares = squares;
        this.allSquares = allSquares;
    }

    static Cash none(int days) {
        return new Cash(new double[days + 1], new double[days + 1], new double[days + 1], 0);
    }

    /** Adds what these bring, of which nothing is there yet. */
    void add(Orders orders, double[] paid) {
        convolve(orders.counts, paid, counts);
        convolve(orders.amounts, paid, amounts);
        convolve(orders.squares, paid, squares);
    }

    /** Expected orders by day, from today on. */
    static final class Orders {
        private final double[] counts;
        private final double[] amounts;
        private final double[] squares;
        private double allSquares;

        Orders(int days) {
            counts = new double[days];
            amounts = new double[days];
            squares = new double[days];
        }

        /**
         * Adds deals that are won on day {@code d} with chance {@code won[d]}.
         *
         * @param count how many they are; with the sums of their amounts and of the squares of these
         */
        void add(double[] won, double count, double amount, double square) {
            for (var day = 0; day < counts.length; day++) {
                counts[day] += count * won[day];
                amounts[day] += amount * won[day];
                squares[day] += square * won[day];
            }
            allSquares += square;
        }

        /** @param paid {@code [k]}: the part of an order that is paid by the end of day k after it */
        Cash paid(double[] paid) {
            var days = counts.length + 1;
            var cash = new Cash(new double[days], new double[days], new double[days], allSquares);
            cash.add(this, paid);
            return cash;
        }
    }

    /** @param sums {@code [t]}: before day t */
    private static void convolve(double[] orders, double[] paid, double[] sums) {
        for (var day = 0; day < orders.length; day++) {
            if (orders[day] != 0) {
                for (var t = day + 1; t < sums.length; t++) {
                    sums[t] += orders[day] * paid[t - 1 - day];
                }
            }
        }
    }

    /** The increments of what has happened before each day: on each day. */
    static double[] daily(double[] before) {
        var daily = new double[before.length - 1];
        for (var day = 0; day < daily.length; day++) {
            daily[day] = before[day + 1] - before[day];
        }
        return daily;
    }

    /** The same so many days later, or earlier; what would come before the order comes with it. */
    static double[] shifted(double[] paid, int days) {
        var shifted = new double[paid.length];
        for (var k = 0; k < paid.length; k++) {
            var from = Math.min(paid.length - 1, k - days);
            shifted[k] = from < 0 ? 0 : paid[from];
        }
        return shifted;
    }

    /** The part of one order that is expected in the window, if it is won before day {@code d} with chance {@code won[d]}. */
    static double part(double[] won, double[] paid, Window window) {
        var part = 0.0;
        for (var day = 0; day < window.to(); day++) {
            var late = paid[window.to() - 1 - day];
            var early = day < window.from() ? paid[window.from() - 1 - day] : 0;
            part += (won[day + 1] - won[day]) * (late - early);
        }
        return part;
    }

    /** The expected number of orders paid, in whole orders, and the money. */
    Moments open(Window window) {
        var spread = squares[window.to()] - squares[window.from()];
        // A deal pays between nothing and all of its amount, so that for a mean part q the variance is at most q (1 -
        // q)
        // (Bhatia and Davis 2000); and the mean of q squared is at least the square of the mean.
        var variance = allSquares == 0 ? 0 : spread - spread * spread / allSquares;
        return new Moments(
                counts[window.to()] - counts[window.from()], amounts[window.to()] - amounts[window.from()], variance);
    }

    /** The same where the number of orders is Poisson. */
    Moments fresh(Window window) {
        return new Moments(
                counts[window.to()] - counts[window.from()],
                amounts[window.to()] - amounts[window.from()],
                squares[window.to()] - squares[window.from()]);
    }
}
