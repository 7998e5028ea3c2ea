package dealflow.forecast;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Estimates of one history as of many days, each made once: a backtest asks for the same past days again and again. */
final class Fits {

    private final History history;
    private final Map<Integer, Estimates> byDay = new ConcurrentHashMap<>();

    Fits(History history) {
        this.history = history;
    }

    History history() {
        return history;
    }

    Estimates asOf(int day) {
        return byDay.computeIfAbsent(day, key -> Estimates.of(history.asOf(key)));
    }
}
