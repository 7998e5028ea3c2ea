package dealflow.forecast.estimate;

import dealflow.forecast.amount.Sizes;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.TrainingData;
import java.util.function.ToDoubleFunction;

/**
 * What deals not yet begun are worth when they are won, as those of one kind were that began before: their ordinary amounts, times
 * how far those of won deals of their size exceeded those of all. So a quote that never becomes an order makes no money.
 */
final class ExpectedWorth {

    /** How many won deals a size needs for its own factor to weigh as much as none. */
    private static final double PRIOR_WINS = 10;

    private final ToDoubleFunction<DealHistory> ordinary;
    private final Sizes sizes;
    private final double[] factors;

    /**
     * @param deals that tell of it
     * @param ordinary what a deal is worth as far as it tells what others will be
     */
    ExpectedWorth(
            TrainingData history, Iterable<DealHistory> deals, Sizes sizes, ToDoubleFunction<DealHistory> ordinary) {
        this.ordinary = ordinary;
        this.sizes = sizes;
        this.factors = new double[sizes.count()];
        var decided = new Population.Sum[sizes.count()];
        var won = new Population.Sum[sizes.count()];
        for (var size = 0; size < decided.length; size++) {
            decided[size] = new Population.Sum();
            won[size] = new Population.Sum();
        }
        for (var deal : deals) {
            if (deal.enteredDay() >= 0 && deal.enteredDay() < history.today() && !history.open(deal)) {
                var amount = ordinary.applyAsDouble(deal);
                decided[sizes.of(deal)].add(amount, 1);
                if (history.won(deal)) {
                    won[sizes.of(deal)].add(amount, 1);
                }
            }
        }
        for (var size = 0; size < factors.length; size++) {
            var mean = decided[size].amount() / decided[size].count();
            factors[size] = mean > 0 ? (won[size].amount() / mean + PRIOR_WINS) / (won[size].count() + PRIOR_WINS) : 1;
        }
    }

    /** Of a deal of this kind. */
    double of(DealHistory deal) {
        return factors[sizes.of(deal)] * ordinary.applyAsDouble(deal);
    }
}
