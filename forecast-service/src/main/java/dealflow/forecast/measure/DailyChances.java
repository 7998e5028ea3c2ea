package dealflow.forecast.measure;

import dealflow.forecast.estimate.Frailty;
import dealflow.forecast.survival.Mixture;
import dealflow.forecast.survival.Stratum;
import dealflow.forecast.survival.WinTimeModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The chances of many strata to be won before each day. Estimators that are mixed do not tell most of these apart, so that what each says
 * is worked out once for all that are alike to it. For one thread, and not to be kept: it holds all of that.
 */
public final class DailyChances {

    private final List<Mixture.Part> parts;
    private final Frailty frailty;
    private final double[] elapsed;
    private final Map<Alike, double[]> known = new HashMap<>();

    /** Cells that an estimator does not tell apart. */
    private record Alike(int part, Stratum stratum) {}

    /** @param elapsed the days as busy as they are: before the start of each day ahead, beginning with 0 */
    DailyChances(WinTimeModel times, Frailty frailty, double[] elapsed) {
        this.parts = times instanceof Mixture mixture ? mixture.parts() : List.of(new Mixture.Part(times, 1));
        this.frailty = frailty;
        this.elapsed = elapsed;
    }

    /** The chance of a stratum to be won before day {@code d} from today: {@code [0 .. days]}. */
    public double[] wonBy(Stratum stratum) {
        var won = new double[elapsed.length];
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var alike = known.computeIfAbsent(new Alike(i, part.times().seen(stratum)), own -> of(own, part.times()));
            for (var day = 1; day < won.length; day++) {
                won[day] += part.weight() * alike[day];
            }
        }
        for (var day = 1; day < won.length; day++) {
            won[day] = frailty.of(stratum.segment(), won[day]);
        }
        return won;
    }

    private double[] of(Alike alike, WinTimeModel times) {
        var won = new double[elapsed.length];
        for (var day = 1; day < won.length; day++) {
            won[day] = times.wonWithin(alike.stratum, elapsed[day]);
        }
        return won;
    }
}
