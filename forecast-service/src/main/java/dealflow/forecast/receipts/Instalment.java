package dealflow.forecast.receipts;

import dealflow.contract.payment.PaymentTerm;
import dealflow.forecast.history.PaymentRecord;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A part of a won deal's amount, and when it was paid.
 *
 * @param term what makes it due
 * @param amount in the pipeline's currency
 * @param paid the parts of it that were received
 */
public record Instalment(PaymentTerm term, double amount, List<PaymentRecord.Received> paid) {

    static final String ORDER = "ORDER";

    /** Deals of unknown terms are due with the order; how late they really are is what the lag says. */
    private static final List<PaymentTerm> WITH_THE_ORDER = List.of(new PaymentTerm(ORDER, BigDecimal.ONE, 0));

    static List<PaymentTerm> terms(PaymentRecord paymentRecord) {
        return paymentRecord.terms().isEmpty() ? WITH_THE_ORDER : paymentRecord.terms();
    }

    /** Whether nothing of an amount is still to come: of most orders, so that their instalments need not be looked at. */
    public static boolean isPaid(double amount, PaymentRecord billing) {
        var left = amount;
        for (var payment : billing.received()) {
            left -= Math.max(0, payment.amount());
        }
        return left < 0.001;
    }

    /** What is still to come; less than a cent is nothing. */
    public double unpaid() {
        var left = amount;
        for (var part : paid) {
            left -= part.amount();
        }
        return left < 0.005 ? 0 : left;
    }

    /**
     * The instalments of an amount, which they sum up to whatever the shares do. Payments pay them in the order of the
     * terms, as no payment says which one it is for. A refund makes none of them unpaid again: what was given back is not
     * asked for once more.
     */
    public static List<Instalment> of(double amount, PaymentRecord paymentRecord) {
        var terms = terms(paymentRecord);
        var shares = 0.0;
        for (var term : terms) {
            shares += term.share().doubleValue();
        }
        var payments = new ArrayDeque<PaymentRecord.Received>();
        for (var payment : paymentRecord.received()) {
            if (payment.amount() > 0) {
                payments.add(payment);
            }
        }
        var instalments = new ArrayList<Instalment>(terms.size());
        for (var term : terms) {
            var due = amount * term.share().doubleValue() / shares;
            instalments.add(new Instalment(term, due, take(payments, due)));
        }
        return instalments;
    }

    /** Takes payments off the front, and splits the last. */
    private static List<PaymentRecord.Received> take(Deque<PaymentRecord.Received> payments, double due) {
        var taken = new ArrayList<PaymentRecord.Received>();
        for (var left = due; left > 0.005 && !payments.isEmpty(); ) {
            var payment = payments.remove();
            var part = Math.min(left, payment.amount());
            taken.add(part == payment.amount() ? payment : new PaymentRecord.Received(payment.day(), part));
            if (payment.amount() > part) {
                payments.addFirst(new PaymentRecord.Received(payment.day(), payment.amount() - part));
            }
            left -= part;
        }
        return taken;
    }
}
