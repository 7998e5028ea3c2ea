package dealflow.deal.document;

import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What the variables of paths stand for. */
final class PathParameters {

    private static final Map<String, String> IDS = Map.of(
            "customers", "The customer's id, or that of one that was merged into it",
            "deals", "The deal's id",
            "imports", "The import's id, as the answer to its file gave it",
            "transfers", "The transfer's id",
            "webhooks", "The webhook's id");

    private static final Map<String, String> OTHERS = Map.of(
            "item", "The item's key, as the checklist has it",
            "milestone", "A milestone of the deal's payment terms, such as BILL_OF_LADING",
            "person", "The person's id within the deal, such as p1",
            "payment", "The payment's id within the deal, as the list of payments has it",
            "delivery", "The delivery's id, as the list of deliveries has it",
            "number", "The request's number within the deal: 1, 2, 3, ...",
            "key", "The pipeline's key",
            "externalId", "What another system knows the deal by",
            "currency", "The ISO 4217 code of what is converted",
            "base", "The ISO 4217 code of what it is converted to",
            "date", "The day from which on the rate holds");

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
