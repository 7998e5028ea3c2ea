package dealflow.forecast.model;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.measure.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What came, day by day, and of deals begun when: what forecasts of the past are held against. */
public final class Actuals implements ComputationCache.Sized {

    private final List<Piece> pieces;

    /** @param begun the deal's first day in the funnel; {@link Integer#MAX_VALUE} for one that never was there */
    private record Piece(int day, int begun, double amount) {}

    private Actuals(List<Piece> pieces) {
        this.pieces = pieces;
        pieces.sort(Comparator.comparingInt(Piece::day));
    }

    /** What has come, which is told. */
    public static Actuals of(Measure measure, List<DealHistory> lives) {
        return measure == Measure.RECEIPTS ? receipts(lives) : bookings(lives);
    }

    /** Deals won, at their amounts; those without one bring 0, for what came is told, and an estimate is no fact. */
    static Actuals bookings(List<DealHistory> lives) {
        return bookings(lives, Amounts::said);
    }

    /**
     * Deals won, at what {@code amounts} says that they are worth: to learn from. Where an amount is missing an estimate stands in, or
     * every forecast of such deals would look too high.
     */
    static Actuals bookings(List<DealHistory> lives, Amounts amounts) {
        return bookings(lives, amounts::of);
    }

    /** How many were won. */
    static Actuals wins(List<DealHistory> lives) {
        return bookings(lives, deal -> 1);
    }

    private static Actuals bookings(List<DealHistory> lives, ToDoubleFunction<DealHistory> worth) {
        var pieces = new ArrayList<Piece>();
        for (var deal : lives) {
            if (deal.won()) {
                pieces.add(new Piece(deal.wonDay(), begun(deal), worth.applyAsDouble(deal)));
            }
        }
        return new Actuals(pieces);
    }

    /** Money received, less what was given back. */
    public static Actuals receipts(List<DealHistory> lives) {
        var pieces = new ArrayList<Piece>();
        for (var deal : lives) {
            for (var payment : deal.paymentRecord().received()) {
                pieces.add(new Piece(payment.day(), there(deal), payment.amount()));
            }
        }
        return new Actuals(pieces);
    }

    /** On days {@code [from, to)}: {@code [0]} of deals that began before a day and {@code [1]} of all others. */
    public double[] between(int from, int to, int begunBefore) {
        var result = new double[2];
        for (var i = first(from); i < pieces.size() && pieces.get(i).day < to; i++) {
            result[pieces.get(i).begun < begunBefore ? 0 : 1] += pieces.get(i).amount;
        }
        return result;
    }

    /** The same before each day from {@code from} on: {@code [0 or 1][0 .. days]}. */
    double[][] before(int from, int days, int begunBefore) {
        var sums = new double[2][days + 1];
        for (var i = first(from); i < pieces.size() && pieces.get(i).day < from + days; i++) {
            var piece = pieces.get(i);
            sums[piece.begun < begunBefore ? 0 : 1][piece.day - from + 1] += piece.amount;
        }
        for (var day = 0; day < days; day++) {
            sums[0][day + 1] += sums[0][day];
            sums[1][day + 1] += sums[1][day];
        }
        return sums;
    }

    @Override
    public long bytes() {
        return 40L * pieces.size();
    }

    private int first(int from) {
        int low = 0, high = pieces.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (pieces.get(middle).day < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What was won without ever being in the funnel pays from then on. */
    private static int there(DealHistory deal) {
        return deal.enteredDay() < 0 && deal.won() ? deal.wonDay() : begun(deal);
    }

    private static int begun(DealHistory deal) {
        return deal.enteredDay() < 0 ? Integer.MAX_VALUE : deal.enteredDay();
    }
}
