package dealflow.deal.payment;

import dealflow.deal.Amounts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/** A payment on record. */
@Entity
@Table(name = "payment")
@IdClass(PaymentRow.Key.class)
public class PaymentRow {

    @Id
    @Column(name = "deal_id")
    UUID dealId;

    @Id
    String id;

    BigDecimal amount;

    @Column(columnDefinition = "char(3)")
    String currency;

    @Column(name = "reporting_amount")
    BigDecimal reportingAmount;

    @Column(name = "reporting_currency", columnDefinition = "char(3)")
    String reportingCurrency;

    @Column(name = "received_on")
    LocalDate receivedOn;

    String reference;

    @Column(name = "taken_back_at")
    Instant takenBackAt;

    @Column(name = "taken_back_by")
    String takenBackBy;

    @Column(name = "taken_back_reason")
    String takenBackReason;

    public static PaymentRow of(UUID deal, RecordedPayment payment) {
        var row = new PaymentRow();
        row.dealId = deal;
        row.id = payment.id();
        row.amount = payment.amount().amount();
        row.currency = payment.amount().currency();
        row.reportingAmount = payment.reportingAmount().amount();
        row.reportingCurrency = payment.reportingAmount().currency();
        row.receivedOn = payment.receivedOn();
        row.reference = payment.reference();
        if (!payment.counts()) {
            row.takeBack(payment.takenBack());
        }
        return row;
    }

    void takeBack(RecordedPayment.TakenBack how) {
        takenBackAt = how.at();
        takenBackBy = how.by();
        takenBackReason = how.reason();
    }

    RecordedPayment payment() {
        return new RecordedPayment(
                id,
                Amounts.money(amount, currency),
                Amounts.money(reportingAmount, reportingCurrency),
                receivedOn,
                reference,
                takenBackAt == null ? null : new RecordedPayment.TakenBack(takenBackAt, takenBackBy, takenBackReason));
    }

    static final class Key implements Serializable {
        private static final long serialVersionUID = 1;

        UUID dealId;
        String id;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && dealId.equals(that.dealId) && id.equals(that.id);
        }

        @Override
        public int hashCode() {
            return Objects.hash(dealId, id);
        }
    }
}
