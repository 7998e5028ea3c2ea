package dealflow.forecast.estimate;

import dealflow.forecast.amount.Sizes;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Visit;
import dealflow.forecast.survival.Hazards;
import dealflow.forecast.survival.Stratum;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Open deals by {@link Stratum}: what a forecast is about. Its size is that of the strata, not of the deals. */
public final class Population {

    public static final int LARGEST = 100;

    private final Map<Stratum, Sum> strata = new HashMap<>();
    private final PriorityQueue<Large> largest = new PriorityQueue<>(Large.BY_AMOUNT);

    /** One of the largest deals; all there are where they are few. */
    public record Large(Stratum stratum, double amount) {

        /** All that differ are in some order: which of them are kept, and drawn after which, is the same however deals come. */
        static final Comparator<Large> BY_AMOUNT =
                Comparator.comparingDouble(Large::amount).thenComparing(Large::stratum, Stratum.ORDER);
    }

    /** Those of the history's deals that are open today and {@code wanted}. */
    static Population of(Estimates estimates, Predicate<DealHistory> wanted) {
        var history = estimates.history();
        var population = new Population();
        for (var life : history.lives()) {
            if (history.open(life) && wanted.test(life)) {
                population.add(
                        stratum(life, estimates, history.today()),
                        estimates.amounts().of(life));
            }
        }
        return population;
    }

    /** Of a deal that is open today. */
    public static Stratum stratum(DealHistory life, Estimates estimates, int today) {
        return stratum(
                life,
                life.visitAt(today),
                today,
                estimates.sizes(),
                estimates.frailty(),
                estimates.closeDates().of(life, today));
    }

    /** Of one that was open at the start of a day, in a visit. */
    public static Stratum stratum(DealHistory life, Visit visit, int day, Sizes sizes, Frailty frailty, int dating) {
        return new Stratum(
                visit.stage(),
                Math.min(Hazards.LAST_AGE, day - visit.entered()),
                Math.min(Hazards.LAST_AGE, day - life.enteredDay()),
                frailty.segment(life.visitorAt(day)),
                sizes.of(life),
                dating);
    }

    public void add(Stratum stratum, double amount) {
        strata.computeIfAbsent(stratum, key -> new Sum()).add(amount, 1);
        keepLarge(new Large(stratum, amount));
    }

    /** Adds those of another. */
    void add(Population more) {
        more.strata.forEach((stratum, sum) ->
                strata.computeIfAbsent(stratum, key -> new Sum()).add(sum, 1));
        more.largest.forEach(this::keepLarge);
    }

    private void keepLarge(Large deal) {
        if (largest.size() < LARGEST || Large.BY_AMOUNT.compare(largest.peek(), deal) < 0) {
            largest.add(deal);
            if (largest.size() > LARGEST) {
                largest.poll();
            }
        }
    }

    /** The smallest of them first. */
    public List<Large> largest() {
        return largest.stream().sorted(Large.BY_AMOUNT).toList();
    }

    public void forEach(BiConsumer<Stratum, Sum> visitor) {
        strata.forEach(visitor);
    }

    int strata() {
        return strata.size() + largest.size();
    }

    public double amount() {
        return strata.values().stream().mapToDouble(Sum::amount).sum();
    }

    public int deals() {
        return (int) Math.round(strata.values().stream().mapToDouble(Sum::count).sum());
    }

    /** Deals by their number, the sum of their amounts and that of the squares. */
    public static final class Sum {
        private double count;
        private double amount;
        private double square;

        public void add(double deal, double weight) {
            count += weight;
            amount += weight * deal;
            square += weight * deal * deal;
        }

        public void add(Sum part, double weight) {
            count += weight * part.count;
            amount += weight * part.amount;
            square += weight * part.square;
        }

        public double count() {
            return count;
        }

        public double amount() {
            return amount;
        }

        public double square() {
            return square;
        }
    }
}
