package dealflow.deal.document;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * What is always there, and never null, in records that bear no annotation of the API: those of the event contract and of pure rules.
 * Of what requests hold it is what they may not leave out (the rest has a default, or may be unknown); of what is only answered it is
 * what the contract's JSON Schema says.
 */
final class ContractFields {

    private static final Map<String, List<String>> ASKED = Map.ofEntries(
            Map.entry("Money", List.of("amount", "currency")),
            Map.entry("Customer", List.of("name")),
            Map.entry("PaymentTerm", List.of("milestone", "share")),
            Map.entry("Confirmation", List.of("confirmedBy", "signal")),
            Map.entry("Stage", List.of("key", "place")),
            Map.entry("ChecklistItem", List.of("key")),
            Map.entry("Won", List.of("key")),
            Map.entry("CsvMapping", List.of("pipeline", "columns")),
            Map.entry("FieldGate", List.of("pipeline", "stage")),
            Map.entry("DealLine", List.of("product", "quantity", "unitPrice")),
            Map.entry("Step", List.of("at")));

    private static final Map<String, List<String>> ANSWERED = Map.ofEntries(
            Map.entry(
                    "DealSnapshot",
                    List.of(
                            "id",
                            "pipeline",
                            "pipelineVersion",
                            "title",
                            "stage",
                            "status",
                            "stageEnteredAt",
                            "openedAt",
                            "owner",
                            "fields",
                            "lines",
                            "paymentTerms",
                            "qualification",
                            "checklist",
                            "milestones",
                            "people")),
            Map.entry("DealEvent", List.of("dealId", "sequence", "occurredAt", "recordedAt", "actor", "origin")),
            Map.entry("Change", List.of("toStage", "skipped")),
            Map.entry("Possible", List.of("to", "missing")),
            Map.entry("Payment", List.of("id", "amount", "reportingAmount", "receivedOn")),
            Map.entry("Reversal", List.of("payment", "reason")),
            Map.entry("Person", List.of("id", "name", "role", "stance")),
            Map.entry("Tick", List.of("item", "tickedAt", "tickedBy")),
            Map.entry("MilestoneReached", List.of("milestone", "reachedOn")),
            Map.entry(
                    "Pipeline",
                    List.of(
                            "key",
                            "version",
                            "names",
                            "currency",
                            "timeZone",
                            "stages",
                            "won",
                            "lossReasons",
                            "skips",
                            "holidays",
                            "winReasons",
                            "closedProducts",
                            "retiredStages")),
            Map.entry("ExchangeRateOfDay", List.of("currency", "base", "validFrom", "version", "rate")));

    private ContractFields() {}

    static void require(Map<String, Schema> schemas) {
        ASKED.forEach((name, fields) -> schemas.get(name).setRequired(fields));
        ANSWERED.forEach((name, fields) -> schemas.get(name).setRequired(fields));
    }
}
