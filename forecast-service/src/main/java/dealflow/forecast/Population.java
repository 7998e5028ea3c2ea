package dealflow.forecast;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Open deals by {@link Cell}: what a forecast is about. Its size is that of the cells, not of the deals. */
final class Population {

    private final Map<Cell, Sum> cells = new HashMap<>();

    /** The open ones among {@code lives}, whose amounts are complete. */
    static Population of(Collection<Life> lives, People people, int today) {
        var population = new Population();
        for (var life : lives) {
            if (life.open()) {
                var visit = life.last();
                var cell = new Cell(
                        visit.stage(),
                        Math.max(1, today - visit.entered()),
                        Math.max(1, today - life.enteredDay()),
                        people.segment(life.labels()));
                population.cells.computeIfAbsent(cell, key -> new Sum()).add(life.amount(), 1);
            }
        }
        return population;
    }

    void forEach(BiConsumer<Cell, Sum> visitor) {
        cells.forEach(visitor);
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
