package dealflow.forecast;

/** Win times by stage and days in it: competing risks per stage, convolved over the stages to come. */
final class SemiMarkov implements WinTimes {

    private final Hazards hazards;
    private WinCurves curves;

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

    /** Computed as far as asked, and kept. */
    private synchronized WinCurves curves(int days) {
        if (curves == null || curves.days() < days) {
            curves = new WinCurves(hazards, days <= 100 ? 100 : Math.max(days, 400));
        }
        return curves;
    }
}
