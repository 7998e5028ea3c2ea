package dealflow.contract.deal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * Who buys, as a deal names it.
 *
 * @param id which of the deal service's customers it is, however a deal spells its name; null in events of before there were ids
 * @param externalId the customer's key in another system; may be null
 */
public record Customer(
        @JsonInclude(JsonInclude.Include.NON_NULL) UUID id, String name, String country, String externalId) {

    /** One of which only this is known. */
    public Customer(String name, String country, String externalId) {
        this(null, name, country, externalId);
    }

    /** The same text, for a customer on record. */
    public Customer withId(UUID known) {
        return new Customer(known, name, country, externalId);
    }
}
