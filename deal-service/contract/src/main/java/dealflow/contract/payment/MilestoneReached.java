package dealflow.contract.payment;

import java.time.LocalDate;

/**
 * A milestone of the payment terms that has been reached.
 *
 * @param milestone as in {@link PaymentTerm}; {@code ORDER} is never here, because the win says it
 */
public record MilestoneReached(String milestone, LocalDate reachedOn) {}
