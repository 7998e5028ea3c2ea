package dealflow.deal.imports;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.deal.Customer;
import dealflow.contract.json.ContractJson;
import dealflow.deal.DealFields;
import dealflow.deal.refusal.InvalidFieldException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Every customer that lines name, now or in their histories, so that all are looked for at once. */
final class NamedCustomers {

    private static final ObjectReader READER = ContractJson.reader(new TypeReference<Customer>() {});

    private static final Customer NONE = new Customer(null, null, null);

    private NamedCustomers() {}

    /** Those that cannot be taken are left out: their line says so when its turn comes. */
    static List<Customer> of(Stream<ImportedDeal> lines) {
        return lines.flatMap(NamedCustomers::of)
                .map(NamedCustomers::checked)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Stream<Customer> of(ImportedDeal line) {
        var before = line.history().stream()
                .filter(entry -> entry != null && entry.set() != null)
                .map(entry -> read(entry));
        return Stream.concat(Stream.of(line.customer() == null ? NONE : line.customer()), before);
    }

    private static Customer read(ImportedDeal.Entry entry) {
        try {
            var customer = entry.set().path("customer");
            return customer.isObject() ? READER.readValue(customer) : NONE;
        } catch (IOException e) {
            return NONE;
        }
    }

    private static Customer checked(Customer customer) {
        try {
            return customer.id() == null ? DealFields.checked(customer) : null;
        } catch (InvalidFieldException e) {
            return null;
        }
    }
}
