package dealflow.forecast.history;

import dealflow.contract.payment.MilestoneReached;
import dealflow.contract.payment.PaymentTerm;
import java.util.List;

/**
 * How a deal is paid, and what was paid so far.
 *
 * @param customer whoever pays; null while unknown
 * @param terms empty while unknown
 * @param milestones those of the terms that have been reached, besides the order
 * @param received in the order in which it became known, without what is known to have been recorded by mistake
 */
public record PaymentRecord(
        String customer, List<PaymentTerm> terms, List<MilestoneReached> milestones, List<Received> received) {

    public static final PaymentRecord UNKNOWN = new PaymentRecord(null, List.of(), List.of(), List.of());

    /** What was known at the start of a day. */
    public PaymentRecord before(int day) {
        for (var payment : received) {
            if (payment.day() >= day) {
                var known = received.stream().filter(some -> some.day() < day).toList();
                return new PaymentRecord(customer, terms, milestones, known);
            }
        }
        return this;
    }

    /**
     * Money received, or given back where the amount is negative.
     *
     * @param day in days since the epoch
     * @param amount in the pipeline's currency
     */
    public record Received(int day, double amount) {}
}
