package dealflow.forecast.receipts;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.measure.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Orders to come, turned into money: the days on which they are expected, convolved with how long they take to be paid. A
 * slipped order moves its cash. A question asks for the ends of its periods only, so that the sums are made of those days alone.
 */
final class PaymentConvolution {

    private final double allSquares;
    private final List<Flow> flows = new ArrayList<>();
    private final Map<Integer, Sums> known = new ConcurrentHashMap<>();

    /** @param paid {@code [k]}: the part of an order that is paid by the end of day k after it */
    private record Flow(Orders orders, double[] paid) {}

    /** What comes before the start of a day. */
    private record Sums(double count, double amount, double square) {}

    private PaymentConvolution(double allSquares) {
        this.allSquares = allSquares;
    }

    /** Of nothing yet that is there. */
    static PaymentConvolution none() {
        return new PaymentConvolution(0);
    }

    /** Adds what these bring, of which nothing is there yet; before anything is asked. */
    void add(Orders orders, double[] paid) {
        flows.add(new Flow(orders, paid));
    }

    /** About how much memory it takes when it was asked for some periods. */
    long bytes(int days) {
        return 24L * days * flows.size() + 2000;
    }

    private Sums before(int day) {
        return known.computeIfAbsent(day, this::sums);
    }

    private Sums sums(int until) {
        double count = 0, amount = 0, square = 0;
        for (var flow : flows) {
            var orders = flow.orders;
            for (var day = 0; day < until; day++) {
                var paid = flow.paid[until - 1 - day];
                count += orders.counts[day] * paid;
                amount += orders.amounts[day] * paid;
                square += orders.squares[day] * paid;
            }
        }
        return new Sums(count, amount, square);
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
        PaymentConvolution paid(double[] paid) {
            var convolution = new PaymentConvolution(allSquares);
            convolution.add(this, paid);
            return convolution;
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
        var late = before(window.to());
        var early = before(window.from());
        var spread = late.square - early.square;
        // A deal pays between nothing and all of its amount, so that for a mean part q the variance is at most q (1 -
        // q)
        // (Bhatia and Davis 2000); and the mean of q squared is at least the square of the mean.
        var variance = allSquares == 0 ? 0 : spread - spread * spread / allSquares;
        return new Moments(late.count - early.count, late.amount - early.amount, variance);
    }

    /** The same where the number of orders is Poisson. */
    Moments fresh(Window window) {
        var late = before(window.to());
        var early = before(window.from());
        return new Moments(late.count - early.count, late.amount - early.amount, late.square - early.square);
    }
}
