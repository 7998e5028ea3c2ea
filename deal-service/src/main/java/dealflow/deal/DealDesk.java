package dealflow.deal;

import dealflow.contract.Change;
import dealflow.contract.Confirmation;
import dealflow.contract.DealEvent;
import dealflow.contract.DealSnapshot;
import dealflow.contract.Direction;
import dealflow.contract.Money;
import dealflow.contract.Payment;
import dealflow.contract.Pipeline;
import dealflow.contract.Qualification;
import dealflow.contract.Stage;
import dealflow.contract.Status;
import dealflow.contract.Tick;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;

/** What people and systems do with deals: each in one transaction with the event that says so. */
@ApplicationScoped
public class DealDesk {

    private static final String API = "api";

    @Inject
    Deals deals;

    @Inject
    Pipelines pipelines;

    @Inject
    ExchangeRates rates;

    @Inject
    Outbox outbox;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    /** A deal and the version that an ETag names. */
    public record Versioned(DealSnapshot deal, long version) {}

    /**
     * A deal to be opened.
     *
     * @param stage where it begins; null for the pipeline's first stage
     * @param occurredAt null for now
     * @param confirmation needed to begin inside the funnel
     */
    public record Opening(
            String pipeline,
            String externalId,
            DealFields fields,
            String stage,
            Instant occurredAt,
            Confirmation confirmation,
            Qualification qualification) {}

    @Transactional
    public Versioned open(Opening opening, String actor) {
        var pipeline = pipelineOf(opening.pipeline());
        var now = clock.instant();
        var occurredAt = occurred(opening.occurredAt(), null, now);
        if (opening.externalId() != null
                && deals.count("pipeline = ?1 and externalId = ?2", pipeline.key(), opening.externalId()) > 0) {
            throw new ConflictException("There is a deal with externalId '%s' in pipeline '%s' already"
                    .formatted(opening.externalId(), pipeline.key()));
        }
        var stage = opening.stage() == null
                ? pipeline.stages().get(0)
                : pipeline.stage(opening.stage())
                        .orElseThrow(() -> new InvalidFieldException(
                                "stage", "'%s' is not a stage of this pipeline".formatted(opening.stage())));
        var qualification = opening.qualification() == null ? Opportunity.unknown() : judged(opening.qualification());
        var stamp = new Stamp(occurredAt, now, actor, API);
        var change = opened(pipeline, stage, opening, qualification, occurredAt);
        var opened = Deal.open(
                DealIds.next(now.toEpochMilli()),
                pipeline,
                stage,
                details(opening.fields(), pipeline, occurredAt, actor),
                change,
                stamp,
                opening.externalId(),
                qualification,
                List.of());
        entities.persist(opened.deal());
        outbox.append(opened.event());
        return versioned(opened.deal());
    }

    /** A deal that begins in a stage meets the rules of a lead that moves there. */
    private static Change opened(
            Pipeline pipeline, Stage stage, Opening opening, Qualification qualification, Instant occurredAt) {
        if (stage.place() == Stage.Place.OUTSIDE) {
            return new Change(null, null, stage.key(), List.of(), null, null, null, null);
        }
        var lead = new MoveRules.Standing("", Status.LEAD, false, qualification, List.of());
        var move = new Move(stage.key(), occurredAt, confirmed(opening.confirmation(), occurredAt), null, null, null);
        var change = new MoveRules(pipeline).decide(lead, move);
        return new Change(Direction.IN, null, stage.key(), change.skipped(), change.confirmation(), null, null, null);
    }

    @Transactional
    public Versioned get(UUID id) {
        return versioned(deals.get(id));
    }

    @Transactional
    public List<Versioned> list(DealFilter filter, int limit) {
        return deals.list(filter, limit).stream().map(DealDesk::versioned).toList();
    }

    @Transactional
    public List<MoveRules.Possible> possibleMoves(UUID id) {
        var deal = deals.get(id);
        return new MoveRules(pipelineFor(deal)).possible(deal.standing());
    }

