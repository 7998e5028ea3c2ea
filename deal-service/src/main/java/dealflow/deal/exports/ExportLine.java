package dealflow.deal.exports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.EventType;
import dealflow.contract.json.ContractJson;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.imports.ImportOrigin;
import dealflow.deal.imports.ImportedDeal;
import dealflow.deal.imports.ImportedFields;
import dealflow.deal.outbox.CloudEvent;
import dealflow.deal.price.PriceRequest;
import dealflow.deal.price.RiskReview;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a deal's events as the line that, imported, brings the same deal and events about. */
final class ExportLine {

    private final List<DealEvent> events;
    private final Pipeline pipeline;
    private final ObjectNode opened;
    private final ObjectNode original = JsonNodeFactory.instance.objectNode();
    private final List<ImportedDeal.Entry> history = new ArrayList<>();
    private final List<ImportedDeal.ImportedPayment> payments = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    private ExportLine(List<DealEvent> events, Pipeline pipeline) {
        this.events = events;
        this.pipeline = pipeline;
        this.opened = known(events.get(0));
    }

    /**
     * The line of a deal that has not been deleted, from all its events in order. Stages have the keys that they have now,
     * so that the present version of the pipeline takes the line.
     *
     * @param cursor where the feed was before the events were read; null for a line that does not say where it stands
     */
    static ImportedDeal of(
            List<DealEvent> events,
            Pipeline pipeline,
            RiskReview review,
            List<PriceRequest> priceRequests,
            String cursor) {
        return new ExportLine(events, pipeline).line(review, priceRequests, cursor);
    }

    private ImportedDeal line(RiskReview review, List<PriceRequest> priceRequests, String cursor) {
        events.forEach(this::add);
        begin();
        var deal = events.get(events.size() - 1).deal();
        return new ImportedDeal(
                deal.externalId() == null ? deal.id().toString() : deal.externalId(),
                deal.pipeline(),
                deal.title(),
                deal.customer() == null ? null : deal.customer().withId(null),
                deal.owner(),
                deal.team(),
                deal.product(),
                deal.source(),
                deal.region(),
                deal.fields(),
                deal.amount(),
                deal.reportingAmount(),
                deal.lines(),
                deal.amountBasis(),
                deal.expectedCloseOn(),
                deal.paymentTerms(),
                deal.qualification(),
                deal.checklist(),
                deal.snoozedUntil(),
                deal.snoozeReason(),
                deal.milestones(),
                deal.people(),
                history,
                payments,
                review,
                priceRequests,
                List.of(),
                cursor == null ? null : position(events.get(events.size() - 1), cursor));
    }

    private static ImportedDeal.Position position(DealEvent last, String cursor) {
        var event = CloudEvent.id(last.dealId().toString(), last.sequence());
        return new ImportedDeal.Position(last.dealId(), last.sequence(), event, cursor);
    }

    private void add(DealEvent event) {
        if (event.type() == EventType.OPENED || event.type() == EventType.STAGE_CHANGED) {
            history.add(move(event, null, null));
        } else if (event.type() == EventType.REVISED) {
            revised(event);
        } else if (event.type() == EventType.STALLED) {
            history.add(entry(event, null, true, null, null));
        } else if (event.type() == EventType.PAYMENT_RECEIVED) {
            payments.add(payment(event));
        }
    }

    private ImportedDeal.ImportedPayment payment(DealEvent event) {
        var payment = event.payment();
        var reverses = payment.reverses();
        places.put(payment.id(), places.size());
        return new ImportedDeal.ImportedPayment(
                reverses == null ? payment.amount() : null,
                reverses == null ? payment.reportingAmount() : null,
                reverses == null ? payment.receivedOn() : null,
                reverses == null ? payment.reference() : null,
                reverses == null ? null : places.get(reverses.payment()),
                reverses == null ? null : reverses.reason(),
                at(event.occurredAt()),
                history.size(),
                ImportOrigin.exported(event.origin()),
                event.actor());
    }

    /** The first entry says what the deal began with, where that is not what it has now. */
    private void begin() {
        var first = events.get(0);
        history.set(0, move(first, first.deal().owner(), original.isEmpty() ? null : original));
    }

    private void revised(DealEvent event) {
        if (event.previous().has("pipelineVersion") || event.previous().has("stage")) {
            placed(event);
            return;
        }
        var deal = known(event);
        var set = JsonNodeFactory.instance.objectNode();
        event.previous().fieldNames().forEachRemaining(field -> {
            if (ImportedFields.FIELDS.contains(field)) {
                set.set(field, deal.get(field));
            }
        });
        if (set.has("amount")) {
            // Else it would be reckoned again, at the rate known then, and taken for what somebody said.
            set.set("reportingAmount", deal.get("reportingAmount"));
            set.set("amountBasis", deal.get("amountBasis"));
        }
        if (set.isEmpty()) {
            return;
        }
        var owner = set.has("owner") ? set.remove("owner").asText() : null;
        set.fieldNames().forEachRemaining(field -> original.set(field, opened.get(field)));
        history.add(entry(event, owner, null, null, set.isEmpty() ? null : set));
    }

    /** Only where the deal was put into another stage: that its pipeline had a new version is no part of its history. */
    private void placed(DealEvent event) {
        var before = event.previous().path("stage").asText(null);
        var now = pipeline.current(event.deal().stage());
        if (before != null && !pipeline.current(before).equals(now)) {
            history.add(entry(event, null, null, now, null));
        }
    }

    private static ImportedDeal.Entry entry(
            DealEvent event, String owner, Boolean stalled, String placed, ObjectNode set) {
        return new ImportedDeal.Entry(
                null,
                at(event.occurredAt()),
                owner,
                null,
                null,
                null,
                null,
                ImportOrigin.exported(event.origin()),
                event.actor(),
                stalled,
                placed,
                set);
    }

    private ImportedDeal.Entry move(DealEvent event, String owner, ObjectNode set) {
        var change = event.change();
        return new ImportedDeal.Entry(
                pipeline.current(change.toStage()),
                at(event.occurredAt()),
                owner,
                change.reason(),
                change.note(),
                change.confirmation(),
                change.override(),
                ImportOrigin.exported(event.origin()),
                event.actor(),
                null,
                null,
                set);
    }

    /** Without the customer's id, which is found again by what else is said of it. */
    private static ObjectNode known(DealEvent event) {
        var deal = ContractJson.tree(event.deal());
        if (deal.get("customer") instanceof ObjectNode customer) {
            customer.remove("id");
        }
        return deal;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
