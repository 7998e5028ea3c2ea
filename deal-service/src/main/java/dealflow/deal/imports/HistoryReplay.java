package dealflow.deal.imports;

import dealflow.contract.deal.Customer;
import dealflow.contract.deal.Status;
import dealflow.contract.event.Change;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.Direction;
import dealflow.contract.payment.Money;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.Amounts;
import dealflow.deal.Deal;
import dealflow.deal.DealDetails;
import dealflow.deal.DealFields;
import dealflow.deal.EventMetadata;
import dealflow.deal.database.TimeOrderedIds;
import dealflow.deal.move.Move;
import dealflow.deal.move.MoveRules;
import dealflow.deal.payment.RecordedPayment;
import dealflow.deal.refusal.InvalidFieldException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Lives an imported deal's history again: the same changes and events as if each had been made in its time. */
final class HistoryReplay {

    private static final ImportedDeal.Entry NOTHING =
            new ImportedDeal.Entry(null, null, null, null, null, null, null, null, null, null, null, null);

    private final Pipeline pipeline;
    private final Instant now;
    private final String actor;
    private final Conversion conversion;
    private final UnaryOperator<Customer> customers;
    private final List<DealEvent> events = new ArrayList<>();
    private PaymentReplay payments;
    private Deal deal;
    private boolean unowned;

    /** Converts an amount to the pipeline's currency at the rate of a day. */
    interface Conversion {
        Money convert(String field, Money money, String base, LocalDate on);
    }

    private HistoryReplay(
            Pipeline pipeline, Instant now, String actor, Conversion conversion, UnaryOperator<Customer> customers) {
        this.pipeline = pipeline;
        this.now = now;
        this.actor = actor;
        this.conversion = conversion;
        this.customers = customers;
    }

    /** A deal, all its events, and its payments. */
    record Lived(Deal deal, List<DealEvent> events, List<RecordedPayment> payments) {}

    /**
     * @param customers the customer on record that a text names
     * @throws InvalidFieldException for the first thing that cannot be
     */
    static Lived live(
            ImportedDeal line,
            Pipeline pipeline,
            Instant now,
            String actor,
            Conversion conversion,
            UnaryOperator<Customer> customers) {
        var replay = new HistoryReplay(pipeline, now, actor, conversion, customers);
        replay.open(line);
        replay.grow(line);
        if (replay.unowned) {
            // Last, so that a line with a wrong history too says so. Whoever imports is nobody's salesperson.
            throw new InvalidFieldException("owner", "is required: who works on the deal");
        }
        replay.deal.importedFrom(line.hash());
        return new Lived(replay.deal, replay.events, replay.payments.recorded());
    }

    private void open(ImportedDeal line) {
        if (DealFields.text("externalId", line.externalId()) == null) {
            throw new InvalidFieldException("externalId", "is required, with at most 200 characters");
        }
        var stage = pipeline.stages().get(0);
        var at = now;
        if (!line.history().isEmpty()) {
            var first = line.history().get(0);
            at = time("history[0].at", first, null);
            stage = pipeline.stage(String.valueOf(first.to()))
                    .orElseThrow(() -> new InvalidFieldException(
                            "history[0].to",
                            "'%s' is not a stage in which a deal of pipeline '%s' can begin"
                                    .formatted(first.to(), pipeline.key())));
        } else if (stage.place() == Stage.Place.FUNNEL) {
            throw new InvalidFieldException(
                    "history",
                    "is empty: say when the deal entered the funnel, or give the pipeline a stage for leads");
        }
        var entry = line.history().isEmpty() ? NOTHING : line.history().get(0);
        var fields = ImportedFields.of(line).with("history[0]", entry);
        unowned = DealFields.text("owner", fields.owner()) == null;
        var metadata = metadata(at, entry.origin(), entry.actor());
        var direction = stage.place() == Stage.Place.FUNNEL ? Direction.IN : null;
        var confirmation = direction == null ? null : entry.confirmation();
        var change = new Change(direction, null, stage.key(), List.of(), confirmation, null, null, null);
        var opened = Deal.open(
                TimeOrderedIds.next(now.toEpochMilli()),
                pipeline,
                stage,
                details(fields, at),
                change,
                metadata,
                line.externalId(),
                fields.judged(),
                fields.ticks());
        deal = opened.deal();
        events.add(opened.event());
    }

    /** The customer on record that a line names. */
    static Customer onRecord(Customer named, UnaryOperator<Customer> customers) {
        if (named != null && named.id() != null) {
            throw new InvalidFieldException(
                    "customer.id", "is of no use in a file: name the customer by externalId, or by name and country");
        }
        return customers.apply(named);
    }

