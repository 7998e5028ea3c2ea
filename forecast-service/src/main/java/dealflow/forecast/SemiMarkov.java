package dealflow.forecast;

import java.lang.ref.SoftReference;

/** Win times by stage and days in it: competing risks per stage, convolved over the stages to come. */
final class SemiMarkov implements WinTimes {

    private final Hazards hazards;
    private SoftReference<WinCurves> curves = new SoftReference<>(null);

    SemiMarkov(Hazards hazards) {
        this.hazards = hazards;
    }

    static SemiMarkov fit(History history, double halfLife) {
        var visits = history.lives().stream().map(Life::visits).toList();
        return new SemiMarkov(
                Hazards.estimate(visits, history.stages(), history.firstDecision(), history.today(), halfLife));
    }

    @Override
    public double wonWithin(Cell cell, double days) {
        return curves((int) Math.ceil(days)).within(cell.stage(), cell.age(), days);
    }

    Hazards hazards() {
        return hazards;
    }

    /** Computed as far as asked, and kept while there is memory: the many fits of a backtest need theirs for a moment only. */
    private synchronized WinCurves curves(int days) {
        var kept = curves.get();
        if (kept == null || kept.days() < days) {
            kept = new WinCurves(hazards, days <= 100 ? 100 : Math.max(days, 400));
            curves = new SoftReference<>(kept);
        }
        return kept;
    }
}
