package dealflow.contract;

import java.time.LocalDate;

/**
 * Money received (回款), or given back when the amount is negative.
 *
 * @param amount in the currency of the payment
 * @param reportingAmount in the pipeline's currency
 * @param reference the payer's or the bank's reference; may be null
 */
public record Payment(String id, Money amount, Money reportingAmount, LocalDate receivedOn, String reference) {}
