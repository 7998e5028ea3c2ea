package dealflow.forecast;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Estimates of one history as of many days: a backtest asks for the same past days again and again. Each is kept while there is
 * memory, for there are some forty to a model, and models of many moments are kept.
 */
final class Fits {

    private final History history;
    private final int[] wonDays;
    private final Map<Integer, SoftReference<Estimates>> byDay = new ConcurrentHashMap<>();

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
        var found = new AtomicReference<Estimates>();
        byDay.compute(day, (key, kept) -> {
            found.set(kept == null ? null : kept.get());
            if (found.get() != null) {
                return kept;
            }
            found.set(Estimates.of(history.asOf(key)));
            return new SoftReference<>(found.get());
        });
        return found.get();
    }
}
