package dealflow.deal.customer;

import dealflow.contract.deal.Customer;

/**
 * By what a customer is known again: its key in another system where there is one, else its folded name with its country. So
 * {@code {"name": "Nordlys AS", "country": "NO"}} and {@code {"name": "NORDLYS", "country": "no"}} are one, and two with keys
 * of their own are two, whatever their names are.
 */
final class CustomerKeys {

    private CustomerKeys() {}

    static String of(Customer customer) {
        return customer.externalId() == null
                ? ofName(customer.name(), customer.country())
                : ofExternalId(customer.externalId());
    }

    static String ofExternalId(String externalId) {
        return "x:" + externalId;
    }

    static String ofName(String name, String country) {
        return "n:" + FoldedName.of(name) + "|" + FoldedName.words(country, false);
    }
}
