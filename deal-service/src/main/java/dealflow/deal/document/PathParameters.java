package dealflow.deal.document;

import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What the variables of paths stand for. */
final class PathParameters {

    private static final Map<String, String> IDS = Map.of(
            "approvals", "The approval's id",
            "customers", "The customer's id, or that of one that was merged into it",
            "deals", "The deal's id",
            "imports", "The import's id, as the answer to its file gave it",
            "transfers", "The transfer's id",
            "webhooks", "The webhook's id");

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("item", "The item's key, as the checklist has it"),
            Map.entry("milestone", "A milestone of the deal's payment terms, such as BILL_OF_LADING"),
            Map.entry("person", "The person's id within the deal, such as p1"),
            Map.entry("payment", "The payment's id within the deal, as the list of payments has it"),
            Map.entry("delivery", "The delivery's id, as the list of deliveries has it"),
            Map.entry("number", "The request's number within the deal: 1, 2, 3, ..."),
            Map.entry("key", "The pipeline's key"),
            Map.entry("field", "The field's key, such as incoterm"),
            Map.entry("team", "The team's key, as deals have it"),
            Map.entry("view", "The view's key"),
            Map.entry("product", "The product's key, as lines of deals name it"),
            Map.entry("externalId", "What another system knows the deal by"),
            Map.entry("currency", "The ISO 4217 code of what is converted"),
            Map.entry("base", "The ISO 4217 code of what it is converted to"),
            Map.entry("date", "The day from which on the rate holds"));

    private PathParameters() {}

    static void describe(String path, Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getIn() == Parameter.In.PATH)
                    .forEach(parameter -> parameter.setDescription(
                            parameter.getName().equals("id")
                                    ? IDS.get(path.split("/")[1])
                                    : OTHERS.get(parameter.getName())));
        }
    }
}
