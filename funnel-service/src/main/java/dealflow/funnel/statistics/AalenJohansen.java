package dealflow.funnel.statistics;

/**
 * The share of all that will have come to one end, where there are other ends and some are still on the way.
 *
 * <p>Source: O. O. Aalen, S. Johansen, An empirical transition matrix for non-homogeneous Markov chains based on censored
 * observations, Scandinavian Journal of Statistics 5 (1978), for one state with competing ends: the sum over all lengths
 * of the share that lasted at least so long (Kaplan and Meier, over all ends) times the hazard of the one end.
 */
public final class AalenJohansen {

    private AalenJohansen() {}

    /**
     * Counts by length, in any unit that grows; what is still on the way was last seen at that length, after the ends.
     *
     * @return the incidence at the greatest length, from 0 to 1; NaN for nothing at all
     */
    public static double incidence(int[] event, int[] other, int[] still) {
        var atRisk =
                DurationHistograms.total(event) + DurationHistograms.total(other) + DurationHistograms.total(still);
        if (atRisk == 0) {
            return Double.NaN;
        }
        var lasting = 1.0;
        var incidence = 0.0;
        for (var i = 0; atRisk > 0; i++) {
            var events = at(event, i);
            var ends = events + at(other, i);
            if (ends > 0) {
                var share = lasting / atRisk;
                incidence += share * events;
                lasting -= share * ends;
            }
            atRisk -= ends + at(still, i);
        }
        return incidence;
    }

    private static int at(int[] counts, int length) {
        return length < counts.length ? counts[length] : 0;
    }
}
