package dealflow.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What came, day by day, and of deals begun when: what forecasts of the past are held against. */
final class Came {

    private final List<Piece> pieces;

    /** @param begun the deal's first day in the funnel; {@link Integer#MAX_VALUE} for one that never was there */
    private record Piece(int day, int begun, double amount) {}

    private Came(List<Piece> pieces) {
        this.pieces = pieces;
        pieces.sort(Comparator.comparingInt(Piece::day));
    }

    /** Deals won, at what {@code amounts} says that they are worth. */
    static Came bookings(List<Life> lives, Amounts amounts) {
        var pieces = new ArrayList<Piece>();
        for (var life : lives) {
            if (life.won()) {
                pieces.add(new Piece(life.wonDay(), begun(life), amounts.of(life)));
            }
        }
        return new Came(pieces);
    }

    /** Money received, less what was given back. */
    static Came receipts(List<Life> lives) {
        var pieces = new ArrayList<Piece>();
        for (var life : lives) {
            for (var payment : life.billing().received()) {
                pieces.add(new Piece(payment.day(), begun(life), payment.amount()));
            }
        }
        return new Came(pieces);
    }

    /** On days {@code [from, to)}: {@code [0]} of deals that began before a day and {@code [1]} of all others. */
    double[] between(int from, int to, int begunBefore) {
        var result = new double[2];
        for (var i = first(from); i < pieces.size() && pieces.get(i).day < to; i++) {
            result[pieces.get(i).begun < begunBefore ? 0 : 1] += pieces.get(i).amount;
        }
        return result;
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

    private static int begun(Life life) {
        return life.enteredDay() < 0 ? Integer.MAX_VALUE : life.enteredDay();
    }
}
