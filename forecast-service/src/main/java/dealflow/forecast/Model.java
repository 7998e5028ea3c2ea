package dealflow.forecast;

import java.util.List;

/** The model of one pipeline as known at the start of a day: immutable, so that it may be kept and shared. */
final class Model {

    private static final double HALF_LIFE = 90;

    private final History history;
    private final Amounts amounts;
    private final Hazards hazards;
    private WinCurves curves;

    private Model(History history, Amounts amounts, Hazards hazards) {
        this.history = history;
        this.amounts = amounts;
        this.hazards = hazards;
    }

    static Model fit(History known) {
        var amounts = new Amounts(known.lives());
        var history = new History(amounts.complete(known.lives()), known.stages(), known.today());
        return new Model(
                history,
                amounts,
                Hazards.estimate(
                        history.lives(), history.stages(), history.firstDecision(), history.today(), HALF_LIFE));
    }

    /** What it was fitted to, with amounts that stand in for the unknown ones. */
    History history() {
        return history;
    }

    Amounts amounts() {
        return amounts;
    }

    Hazards hazards() {
        return hazards;
    }

    People people() {
        return People.ALIKE;
    }

    /** New deals of the same kind as {@code lives}, a part of the history. */
    Inflow inflow(List<Life> lives) {
        return Inflow.estimate(lives, people(), history.today(), HALF_LIFE);
    }

    /** The open ones among {@code lives}, a part of the history. */
    Population open(List<Life> lives) {
        return Population.of(lives, people(), history.today());
    }

    /**
     * The chance of a population to be won within {@code days} from the start of today.
     *
     * @return 0 for 0 days
     */
    double wonWithin(Cell cell, int days) {
        return curves(days).between(cell.stage(), cell.age(), 0, days);
    }

    private synchronized WinCurves curves(int days) {
        if (curves == null || curves.days() < days) {
            curves = new WinCurves(hazards, Math.max(days, 400));
        }
        return curves;
    }
}
