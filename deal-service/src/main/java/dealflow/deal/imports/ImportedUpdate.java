package dealflow.deal.imports;

import dealflow.contract.deal.Customer;
import dealflow.contract.event.DealEvent;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.EventMetadata;
import dealflow.deal.move.MoveRules;
import dealflow.deal.product.Products;
import dealflow.deal.refusal.InvalidFieldException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What a line changes of a deal on record: the fields that people write, as far as the line has them. What the customer
 * has confirmed, and what came in, is never changed by a file: its history, qualification, ticks, payments and the like are
 * left out.
 */
final class ImportedUpdate {

    private ImportedUpdate() {}

    /**
     * Changes a deal.
     *
     * @return the event that tells it; null if nothing is different
     * @throws InvalidFieldException for the first thing that cannot be, before anything is changed
     */
    static DealEvent of(
            Deal deal,
            ImportedDeal line,
            Pipeline pipeline,
            Instant now,
            String actor,
            HistoryReplay.Conversion conversion,
            UnaryOperator<Customer> customers,
            Products products) {
        var at = DealChanges.occurred(null, deal.lastOccurredAt(), now);
        var before = deal.details();
        var fields = ImportedFields.of(deal).with(line).written().checked(deal.owner());
        products.check(pipeline, before, fields);
        var details = fields.withCustomer(
                line.customer() == null || isSame(before.customer(), fields.customer())
                        ? before.customer()
                        : HistoryReplay.onRecord(fields.customer(), customers));
        var reported = Objects.equals(details.amount(), before.amount())
                ? before.reportingAmount()
                : line.reportingAmount() == null
                        ? conversion.convert(
                                "amount",
                                details.amount(),
                                pipeline.currency(),
                                at.atZone(pipeline.timeZone()).toLocalDate())
                        : HistoryReplay.reported(pipeline, "reportingAmount", line.reportingAmount(), false);
        return deal.revise(
                details.withReportingAmount(reported), new EventMetadata(at, now, actor, ImportOrigin.IMPORT));
    }

    private static boolean isSame(Customer onRecord, Customer named) {
        return onRecord != null
                && named != null
                && named.id() == null
                && new Customer(onRecord.name(), onRecord.country(), onRecord.externalId()).equals(named);
    }

    /** What a line says of a deal on record that is not taken from it; the history only where it ends in another stage. */
    static List<String> leftOut(Deal deal, ImportedDeal line, Pipeline pipeline) {
        var fields = new ArrayList<String>();
        var last = line.history().stream()
                .map(ImportedDeal.Entry::to)
                .filter(Objects::nonNull)
                .reduce((first, second) -> second)
                .map(to -> target(pipeline, to))
                .orElse(deal.stage());
        add(fields, "history", !last.equals(deal.stage()));
        add(fields, "payments", !line.payments().isEmpty());
        add(
                fields,
                "qualification",
                line.qualification() != null && !line.qualification().equals(deal.qualification()));
        add(fields, "checklist", line.checklist() != null && !line.checklist().equals(deal.checklist()));
        add(
                fields,
                "milestones",
                line.milestones() != null && !line.milestones().equals(deal.milestones()));
        add(
                fields,
                "snoozedUntil",
                line.snoozedUntil() != null && !line.snoozedUntil().equals(deal.snoozedUntil()));
        add(fields, "riskReview", line.riskReview() != null);
        add(fields, "priceRequests", !line.priceRequests().isEmpty());
        return fields;
    }

    private static String target(Pipeline pipeline, String to) {
        try {
            return new MoveRules(pipeline).target(to);
        } catch (InvalidFieldException unknown) {
            return to;
        }
    }

    private static void add(List<String> fields, String field, boolean told) {
        if (told) {
            fields.add(field);
        }
    }
}
