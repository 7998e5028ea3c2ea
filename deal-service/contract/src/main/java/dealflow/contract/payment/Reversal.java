package dealflow.contract.payment;

/**
 * Undoes a payment that was recorded by mistake: the money of that payment neither came in nor went back.
 *
 * @param payment the id of that payment, of the same deal and told before
 * @param reason why it had not been one
 */
public record Reversal(String payment, String reason) {}