    @Transactional
    public Versioned move(UUID id, Long expectedVersion, Move move, String actor) {
        return change(id, expectedVersion, move.occurredAt(), actor, (deal, stamp) -> {
            var pipeline = pipelineFor(deal);
            var confirmed = new Move(
                    move.to(),
                    stamp.occurredAt(),
                    confirmed(move.confirmation(), stamp.occurredAt()),
                    move.reason(),
                    move.note(),
                    move.override());
            var change = new MoveRules(pipeline).decide(deal.standing(), confirmed);
            deal.pipelineVersion = pipeline.version();
            return deal.move(change, stamp);
        });
    }

    @Transactional
    public Versioned revise(UUID id, Long expectedVersion, DealFields fields, String actor) {
        return change(id, expectedVersion, null, actor, (deal, stamp) -> {
            var details = details(fields, pipelineFor(deal), stamp.occurredAt(), deal.owner);
            var unchangedAmount =
                    Objects.equals(details.amount(), deal.details().amount());
            return deal.revise(
                    unchangedAmount ? details.withReportingAmount(deal.details().reportingAmount()) : details, stamp);
        });
    }

    @Transactional
    public DealFields fields(UUID id) {
        return DealFields.of(deals.get(id).details());
    }

    @Transactional
    public Versioned qualify(UUID id, Long expectedVersion, Qualification qualification, String actor) {
        return change(id, expectedVersion, null, actor, (deal, stamp) -> deal.qualify(judged(qualification), stamp));
    }

