package dealflow.forecast.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much pipelines drift together, learned from the errors of their past forecasts: what is chance is each one's own, so that errors
 * of two pipelines go together as far as their drift does. One number for all pairs, as in an equicorrelated one-factor model (Vasicek
 * 1987): a few dozen past days tell no more.
 *
 * @param correlation of the drift of any two, from 0 to 1
 * @param cases how many past forecasts of two pipelines of the same day and window it rests on
 */
public record CommonDrift(double correlation, int cases) {

    /** As expected before any two errors were seen side by side, and how many such cases that weighs. */
    private static final double PRIOR = 0.5;

    private static final double PRIOR_CASES = 4;

    private record Place(int origin, int window) {}

    /** By moments: the mean product of two errors in proportion to that of the drifts, shrunk toward {@link #PRIOR}. */
    static CommonDrift of(List<List<PastError>> pipelines) {
        var pairs = pipelines.size() * (pipelines.size() - 1) / 2;
        if (pairs == 0) {
            return new CommonDrift(1, 0);
        }
        double products = 0, drifts = 0, weights = 0;
        var cases = 0;
        for (var i = 0; i < pipelines.size(); i++) {
            var one = byPlace(pipelines.get(i));
            for (var j = i + 1; j < pipelines.size(); j++) {
                for (var other : pipelines.get(j)) {
                    var same = one.get(new Place(other.origin(), other.window()));
                    if (same != null) {
                        // However many pipelines there are, a day has one common drift.
                        var weight = Math.min(same.weight(), other.weight()) / pairs;
                        products += weight * same.error() * other.error();
                        drifts += weight * same.drift() * other.drift();
                        weights += weight;
                        cases++;
                    }
                }
            }
        }
        var typical = weights == 0 ? 1 : drifts / weights;
        var correlation = (products + PRIOR_CASES * PRIOR * typical) / (drifts + PRIOR_CASES * typical);
        return new CommonDrift(Math.max(0, Math.min(1, correlation)), cases);
    }

    private static Map<Place, PastError> byPlace(List<PastError> errors) {
        var byPlace = new HashMap<Place, PastError>();
        errors.forEach(error -> byPlace.put(new Place(error.origin(), error.window()), error));
        return byPlace;
    }
}
