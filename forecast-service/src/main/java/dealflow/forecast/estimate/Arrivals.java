package dealflow.forecast.estimate;

import dealflow.forecast.history.DealHistory;
import dealflow.forecast.survival.Stratum;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Deals not yet begun, of one kind: which share of the pipeline's {@link ArrivalRate} they are, by the stage they begin in and by
 * segment. The shares of groups add up to that of the whole, and so do their forecasts.
 */
public record Arrivals(Collection<Kind> kinds) {

    /** Days after which a deal tells half as much of what kind begins next. */
    private static final double MEMORY = 56;

    /**
     * @param share of all deals that begin
     * @param amount the mean of the amounts, as expected when won
     * @param square the mean of their squares
     */
    public record Kind(int stage, int segment, int size, double share, double amount, double square) {

        /** Where such deals begin. */
        public Stratum cell() {
            return new Stratum(stage, 0, 0, segment, size);
        }
    }

    static Arrivals of(Estimates estimates, Predicate<DealHistory> wanted) {
        var history = estimates.history();
        var today = history.today();
        var all = 0.0;
        Map<Stratum, Population.Sum> sums = new HashMap<>();
        for (var life : history.lives()) {
            if (life.enteredDay() >= 0 && life.enteredDay() < today) {
                var weight = weight(life, today);
                all += weight;
                if (wanted.test(life)) {
                    sums.computeIfAbsent(cell(life, estimates), key -> new Population.Sum())
                            .add(estimates.worth().of(life), weight);
                }
            }
        }
        return of(sums, all);
    }

    /** Tells how much a deal that began before today says of those to come. */
    static double weight(DealHistory life, int today) {
        return Math.pow(0.5, (today - life.enteredDay()) / MEMORY);
    }

    /** What a deal was when it began. */
    public static Stratum cell(DealHistory life, Estimates estimates) {
        return new Stratum(
                life.visits().get(0).stage(),
                0,
                0,
                estimates.people().segment(life.visitors().get(0)),
                estimates.sizes().of(life));
    }

    /** Which share of all deals that begin they are. */
    public double share() {
        return kinds.stream().mapToDouble(Kind::share).sum();
    }

    /** @param all the weight of all of the pipeline's deals */
    static Arrivals of(Map<Stratum, Population.Sum> sums, double all) {
        return new Arrivals(sums.entrySet().stream()
                .map(entry -> {
                    var sum = entry.getValue();
                    return new Kind(
                            entry.getKey().stage(),
                            entry.getKey().segment(),
                            entry.getKey().size(),
                            sum.count() / all,
                            sum.amount() / sum.count(),
                            sum.square() / sum.count());
                })
                .toList());
    }
}