    /** Ticks a checklist item with its evidence, or unticks it. */
    @Transactional
    public Versioned tick(UUID id, Long expectedVersion, String item, boolean done, String evidence, String actor) {
        return change(id, expectedVersion, null, actor, (deal, stamp) -> {
            var known = pipelineFor(deal).stages().stream()
                    .flatMap(stage -> stage.checklist().stream())
                    .filter(each -> each.key().equals(item))
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException("checklist item", item));
            if (done && known.confirmedBy() == Stage.ConfirmedBy.CUSTOMER && (evidence == null || evidence.isBlank())) {
                throw new InvalidFieldException("evidence", "is required: the customer confirms this item");
            }
            return deal.tick(item, done ? new Tick(item, stamp.occurredAt(), actor, evidence) : null, stamp);
        });
    }

    /** Every item of the deal's pipeline, with its tick if it has one. */
    @Transactional
    public List<ChecklistEntry> checklist(UUID id) {
        var deal = deals.get(id);
        return pipelineFor(deal).stages().stream()
                .flatMap(stage -> stage.checklist().stream()
                        .map(item -> new ChecklistEntry(
                                stage.key(),
                                item,
                                deal.checklist.stream()
                                        .filter(tick -> tick.item().equals(item.key()))
                                        .findFirst()
                                        .orElse(null))))
                .toList();
    }

    /**
     * A checklist item in a deal.
     *
     * @param tick null while it is open
     */
    public record ChecklistEntry(String stage, Stage.ChecklistItem item, Tick tick) {}

    @Transactional
    public Payment receive(UUID id, Money amount, LocalDate receivedOn, String reference, String actor) {
        var received = new Payment[1];
        change(id, null, null, actor, (deal, stamp) -> {
            var pipeline = pipelineFor(deal);
            var checked = Amounts.checked("amount", amount, false);
            if (checked == null || checked.amount().signum() == 0) {
                throw new InvalidFieldException("amount", "is required and above 0");
            }
            if (receivedOn == null) {
                throw new InvalidFieldException("receivedOn", "is required");
            }
            if (receivedOn.isAfter(
                    stamp.occurredAt().atZone(pipeline.timeZone()).toLocalDate())) {
                throw new InvalidFieldException("receivedOn", "lies in the future");
            }
            received[0] = new Payment(
                    String.valueOf(deal.sequence + 1),
                    checked,
                    rates.convert("amount", checked, pipeline.currency(), receivedOn),
                    receivedOn,
                    reference);
            entities.persist(PaymentRow.of(deal.id, received[0]));
            return deal.receive(received[0], stamp);
        });
        return received[0];
    }

    @Transactional
    public List<Payment> payments(UUID id) {
        deals.get(id);
        return entities.createQuery("from PaymentRow where dealId = :id order by receivedOn, id", PaymentRow.class)
                .setParameter("id", id)
                .getResultStream()
                .map(PaymentRow::payment)
                .toList();
    }

    @Transactional
    public void delete(UUID id, Long expectedVersion, String actor) {
        change(id, expectedVersion, null, actor, (deal, stamp) -> {
            var event = deal.delete(stamp);
            entities.remove(deal);
            return event;
        });
    }

    @Transactional
    public List<Outbox.Recorded> history(UUID id, long after, int limit) {
        deals.get(id);
        return outbox.history(id, after, limit);
    }

    private Versioned change(
            UUID id, Long expectedVersion, Instant at, String actor, BiFunction<Deal, Stamp, DealEvent> action) {
        var deal = deals.lock(id);
        if (expectedVersion != null && expectedVersion != deal.sequence) {
            throw new StaleVersionException(expectedVersion, deal.sequence);
        }
        var now = clock.instant();
        var stamp = new Stamp(occurred(at, deal.lastOccurredAt, now), now, actor, API);
        var event = action.apply(deal, stamp);
        if (event != null) {
            outbox.append(event);
        }
        return versioned(deal);
    }

    /** Business time never goes back, and nothing has happened in the future. */
    private static Instant occurred(Instant asked, Instant last, Instant now) {
        if (asked == null) {
            return last != null && last.isAfter(now) ? last : now;
        }
        if (asked.isAfter(now)) {
            throw new InvalidFieldException("occurredAt", "lies in the future (now is %s)".formatted(now));
        }
        if (last != null && asked.isBefore(last)) {
            throw new InvalidFieldException("occurredAt", "lies before the deal's latest change at %s".formatted(last));
        }
        return asked;
    }

    private static Confirmation confirmed(Confirmation confirmation, Instant occurredAt) {
        if (confirmation == null) {
            return null;
        }
        if (confirmation.confirmedBy() == null || confirmation.confirmedBy().isBlank()) {
            throw new InvalidFieldException("confirmation.confirmedBy", "is required: who on the customer's side");
        }
        if (confirmation.signal() == null || confirmation.signal().isBlank()) {
            throw new InvalidFieldException("confirmation.signal", "is required: what the customer did");
        }
        if (confirmation.confirmedAt() != null && confirmation.confirmedAt().isAfter(occurredAt)) {
            throw new InvalidFieldException("confirmation.confirmedAt", "lies after the move itself");
        }
        return new Confirmation(
                confirmation.confirmedBy(),
                confirmation.signal(),
                confirmation.channel(),
                confirmation.confirmedAt() == null ? occurredAt : confirmation.confirmedAt(),
                confirmation.reference());
    }

    private static Qualification judged(Qualification given) {
        return Opportunity.judged(given.need(), given.budget(), given.keyPerson(), given.fit());
    }

    private DealDetails details(DealFields fields, Pipeline pipeline, Instant on, String defaultOwner) {
        var details = fields.checked(defaultOwner);
        return details.withReportingAmount(rates.convert(
                "amount",
                details.amount(),
                pipeline.currency(),
                on.atZone(pipeline.timeZone()).toLocalDate()));
    }

    private Pipeline pipelineOf(String key) {
        if (key == null) {
            throw new InvalidFieldException("pipeline", "is required");
        }
        try {
            return pipelines.current(key);
        } catch (NotFoundException e) {
            throw new InvalidFieldException("pipeline", e.getMessage());
        }
    }

    private Pipeline pipelineFor(Deal deal) {
        return pipelines.current(deal.pipeline);
    }

    private static Versioned versioned(Deal deal) {
        return new Versioned(deal.snapshot(), deal.sequence);
    }
}
