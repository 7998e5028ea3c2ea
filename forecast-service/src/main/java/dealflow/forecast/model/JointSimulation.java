package dealflow.forecast.model;

import dealflow.forecast.calendar.Window;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.MonteCarlo;
import dealflow.forecast.measure.RevenueSeries;
import java.util.List;

/**
 * Several pipelines drawn together: in each run every pipeline has chances of its own, and drifts of which a part is common
 * ({@link CommonDrift}). Neither are percentiles added, which would let all have bad luck at once, nor is each drawn for itself, which
 * would let swings of the market cancel out (decisions/0007-company.md).
 */
public final class JointSimulation {

    /** So far apart that no two pipelines draw by the same lots. */
    private static final long APART = 1_000_000_007L;

    private final List<Part> parts;
    private final CommonDrift common;
    private final long seed;

    /**
     * One of the pipelines.
     *
     * @param revenue of the deals in question
     * @param windows counted from its own today, in the order of the periods
     * @param rate what its currency is worth in that of the whole
     */
    public record Part(Model model, Measure measure, RevenueSeries revenue, List<Window> windows, double rate) {

        private Calibration calibration() {
            return model.calibration(measure, windows);
        }

        private List<PastError> errors() {
            return model.errors(measure, windows);
        }
    }

    /** @param seed by which a pipeline alone is drawn: of one, the whole is the same */
    public JointSimulation(List<Part> parts, long seed) {
        this.parts = List.copyOf(parts);
        this.seed = seed;
        common = CommonDrift.of(parts.stream().map(Part::errors).toList());
    }

    public CommonDrift common() {
        return common;
    }

    /** What comes of all of them in one of the windows, in the currency of the whole. */
    public PredictiveDistribution of(int place) {
        var drift = Simulation.drift(parts.get(0).windows.get(place), seed);
        Draws sum = null;
        for (var i = 0; i < parts.size(); i++) {
            Deadline.check();
            var part = parts.get(i);
            var window = part.windows.get(place);
            var draws = draw(
                            part.revenue,
                            window,
                            part.calibration().of(window),
                            seed + i * APART,
                            drift,
                            common.correlation())
                    .times(part.rate);
            sum = sum == null ? draws : sum.plus(draws);
        }
        return PredictiveDistribution.of(sum, true);
    }

    /** @param common normal numbers of the drift that all share */
    static Draws draw(
            RevenueSeries revenue,
            Window window,
            Calibration.Width width,
            long seed,
            double[] common,
            double correlation) {
        return Draws.of(
                revenue, window, Simulation.of(window, width, seed, true, mixed(common, correlation, seed - 1)));
    }

    /** Normal numbers that correlate so with the given ones, that any two such correlate as they should. */
    private static double[] mixed(double[] common, double correlation, long seed) {
        if (correlation >= 1) {
            return common;
        }
        var own = MonteCarlo.normals(common.length, seed);
        var mixed = new double[common.length];
        for (var run = 0; run < mixed.length; run++) {
            mixed[run] = Math.sqrt(correlation) * common[run] + Math.sqrt(1 - correlation) * own[run];
        }
        return mixed;
    }
}
