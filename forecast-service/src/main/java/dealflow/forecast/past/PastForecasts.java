package dealflow.forecast.past;

import dealflow.forecast.estimate.Estimates;
import dealflow.forecast.history.TrainingData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was said on past days, each worked out once. */
public interface PastForecasts {

    /** Those of the days that are there, in the same order; what is not there yet is left out. */
    List<PastForecast> of(List<Integer> days);

    /** Of a history that stands by itself: from what is known of its deals today, looked at as of the days. */
    static PastForecasts of(TrainingData history) {
        Map<Integer, PastForecast> known = new ConcurrentHashMap<>();
        return days -> days.parallelStream()
                .map(day -> known.computeIfAbsent(day, key -> PastForecaster.of(Estimates.of(history.asOf(key)))))
                .toList();
    }
}
