package dealflow.deal.document;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * What requests may not leave out of records that bear no annotation of the API: those of the event contract and of pure rules.
 * The rest has a default, or may be unknown.
 */
final class ContractFields {

    private static final Map<String, List<String>> REQUIRED = Map.ofEntries(
            Map.entry("Money", List.of("amount", "currency")),
            Map.entry("Customer", List.of("name")),
            Map.entry("PaymentTerm", List.of("milestone", "share")),
            Map.entry("Confirmation", List.of("signal")),
            Map.entry("Stage", List.of("key", "place")),
            Map.entry("ChecklistItem", List.of("key")),
            Map.entry("Won", List.of("key")),
            Map.entry("CsvMapping", List.of("pipeline", "columns")),
            Map.entry("FieldGate", List.of("pipeline", "stage")),
            Map.entry("DealLine", List.of("product", "quantity", "unitPrice")),
            Map.entry("Step", List.of("at")));

    private ContractFields() {}

    static void require(Map<String, Schema> schemas) {
        REQUIRED.forEach((name, fields) -> schemas.get(name).setRequired(fields));
    }
}
