package dealflow.forecast.survival;

import dealflow.forecast.amount.Sizes;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import dealflow.forecast.load.Forked;
import java.util.List;

/** Win times by stage, days in it and, where it was fitted so, size: competing risks per stage, convolved over the stages to come. */
public final class SemiMarkov implements WinTimeModel {

    private final Hazards all;
    private final List<Hazards> bySize;
    private final List<CumulativeIncidence> curves;

    /** Of deals of one size. */
    public SemiMarkov(Hazards hazards) {
        this(hazards, List.of(hazards));
    }

    private SemiMarkov(Hazards all, List<Hazards> bySize) {
        this.all = all;
        this.bySize = bySize;
        this.curves = bySize.stream().map(CumulativeIncidence::new).toList();
    }

    public static SemiMarkov fit(TrainingData history, Sizes sizes, double halfLife) {
        return fits(history, sizes, halfLife).get(0);
    }

    /** One for each half-life, from one pass over the deals. */
    public static List<SemiMarkov> fits(TrainingData history, Sizes sizes, double... halfLives) {
        var visits = history.lives().stream().map(DealHistory::visits).toList();
        return fits(history, sizes, visits, history.stages(), halfLives);
    }

    /** @param visits of each of the history's lives, in as many stages */
    static List<SemiMarkov> fits(
            TrainingData history, Sizes sizes, List<List<Visit>> visits, int stages, double... halfLives) {
        var from = history.firstDecision();
        var size = new int[visits.size()];
        Forked.runs(size.length, (first, last) -> {
            for (var i = first; i < last; i++) {
                size[i] = sizes.of(history.lives().get(i));
            }
            return null;
        });
        return Occurrences.of(visits, size, sizes.count(), stages, from, history.today(), halfLives).stream()
                .map(counts -> {
                    var all = Hazards.estimate(counts);
                    return new SemiMarkov(all, all.bySize(counts, sizes.logs()));
                })
                .toList();
    }

    @Override
    public double wonWithin(Stratum stratum, double days) {
        return curves.get(bySize.size() == 1 ? 0 : stratum.size()).within(stratum.stage(), stratum.age(), days);
    }

    @Override
    public Stratum seen(Stratum stratum) {
        return new Stratum(stratum.stage(), stratum.age(), 0, 0, bySize.size() == 1 ? 0 : stratum.size());
    }

    /** The same fit, as if all deals were of one size. */
    public SemiMarkov regardlessOfSize() {
        return bySize.size() == 1 ? this : new SemiMarkov(all);
    }

    /** Of deals of all sizes. */
    public Hazards hazards() {
        return all;
    }

    public Hazards hazards(int size) {
        return bySize.get(size);
    }
}
