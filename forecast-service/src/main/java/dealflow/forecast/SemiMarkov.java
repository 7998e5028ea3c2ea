package dealflow.forecast;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;

/** Win times by stage, days in it and, where it was fitted so, size: competing risks per stage, convolved over the stages to come. */
final class SemiMarkov implements WinTimes {

    private final Hazards all;
    private final List<Hazards> bySize;
    private final List<SoftReference<WinCurves>> curves = new ArrayList<>();

    /** Of deals of one size. */
    SemiMarkov(Hazards hazards) {
        this(hazards, List.of(hazards));
    }

    private SemiMarkov(Hazards all, List<Hazards> bySize) {
        this.all = all;
        this.bySize = bySize;
        bySize.forEach(own -> curves.add(new SoftReference<>(null)));
    }

    static SemiMarkov fit(History history, Sizes sizes, double halfLife) {
        var visits = history.lives().stream().map(Life::visits).toList();
        return fit(history, sizes, visits, history.stages(), halfLife);
    }

    /** @param visits of each of the history's lives, in as many stages */
    static SemiMarkov fit(History history, Sizes sizes, List<List<Visit>> visits, int stages, double halfLife) {
        var from = history.firstDecision();
        var all = Hazards.estimate(visits, stages, from, history.today(), halfLife);
        var size = history.lives().stream().mapToInt(sizes::of).toArray();
        return new SemiMarkov(all, all.bySize(visits, size, sizes.logs(), from, history.today(), halfLife));
    }

    @Override
    public double wonWithin(Cell cell, double days) {
        return curves(bySize.size() == 1 ? 0 : cell.size(), (int) Math.ceil(days))
                .within(cell.stage(), cell.age(), days);
    }

    /** The same fit, as if all deals were of one size. */
    SemiMarkov regardlessOfSize() {
        return bySize.size() == 1 ? this : new SemiMarkov(all);
    }

    /** Of deals of all sizes. */
    Hazards hazards() {
        return all;
    }

    Hazards hazards(int size) {
        return bySize.get(size);
    }

    /** Computed as far as asked, and kept while there is memory: the many fits of a backtest need theirs for a moment only. */
    private synchronized WinCurves curves(int size, int days) {
        var kept = curves.get(size).get();
        if (kept == null || kept.days() < days) {
            kept = new WinCurves(bySize.get(size), days <= 100 ? 100 : Math.max(days, 400));
            curves.set(size, new SoftReference<>(kept));
        }
        return kept;
    }
}
