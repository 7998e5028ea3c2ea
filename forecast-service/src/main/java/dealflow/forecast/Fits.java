package dealflow.forecast;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Estimates of one history as of many days, each made once: a backtest asks for the same past days again and again. */
final class Fits {

    private final History history;
    private final int[] wonDays;
    private final Map<Integer, Estimates> byDay = new ConcurrentHashMap<>();

    Fits(History history) {
        this.history = history;
        this.wonDays = history.lives().stream()
                .filter(Life::won)
                .mapToInt(Life::wonDay)
                .sorted()
                .toArray();
    }

    History history() {
        return history;
    }

    /** How many deals were won before a day. */
    int wins(int day) {
        int low = 0, high = wonDays.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (wonDays[middle] < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Estimates asOf(int day) {
        return byDay.computeIfAbsent(day, key -> Estimates.of(history.asOf(key)));
    }
}
