package dealflow.forecast.estimate;

import dealflow.forecast.amount.Sizes;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Forked;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

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
    ExpectedWorth(TrainingData history, List<DealHistory> deals, Sizes sizes, ToDoubleFunction<DealHistory> ordinary) {
        this.ordinary = ordinary;
        this.sizes = sizes;
        this.factors = new double[sizes.count()];
        var sums = Forked.many(deals, some -> sums(history, some), BySize::plus);
        for (var size = 0; size < factors.length; size++) {
            var mean = sums.decided[size].amount() / sums.decided[size].count();
            factors[size] = mean > 0
                    ? (sums.won[size].amount() / mean + PRIOR_WINS) / (sums.won[size].count() + PRIOR_WINS)
                    : 1;
        }
    }

    /** What is decided, and of that what is won, by size. */
    private record BySize(Population.Sum[] decided, Population.Sum[] won) {

        static BySize none(int sizes) {
            return new BySize(sums(sizes), sums(sizes));
        }

        private static Population.Sum[] sums(int sizes) {
            return Stream.generate(Population.Sum::new).limit(sizes).toArray(Population.Sum[]::new);
        }

        BySize plus(BySize other) {
            for (var size = 0; size < decided.length; size++) {
                decided[size].add(other.decided[size], 1);
                won[size].add(other.won[size], 1);
            }
            return this;
        }
    }

    private BySize sums(TrainingData history, List<DealHistory> deals) {
        var sums = BySize.none(sizes.count());
        for (var deal : deals) {
            if (deal.enteredDay() >= 0 && deal.enteredDay() < history.today() && !history.open(deal)) {
                var amount = ordinary.applyAsDouble(deal);
                sums.decided[sizes.of(deal)].add(amount, 1);
                if (history.won(deal)) {
                    sums.won[sizes.of(deal)].add(amount, 1);
                }
            }
        }
        return sums;
    }

    /** Of a deal of this kind. */
    double of(DealHistory deal) {
        return factors[sizes.of(deal)] * ordinary.applyAsDouble(deal);
    }
}
