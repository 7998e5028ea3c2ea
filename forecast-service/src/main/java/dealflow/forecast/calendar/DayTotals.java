package dealflow.forecast.calendar;

import java.util.NavigableMap;
import java.util.TreeMap;

/** Amounts by day, so that any period's sum costs what its days cost. */
public final class DayTotals {

    private final NavigableMap<Integer, double[]> days = new TreeMap<>();

    /**
     * How many, and how much.
     *
     * @param squares sum of the amounts' squares: how far the amount would vary by chance
     */
    public record Total(int count, double amount, double squares) {}

    public void add(int day, double amount) {
        var sums = days.computeIfAbsent(day, key -> new double[3]);
        sums[0]++;
        sums[1] += amount;
        sums[2] += amount * amount;
    }

    /** Adds what others have added up. */
    public void add(DayTotals more) {
        more.days.forEach((day, own) -> days.merge(day, own, (sums, others) -> {
            for (var i = 0; i < sums.length; i++) {
                sums[i] += others[i];
            }
            return sums;
        }));
    }

    public int days() {
        return days.size();
    }

    public boolean isEmpty() {
        return days.isEmpty();
    }

    /** Of days {@code [from, to)}. */
    public Total between(int from, int to) {
        double count = 0, amount = 0, squares = 0;
        if (from < to) {
            for (var sums : days.subMap(from, to).values()) {
                count += sums[0];
                amount += sums[1];
                squares += sums[2];
            }
        }
        return new Total((int) count, amount, squares);
    }
}
