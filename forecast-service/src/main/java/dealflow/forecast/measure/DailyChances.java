package dealflow.forecast.measure;

import dealflow.forecast.estimate.Frailty;
import dealflow.forecast.survival.Mixture;
import dealflow.forecast.survival.Stratum;
import dealflow.forecast.survival.WinTimeModel;
import java.util.Arrays;
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
    private Stratum last;
    private double[] won;
    private double[] logs;

    /** Cells that an estimator does not tell apart. */
    private record Alike(int part, Stratum stratum) {}

    /** @param elapsed the days as busy as they are: before the start of each day ahead, beginning with 0 */
    DailyChances(WinTimeModel times, Frailty frailty, double[] elapsed) {
        this.parts = times instanceof Mixture mixture ? mixture.parts() : List.of(new Mixture.Part(times, 1));
        this.frailty = frailty;
        this.elapsed = elapsed;
    }

    /** What strata of different frailty have in common: what they differ in is asked one after the other. */
    public static Stratum alike(Stratum stratum) {
        return new Stratum(stratum.stage(), stratum.age(), stratum.entryAge(), 0, stratum.size(), stratum.dating());
    }

    /** The chance of a stratum to be won before day {@code d} from today: {@code [0 .. days]}. */
    public double[] wonBy(Stratum stratum) {
        var alike = alike(stratum);
        if (!alike.equals(last)) {
            won = mixed(alike);
            logs = null;
            last = alike;
        }
        if (stratum.segment() == 0) {
            return won.clone();
        }
        if (logs == null) {
            logs = Arrays.stream(won)
                    .map(chance -> Math.log1p(-Math.min(1, chance)))
                    .toArray();
        }
        // As in Frailty, where the logarithm would be taken once more for each.
        var multiplier = frailty.multiplier(stratum.segment());
        var own = new double[won.length];
        for (var day = 1; day < own.length; day++) {
            own[day] = 1 - Math.exp(multiplier * logs[day]);
        }
        return own;
    }

    private double[] mixed(Stratum stratum) {
        var mixed = new double[elapsed.length];
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var own = known.computeIfAbsent(new Alike(i, part.times().seen(stratum)), key -> of(key, part.times()));
            for (var day = 1; day < mixed.length; day++) {
                mixed[day] += part.weight() * own[day];
            }
        }
        return mixed;
    }

    private double[] of(Alike alike, WinTimeModel times) {
        var won = new double[elapsed.length];
        for (var day = 1; day < won.length; day++) {
            won[day] = times.wonWithin(alike.stratum, elapsed[day]);
        }
        return won;
    }
}
