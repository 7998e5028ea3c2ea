package dealflow.forecast.estimate;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Quantity;
import dealflow.forecast.history.TrainingData;
import java.util.List;

/**
 * What deals count with of one product: how much of it they are about. It is learned from those deals as amounts are learned from all:
 * what was ordered by what was quoted, within fences, and what those not yet begun will order.
 */
public final class QuantityWorths {

    private final Quantity.Counted of;
    private final Amounts quantities;
    private final ExpectedWorth others;

    /** @param deals all of the pipeline that are about it */
    public QuantityWorths(Estimates estimates, Quantity.Counted of, List<DealHistory> deals) {
        this.of = of;
        this.quantities = new Amounts(
                estimates.history(),
                deals.stream().map(deal -> deal.counting(of)).toList());
        this.others = new ExpectedWorth(
                estimates.history(), deals, estimates.sizes(), deal -> quantities.ordinary(deal.counting(of)));
    }

    /** What is now on record of a deal. */
    public static List<Quantity> known(TrainingData history, DealHistory deal) {
        return history.open(deal) ? deal.quotedQuantities() : deal.quantities();
    }

    /** What was ordered by what had been quoted. */
    public Amounts.Ratio ratio() {
        return quantities.ratio();
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
            return quantities.of(counting);
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
