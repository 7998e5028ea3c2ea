package dealflow.contract.payment;

import java.math.BigDecimal;

/**
 * One instalment, such as 70 % of the amount 15 days after the bill of lading.
 *
 * @param milestone what makes it due, such as {@code ORDER}, {@code BILL_OF_LADING} or {@code INVOICE}
 * @param share the part of the deal's amount, over 0 and up to 1
 * @param offsetDays days from the milestone to the due date
 */
public record PaymentTerm(String milestone, BigDecimal share, int offsetDays) {}
