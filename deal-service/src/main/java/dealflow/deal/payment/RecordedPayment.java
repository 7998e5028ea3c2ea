package dealflow.deal.payment;

import dealflow.contract.payment.Money;
import dealflow.contract.payment.Payment;
import dealflow.contract.payment.Reversal;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A payment on record, which stays there when it is taken back.
 *
 * @param amount in the currency of the payment; negative where money was given back
 * @param reportingAmount in the pipeline's currency
 * @param reference the payer's or the bank's reference; may be null
 * @param takenBack null for one that counts
 */
@Schema(requiredProperties = {"id", "amount", "reportingAmount", "receivedOn"})
public record RecordedPayment(
        String id,
        Money amount,
        Money reportingAmount,
        LocalDate receivedOn,
        @Nullable String reference,
        @Nullable TakenBack takenBack) {

    /** That a payment was recorded by mistake: who said so, when, and why it is none. */
    @Schema(requiredProperties = {"at", "by", "reason"})
    public record TakenBack(Instant at, String by, String reason) {}

    public static RecordedPayment of(Payment payment) {
        return new RecordedPayment(
                payment.id(),
                payment.amount(),
                payment.reportingAmount(),
                payment.receivedOn(),
                payment.reference(),
                null);
    }

    public boolean counts() {
        return takenBack == null;
    }

    /** The same, no longer counting. */
    public RecordedPayment takenBack(TakenBack how) {
        return new RecordedPayment(id, amount, reportingAmount, receivedOn, reference, how);
    }

    /** What tells that it is taken back. */
    public Payment reversal(String itsId, String reason) {
        return new Payment(
                itsId, negated(amount), negated(reportingAmount), receivedOn, reference, new Reversal(id, reason));
    }

    /** Those of them that count. */
    public static List<RecordedPayment> counting(List<RecordedPayment> payments) {
        return payments.stream().filter(RecordedPayment::counts).toList();
    }

    private static Money negated(Money money) {
        return new Money(money.amount().negate(), money.currency());
    }
}
