package dealflow.contract.deal;

/**
 * Who buys.
 *
 * @param externalId the customer's key in another system; may be null
 */
public record Customer(String name, String country, String externalId) {}
