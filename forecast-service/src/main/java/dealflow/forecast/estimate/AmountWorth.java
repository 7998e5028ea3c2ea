package dealflow.forecast.estimate;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Share;

/** A deal's amount, or a share of it. */
record AmountWorth(Estimates estimates, DealHistory deal, Share share) implements Worth {

    @Override
    public double expected() {
        return share.of(estimates.amounts().of(deal));
    }

    @Override
    public double quoted() {
        return share.of(isKnown() ? deal.quoted() : 0);
    }

    @Override
    public boolean isKnown() {
        return estimates.amounts().isKnown(deal);
    }

    @Override
    public boolean isOutlier() {
        return estimates.amounts().isOutlier(deal);
    }

    @Override
    public double won() {
        return share.ofFact(Amounts.said(deal));
    }

    @Override
    public boolean isWonKnown() {
        return !Double.isNaN(deal.amount());
    }

    @Override
    public double ofOthers() {
        return share.of(estimates.worth().of(deal));
    }
}
