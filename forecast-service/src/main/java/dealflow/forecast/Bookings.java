package dealflow.forecast;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Expected bookings of the open deals and of deals not yet begun, summed over cells of (stage, age). */
final class Bookings {

    private final WinCurves curves;
    private final Collection<Cell> cells;
    private final Collection<Cell> inflow;

    Bookings(List<Life> lives, WinCurves curves, int today, double halfLife) {
        this.curves = curves;
        this.cells = openCells(lives, today);
        this.inflow = dailyInflow(lives, today, halfLife);
    }

    /** Wins of open deals in days {@code [from, to)} from today; their number is binomial within each cell. */
    Spread.Moments open(int from, int to) {
        var sum = Spread.Moments.NONE;
        for (var cell : cells) {
            var p = curves.between(cell.stage, cell.age, from, to);
            sum = sum.plus(new Spread.Moments(p * cell.amount, (p - p * p) * cell.square));
        }
        return sum;
    }

    /** Wins in days {@code [from, to)} of deals that begin today or later; their number is Poisson. */
    Spread.Moments fresh(int from, int to) {
        var sum = Spread.Moments.NONE;
        for (var cell : inflow) {
            var wins = 0.0;
            for (var begins = 0; begins < to; begins++) {
                wins += curves.between(cell.stage, 0, from - begins, to - begins);
            }
            sum = sum.plus(new Spread.Moments(wins * cell.amount, wins * cell.square));
        }
        return sum;
    }

    private static Collection<Cell> openCells(List<Life> lives, int today) {
        var cells = new HashMap<Integer, Cell>();
        for (var life : lives) {
            if (life.open()) {
                var visit = life.last();
                var age = Math.min(Math.max(1, today - visit.entered()), Hazards.LAST_AGE);
                cells.computeIfAbsent(visit.stage() * 1000 + age, key -> new Cell(visit.stage(), age))
                        .add(life.amount(), 1);
            }
        }
        return cells.values();
    }

    /** Deals that begin per day and stage: recent days weigh more, and the weights of all days sum to 1. */
    private static Collection<Cell> dailyInflow(List<Life> lives, int today, double halfLife) {
        var first = lives.stream()
                .mapToInt(Life::enteredDay)
                .filter(day -> day >= 0)
                .min()
                .orElse(today);
        var decay = Math.pow(0.5, 1 / halfLife);
        var weights = (1 - Math.pow(decay, today - first)) / (1 - decay);
        Map<Integer, Cell> cells = new HashMap<>();
        for (var life : lives) {
            if (life.enteredDay() >= 0 && life.enteredDay() < today) {
                var stage = life.visits().get(0).stage();
                cells.computeIfAbsent(stage, key -> new Cell(stage, 0))
                        .add(life.amount(), Math.pow(decay, today - 1 - life.enteredDay()) / weights);
            }
        }
        return cells.values();
    }

    /** Deals of one stage and age, by the sums of their amounts and of the squares. */
    private static final class Cell {
        private final int stage;
        private final int age;
        private double amount;
        private double square;

        Cell(int stage, int age) {
            this.stage = stage;
            this.age = age;
        }

        void add(double deal, double weight) {
            amount += weight * deal;
            square += weight * deal * deal;
        }
    }
}
