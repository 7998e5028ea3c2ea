package dealflow.deal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dealflow.contract.ContractJson;
import dealflow.contract.Customer;
import dealflow.contract.Money;
import dealflow.contract.PaymentTerm;
import dealflow.contract.Qualification;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * One line of an import: a deal with its whole history, as far as it is known.
 *
 * @param history the stages that it entered, oldest first; the first one is where it was opened
 */
record ImportedDeal(
        String externalId,
        String pipeline,
        String title,
        Customer customer,
        String owner,
        String team,
        String product,
        String source,
        String region,
        Money amount,
        LocalDate expectedCloseOn,
        List<PaymentTerm> paymentTerms,
        Qualification qualification,
        List<Entry> history,
        List<ImportedPayment> payments) {

    ImportedDeal {
        history = history == null ? List.of() : history;
        payments = payments == null ? List.of() : payments;
    }

    /**
     * A stage entered.
     *
     * @param owner who owned the deal from then on; null for no change
     */
    record Entry(String to, OffsetDateTime at, String owner, String reason, String note) {}

    /** Money that came in. */
    record ImportedPayment(Money amount, LocalDate receivedOn, String reference) {}

    @JsonIgnore
    DealFields fields() {
        return new DealFields(
                title == null ? externalId : title,
                customer,
                firstOwner(),
                team,
                product,
                source,
                region,
                amount,
                expectedCloseOn,
                paymentTerms);
    }

    @JsonIgnore
    String firstOwner() {
        return history.isEmpty() || history.get(0).owner() == null
                ? owner
                : history.get(0).owner();
    }

    /** Tells whether a line is the same as one imported before. */
    @JsonIgnore
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(ContractJson.write(this));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
