package dealflow.forecast.receipts;

import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;

/**
 * A won deal as far as it tells when what is paid of it.
 *
 * @param amount in the pipeline's currency
 */
public record Order(int wonDay, double amount, PaymentRecord payments) {

    /** @param amount what the deal is worth, which it may not say itself */
    public static Order of(DealHistory deal, double amount) {
        return new Order(deal.wonDay(), amount, deal.paymentRecord());
    }

    public Order worth(double other) {
        return new Order(wonDay, other, payments);
    }

    public Order paid(PaymentRecord other) {
        return new Order(wonDay, amount, other);
    }
}
