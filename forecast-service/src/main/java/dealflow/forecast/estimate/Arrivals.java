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
        public Stratum stratum() {
            return new Stratum(stage, 0, 0, segment, size);
        }
    }

    static Arrivals of(Estimates estimates, Predicate<DealHistory> wanted) {
        var history = estimates.history();
        var today = history.today();
        var all = 0.0;
        Map<Stratum, Population.Sum> sums = new HashMap<>();
        for (var deal : history.lives()) {
            if (deal.enteredDay() >= 0 && deal.enteredDay() < today) {
                var weight = weight(deal, today);
                all += weight;
                if (wanted.test(deal)) {
                    sums.computeIfAbsent(stratum(deal, estimates), key -> new Population.Sum())
                            .add(estimates.worth().of(deal), weight);
                }
            }
        }
        return of(sums, all);
    }

    /** Tells how much a deal that began before today says of those to come. */
    static double weight(DealHistory deal, int today) {
        return Math.pow(0.5, (today - deal.enteredDay()) / MEMORY);
    }

    /** What a deal was when it began. */
    public static Stratum stratum(DealHistory deal, Estimates estimates) {
        return new Stratum(
                deal.visits().get(0).stage(),
                0,
                0,
                estimates.frailty().segment(deal.visitor(0)),
                estimates.sizes().of(deal));
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
