package dealflow.forecast.model;

import dealflow.forecast.calendar.Window;
import java.util.HashMap;
import java.util.Map;

/** Those of the windows of one question; each is made when it is first asked for. */
public final class Simulations {

    private final Calibration calibration;
    private final long seed;
    private final boolean whole;
    private final Map<Window, Simulation> simulations = new HashMap<>();

    private Simulations(Calibration calibration, long seed, boolean whole) {
        this.calibration = calibration;
        this.seed = seed;
        this.whole = whole;
    }

    /** For deals of which somebody may ask what they {@link PredictiveDistribution#reaches reach}. */
    public static Simulations ofWhole(Calibration calibration, long seed) {
        return new Simulations(calibration, seed, true);
    }

    /** For each of many parts, of which nobody asks that. */
    public static Simulations ofParts(Calibration calibration, long seed) {
        return new Simulations(calibration, seed, false);
    }

    /** How wide they are, and what that rests on. */
    public Calibration calibration() {
        return calibration;
    }

    Simulation of(Window window) {
        return simulations.computeIfAbsent(window, own -> Simulation.of(own, calibration.of(own), seed, whole));
    }
}
