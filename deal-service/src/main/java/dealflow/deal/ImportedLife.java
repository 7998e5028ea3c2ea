package dealflow.deal;

import dealflow.contract.Change;
import dealflow.contract.DealEvent;
import dealflow.contract.Direction;
import dealflow.contract.Money;
import dealflow.contract.Payment;
import dealflow.contract.Pipeline;
import dealflow.contract.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Lives an imported deal's history again: the same changes and events as if each had been made in its time. */
final class ImportedLife {

    private static final String IMPORT = "import";

    private final Pipeline pipeline;
    private final Instant now;
    private final String actor;
    private final Conversion conversion;
    private final List<DealEvent> events = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private Deal deal;

    /** Converts an amount to the pipeline's currency at the rate of a day. */
    interface Conversion {
        Money convert(String field, Money money, String base, LocalDate on);
    }

    private ImportedLife(Pipeline pipeline, Instant now, String actor, Conversion conversion) {
        this.pipeline = pipeline;
        this.now = now;
        this.actor = actor;
        this.conversion = conversion;
    }

    /** A deal, all its events, and its payments. */
    record Lived(Deal deal, List<DealEvent> events, List<Payment> payments) {}

    /**
     * @throws InvalidFieldException for the first thing that cannot be
     */
    static Lived live(ImportedDeal line, Pipeline pipeline, Instant now, String actor, Conversion conversion) {
        var life = new ImportedLife(pipeline, now, actor, conversion);
        life.open(line);
        life.grow(line);
        if (line.firstOwner() == null) {
            // Last, so that a line with a wrong history too says so. Whoever imports is nobody's salesperson.
            throw new InvalidFieldException("owner", "is required: who works on the deal");
        }
        life.deal.importHash = line.hash();
        return new Lived(life.deal, life.events, life.payments);
    }

    private void open(ImportedDeal line) {
        if (line.externalId() == null
                || line.externalId().isBlank()
                || line.externalId().length() > 200) {
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
        var details = line.fields().checked(actor);
        details = details.withReportingAmount(
                conversion.convert("amount", details.amount(), pipeline.currency(), day(at)));
        var direction = stage.place() == Stage.Place.FUNNEL ? Direction.IN : null;
        var change = new Change(direction, null, stage.key(), List.of(), null, null, null, null);
        var qualification = line.qualification() == null
                ? Opportunity.unknown()
                : Opportunity.judged(
                        line.qualification().need(),
                        line.qualification().budget(),
                        line.qualification().keyPerson(),
                        line.qualification().fit());
        var opened = Deal.open(
                DealIds.next(now.toEpochMilli()),
                pipeline,
                stage,
                details,
                change,
                stamp(at),
                line.externalId(),
                qualification);
        deal = opened.deal();
        events.add(opened.event());
    }

    /** Moves and payments in the order of their time; a payment counts from the start of its day. */
    private void grow(ImportedDeal line) {
        var unpaid = new ArrayList<>(line.payments());
        for (var i = 0; i < unpaid.size(); i++) {
            check("payments[%d]".formatted(i), unpaid.get(i));
        }
        unpaid.sort((a, b) -> a.receivedOn().compareTo(b.receivedOn()));
        var rules = new MoveRules(pipeline);
        for (var i = 1; i < line.history().size(); i++) {
            var field = "history[%d]".formatted(i);
            var entry = line.history().get(i);
            var at = time(field + ".at", entry, deal.lastOccurredAt);
            while (!unpaid.isEmpty() && startOf(unpaid.get(0).receivedOn()).isBefore(at)) {
                receive(unpaid.remove(0));
            }
            try {
                if (entry.owner() != null && !entry.owner().equals(deal.owner)) {
                    add(deal.revise(owned(entry.owner()), stamp(at)));
                }
                var move = new Move(entry.to(), at, null, entry.reason(), entry.note(), null);
                add(deal.move(rules.record(deal.standing(), move), stamp(at)));
            } catch (InvalidFieldException e) {
                throw new InvalidFieldException(field + "." + e.field(), e.getMessage());
            }
        }
        unpaid.forEach(this::receive);
        if (line.owner() != null && !line.owner().equals(deal.owner)) {
            add(deal.revise(owned(line.owner()), stamp(deal.lastOccurredAt)));
        }
    }

    private DealDetails owned(String owner) {
        var fields = DealFields.of(deal.details());
        var changed = new DealFields(
                fields.title(),
                fields.customer(),
                owner,
                fields.team(),
                fields.product(),
                fields.source(),
                fields.region(),
                fields.amount(),
                fields.expectedCloseOn(),
                fields.paymentTerms());
        return changed.checked(owner).withReportingAmount(deal.details().reportingAmount());
    }

    private void check(String field, ImportedDeal.ImportedPayment payment) {
        var amount = Amounts.checked(field + ".amount", payment.amount(), true);
        if (amount == null || amount.amount().signum() <= 0) {
            throw new InvalidFieldException(field + ".amount", "is required and above 0");
        }
        if (payment.receivedOn() == null || startOf(payment.receivedOn()).isAfter(now)) {
            throw new InvalidFieldException(field + ".receivedOn", "is required, and not in the future");
        }
    }

    private void receive(ImportedDeal.ImportedPayment imported) {
        var amount = Amounts.checked("payments.amount", imported.amount(), false);
        var payment = new Payment(
                String.valueOf(deal.sequence + 1),
                amount,
                conversion.convert("payments.amount", amount, pipeline.currency(), imported.receivedOn()),
                imported.receivedOn(),
                imported.reference());
        var start = startOf(imported.receivedOn());
        payments.add(payment);
        add(deal.receive(payment, stamp(start.isBefore(deal.lastOccurredAt) ? deal.lastOccurredAt : start)));
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

    private Stamp stamp(Instant at) {
        return new Stamp(at, now, actor, IMPORT);
    }

    private LocalDate day(Instant at) {
        return at.atZone(pipeline.timeZone()).toLocalDate();
    }

    private Instant startOf(LocalDate day) {
        return day.atTime(LocalTime.MIN).atZone(pipeline.timeZone()).toInstant();
    }
}
