package dealflow.forecast.estimate;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Quantity;
import dealflow.forecast.history.TrainingData;
import java.util.List;

/**
 * What deals count with of one product: how much of it they are about. It is learned from those deals as amounts are learned from all:
 * what was ordered by what was quoted, within fences, and what those not yet begun will order. Besides, an order may leave out what was
 * quoted: that is learned from how many do.
 */
public final class QuantityWorths {

    /** How many orders it takes to believe half of what they say of what is left out. */
    private static final double PRIOR_ORDERS = 10;

    private final Quantity.Counted of;
    private final Amounts quantities;
    private final ExpectedWorth others;
    private final int quoted;
    private final int ordered;

    /** @param deals all of the pipeline that are about it, or were when they were last open */
    public QuantityWorths(Estimates estimates, Quantity.Counted of, List<DealHistory> deals) {
        var history = estimates.history();
        this.of = of;
        var about = deals.stream().filter(deal -> isAbout(history, deal)).toList();
        this.quantities = new Amounts(
                history, about.stream().map(deal -> deal.counting(of)).toList());
        this.others =
                new ExpectedWorth(history, about, estimates.sizes(), deal -> quantities.ordinary(deal.counting(of)));
        var won = deals.stream()
                .filter(deal -> history.won(deal) && deal.enteredDay() < history.today() && deal.isQuoting(of))
                .toList();
        this.quoted = won.size();
        this.ordered = (int) won.stream().filter(deal -> isAbout(history, deal)).count();
    }

    private boolean isAbout(TrainingData history, DealHistory deal) {
        return known(history, deal).stream().anyMatch(quantity -> quantity.of().equals(of));
    }

    /** The share of orders that have some of what was quoted, drawn toward all of them. */
    private double kept() {
        return (ordered + PRIOR_ORDERS) / (quoted + PRIOR_ORDERS);
    }

    /** What is now on record of a deal. */
    public static List<Quantity> known(TrainingData history, DealHistory deal) {
        return history.open(deal) ? deal.quotedQuantities() : deal.quantities();
    }

    /** What was ordered by what had been quoted, with what was left out. */
    public Amounts.Ratio ratio() {
        return new Amounts.Ratio(kept() * quantities.ratio().value(), quoted);
    }

    public Worth of(DealHistory deal) {
        return new OfDeal(deal, deal.counting(of));
    }

    private final class OfDeal implements Worth {
        private final DealHistory deal;
        private final DealHistory counting;

        OfDeal(DealHistory deal, DealHistory counting) {
            this.deal = deal;
            this.counting = counting;
        }

        @Override
        public double expected() {
            return kept() * quantities.of(counting);
        }

        @Override
        public double quoted() {
            return isKnown() ? counting.quoted() : 0;
        }

        @Override
        public boolean isKnown() {
            return quantities.isKnown(counting);
        }

        @Override
        public boolean isOutlier() {
            return quantities.isOutlier(counting);
        }

        @Override
        public double won() {
            return Amounts.said(counting);
        }

        @Override
        public boolean isWonKnown() {
            return !Double.isNaN(counting.amount());
        }

        @Override
        public double ofOthers() {
            return others.of(deal);
        }
    }
}
