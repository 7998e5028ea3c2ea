package dealflow.forecast;

/**
 * Estimates of one history as of many days: a backtest asks for the same past days again and again. Each is kept while there is
 * memory, for there are some forty to a model, and models of many moments are kept.
 */
final class Fits {

    private final History history;
    private final int[] wonDays;
    private final SoftMemo<Integer, Estimates> byDay = new SoftMemo<>();

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
        return byDay.of(day, key -> Estimates.of(history.asOf(key)));
    }
}