    private DealDetails details(ImportedFields fields, Instant at) {
        var checked = fields.written().checked(actor);
        var details = checked.withCustomer(onRecord(checked.customer(), customers));
        if (fields.reportingAmount() != null) {
            return details.withReportingAmount(reported(pipeline, "reportingAmount", fields.reportingAmount(), false));
        }
        if (deal != null && Objects.equals(details.amount(), deal.details().amount())) {
            return details.withReportingAmount(deal.details().reportingAmount());
        }
        return details.withReportingAmount(
                conversion.convert("amount", details.amount(), pipeline.currency(), day(at)));
    }

    static Money reported(Pipeline pipeline, String field, Money amount, boolean mayBeNegative) {
        if (!pipeline.currency().equals(amount.currency())) {
            throw new InvalidFieldException(field + ".currency", "is not the pipeline's, " + pipeline.currency());
        }
        return Amounts.checked(field, amount, mayBeNegative);
    }

    /** Moves and payments in the order of their time. */
    private void grow(ImportedDeal line) {
        payments = new PaymentReplay(line.payments(), pipeline, now, conversion);
        for (var i = 1; i < line.history().size(); i++) {
            var field = "history[%d]".formatted(i);
            var entry = line.history().get(i);
            var at = time(field + ".at", entry, deal.lastOccurredAt());
            while (payments.comesBefore(i, at)) {
                receive();
            }
            try {
                happen(field, entry, metadata(at, entry.origin(), entry.actor()));
            } catch (InvalidFieldException e) {
                throw e.field().startsWith(field)
                        ? e
                        : new InvalidFieldException(field + "." + e.field(), e.getMessage());
            }
        }
        while (payments.next() != null) {
            receive();
        }
        become(ImportedFields.of(deal).with(line), metadata(deal.lastOccurredAt(), null, null));
    }

    private void happen(String field, ImportedDeal.Entry entry, EventMetadata metadata) {
        var changes = entry.owner() != null || entry.set() != null;
        if (changes) {
            become(ImportedFields.of(deal).with(field, entry), metadata);
        }
        if (Boolean.TRUE.equals(entry.stalled())) {
            if (deal.status() != Status.OPEN || deal.stalledAt() != null) {
                throw new InvalidFieldException("stalled", "only a deal in the funnel stalls, and once per stay");
            }
            add(deal.stall(metadata));
        } else if (entry.placed() != null) {
            add(deal.repoint(pipeline.version(), place(entry.placed()), metadata));
        } else if (entry.to() != null) {
            var move = new Move(
                    entry.to(),
                    metadata.occurredAt(),
                    entry.confirmation(),
                    entry.reason(),
                    entry.note(),
                    entry.override());
            add(deal.move(new MoveRules(pipeline).record(deal.standing(), move), pipeline.version(), metadata));
        } else if (!changes) {
            throw new InvalidFieldException("to", "is required, or owner or set: what changed");
        }
    }

    private String place(String stage) {
        return pipeline.stage(stage)
                .map(Stage::key)
                .orElseThrow(() -> new InvalidFieldException("placed", "'%s' is not a stage".formatted(stage)));
    }

    private void become(ImportedFields fields, EventMetadata metadata) {
        add(deal.revise(details(fields, metadata.occurredAt()), metadata));
        add(deal.qualify(fields.judged(), metadata));
        add(deal.tickAll(fields.ticks(), metadata));
        add(deal.snooze(fields.snoozedUntil(), fields.snoozeReason(), metadata));
        add(deal.reach(fields.reached(), metadata));
        add(deal.meet(fields.met(), metadata));
    }

    private void receive() {
        var next = payments.next();
        var time = payments.time(next);
        var at = time.isBefore(deal.lastOccurredAt()) ? deal.lastOccurredAt() : time;
        var metadata = metadata(at, next.origin(), next.actor());
        add(deal.receive(payments.take(String.valueOf(deal.sequence() + 1), metadata), metadata));
    }

    private void add(DealEvent event) {
        if (event != null) {
            events.add(event);
        }
    }

    private Instant time(String field, ImportedDeal.Entry entry, Instant last) {
        if (entry.at() == null) {
            throw new InvalidFieldException(field, "is required: when the deal entered '%s'".formatted(entry.to()));
        }
        var at = entry.at().toInstant().truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now)) {
            throw new InvalidFieldException(field, "%s lies in the future".formatted(at));
        }
        if (last != null && at.isBefore(last)) {
            throw new InvalidFieldException(field, "%s lies before the change at %s".formatted(at, last));
        }
        return at;
    }

    private EventMetadata metadata(Instant at, String origin, String by) {
        return new EventMetadata(at, now, by == null ? actor : by, ImportOrigin.imported(origin));
    }

    private LocalDate day(Instant at) {
        return at.atZone(pipeline.timeZone()).toLocalDate();
    }
}
