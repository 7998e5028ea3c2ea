package dealflow.deal.customer;

import dealflow.deal.DealFields;
import java.util.UUID;

/**
 * What people write of a customer.
 *
 * @param country best its ISO 3166 code, such as NO
 * @param externalId its key in another system, which no other customer has
 * @param parent the id of the customer that it belongs to
 */
public record CustomerFields(String name, String country, String externalId, UUID parent) {

    static CustomerFields of(CustomerAnswer customer) {
        return new CustomerFields(customer.name(), customer.country(), customer.externalId(), customer.parent());
    }

    CustomerFields checked() {
        return new CustomerFields(
                DealFields.required("name", name),
                DealFields.text("country", country),
                DealFields.text("externalId", externalId),
                parent);
    }
}
