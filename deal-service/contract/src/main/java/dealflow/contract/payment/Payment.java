package dealflow.contract.payment;

import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * Money received (回款), or given back when the amount is negative. A payment that was recorded by mistake is undone by one of the same
 * money and day with the other sign, so that whoever only adds payments up is right.
 *
 * @param amount in the currency of the payment
 * @param reportingAmount in the pipeline's currency
 * @param reference the payer's or the bank's reference; may be null
 * @param reverses the payment that this one undoes; null for money that came in or went back
 */
public record Payment(
        String id,
        Money amount,
        Money reportingAmount,
        LocalDate receivedOn,
        @Nullable String reference,
        @Nullable Reversal reverses) {}
