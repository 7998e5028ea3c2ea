package dealflow.forecast.past;

import java.time.LocalDate;
import java.util.List;

/**
 * How far the ledger of past forecasts is.
 *
 * @param processed how many of the {@code total} past days are worked out from the history as it is now
 * @param firstMissing the earliest day that is not, null if all are: a back-dated change was made before it
 * @param lastMissing the latest such day
 */
public record LedgerProgress(int processed, int total, LocalDate firstMissing, LocalDate lastMissing) {

    static LedgerProgress of(int total, List<Integer> missing) {
        var days = missing.stream().mapToLong(Integer::longValue).summaryStatistics();
        return missing.isEmpty()
                ? new LedgerProgress(total, total, null, null)
                : new LedgerProgress(
                        total - missing.size(),
                        total,
                        LocalDate.ofEpochDay(days.getMin()),
                        LocalDate.ofEpochDay(days.getMax()));
    }
}
