package dealflow.forecast;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Open deals by {@link Cell}: what a forecast is about. Its size is that of the cells, not of the deals. */
final class Population {

    static final int LARGEST = 100;

    private final Map<Cell, Sum> cells = new HashMap<>();
    private final PriorityQueue<Large> largest = new PriorityQueue<>(Comparator.comparingDouble(Large::amount));

    /** One of the largest deals; all there are where they are few. */
    record Large(Cell cell, double amount) {}

    /** Those of the history's deals that are open today and {@code wanted}. */
    static Population of(Estimates estimates, Predicate<Life> wanted) {
        var history = estimates.history();
        var population = new Population();
        for (var life : history.lives()) {
            if (history.open(life) && wanted.test(life)) {
                population.add(
                        cell(life, estimates, history.today()),
                        estimates.amounts().of(life));
            }
        }
        return population;
    }

    /** Of a deal that is open today. */
    static Cell cell(Life life, Estimates estimates, int today) {
        var visit = life.visitAt(today);
        return new Cell(
                visit.stage(),
                Math.min(Hazards.LAST_AGE, today - visit.entered()),
                Math.min(Hazards.LAST_AGE, today - life.enteredDay()),
                estimates.people().segment(life.visitorAt(today)),
                estimates.sizes().of(life));
    }

    void add(Cell cell, double amount) {
        cells.computeIfAbsent(cell, key -> new Sum()).add(amount, 1);
        if (largest.size() < LARGEST || largest.peek().amount < amount) {
            largest.add(new Large(cell, amount));
            if (largest.size() > LARGEST) {
                largest.poll();
            }
        }
    }

    Collection<Large> largest() {
        return largest;
    }

    void forEach(BiConsumer<Cell, Sum> visitor) {
        cells.forEach(visitor);
    }

    double amount() {
        return cells.values().stream().mapToDouble(Sum::amount).sum();
    }

    int deals() {
        return (int) Math.round(cells.values().stream().mapToDouble(Sum::count).sum());
    }

    /** Deals by their number, the sum of their amounts and that of the squares. */
    static final class Sum {
        private double count;
        private double amount;
        private double square;

        void add(double deal, double weight) {
            count += weight;
            amount += weight * deal;
            square += weight * deal * deal;
        }

        double count() {
            return count;
        }

        double amount() {
            return amount;
        }

        double square() {
            return square;
        }
    }
}
