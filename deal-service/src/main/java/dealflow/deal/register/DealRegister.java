package dealflow.deal.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.contract.event.Change;
import dealflow.contract.event.Confirmation;
import dealflow.contract.event.Direction;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.DealDetails;
import dealflow.deal.DealFields;
import dealflow.deal.Deals;
import dealflow.deal.EventMetadata;
import dealflow.deal.ExchangeRates;
import dealflow.deal.QualificationRules;
import dealflow.deal.Revision;
import dealflow.deal.Standing;
import dealflow.deal.VersionedDeal;
import dealflow.deal.customer.Customers;
import dealflow.deal.database.TimeOrderedIds;
import dealflow.deal.field.FieldDefinitions;
import dealflow.deal.move.Move;
import dealflow.deal.move.MoveRules;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.outbox.RecordedEvents;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.product.Products;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Opens, reads, revises and deletes deals: each in one transaction with the event that says so. */
@ApplicationScoped
public class DealRegister {

    @Inject
    Deals deals;

    @Inject
    DealChanges changes;

    @Inject
    Pipelines pipelines;

    @Inject
    ExchangeRates rates;

    @Inject
    Customers customers;

    @Inject
    Products products;

    @Inject
    FieldDefinitions fields;

    @Inject
    Outbox outbox;

    @Inject
    RecordedEvents recorded;

    @Inject
    Clock clock;

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
    public VersionedDeal open(Opening opening, String actor) {
        return opened(opening, actor);
    }

    /** The same in the transaction of whoever calls, which a refusal leaves as it was. */
    VersionedDeal opened(Opening opening, String actor) {
        var pipeline = pipelineOf(opening.pipeline());
        var now = clock.instant();
        var occurredAt = DealChanges.occurred(opening.occurredAt(), null, now);
        var externalId = DealFields.text("externalId", opening.externalId());
        if (externalId != null && deals.taken(pipeline.key(), externalId)) {
            throw new ConflictException("There is a deal with externalId '%s' in pipeline '%s' already"
                    .formatted(externalId, pipeline.key()));
        }
        var stage = opening.stage() == null
                ? pipeline.stages().get(0)
                : pipeline.stage(opening.stage())
                        .orElseThrow(() -> new InvalidFieldException(
                                "stage", "'%s' is not a stage of this pipeline".formatted(opening.stage())));
        var qualification = opening.qualification() == null
                ? QualificationRules.unknown()
                : QualificationRules.checked(opening.qualification(), List.of());
        var metadata = new EventMetadata(occurredAt, now, actor, DealChanges.API);
        var details = details(opening.fields(), null, Map.of(), pipeline, occurredAt, actor, actor);
        var change = opened(pipeline, stage, opening, qualification, details.fields(), occurredAt);
        var opened = Deal.open(
                TimeOrderedIds.next(now.toEpochMilli()),
                pipeline,
                stage,
                details,
                change,
                metadata,
                externalId,
                qualification,
                List.of());
        deals.persist(opened.deal());
        outbox.append(opened.event());
        return VersionedDeal.of(opened.deal());
    }

    /** A deal that begins in a stage meets the rules of a lead that moves there. */
    private Change opened(
            Pipeline pipeline,
            Stage stage,
            Opening opening,
            Qualification qualification,
            Map<String, Object> own,
            Instant occurredAt) {
        if (stage.place() == Stage.Place.OUTSIDE) {
            return new Change(null, null, stage.key(), List.of(), null, null, null, null);
        }
        var lead = new Standing("", Status.LEAD, false, qualification, List.of(), List.of(), own, List.of());
        var move = new Move(stage.key(), occurredAt, opening.confirmation(), null, null, null);
        var change = new MoveRules(pipeline, fields.current()).decide(lead, move.confirmedBy(occurredAt, List.of()));
        return new Change(Direction.IN, null, stage.key(), change.skipped(), change.confirmation(), null, null, null);
    }

    @Transactional
    public VersionedDeal get(UUID id) {
        return VersionedDeal.of(deals.get(id));
    }

    @Transactional
    public VersionedDeal revise(UUID id, Long expectedVersion, Revision<DealFields> revision, String actor)
            throws JsonProcessingException {
        return revised(id, expectedVersion, revision, actor);
    }

    /** The same in the transaction of whoever calls, which a refusal leaves as it was. */
    VersionedDeal revised(UUID id, Long expectedVersion, Revision<DealFields> revision, String actor)
            throws JsonProcessingException {
        var written = revision.of(DealFields.of(deals.lock(id).details()));
        return changes.change(id, expectedVersion, null, actor, (deal, metadata) -> {
            var details = details(
                    written,
                    deal.details(),
                    deal.fields(),
                    changes.pipelineOf(deal),
                    metadata.occurredAt(),
                    deal.owner(),
                    actor);
            if (!details.owner().equals(deal.owner()) || !Objects.equals(details.team(), deal.team())) {
                deals.handOver(id);
            }
            var unchangedAmount =
                    Objects.equals(details.amount(), deal.details().amount());
            return deal.revise(
                    unchangedAmount ? details.withReportingAmount(deal.details().reportingAmount()) : details,
                    metadata);
        });
    }

    @Transactional
    public void delete(UUID id, Long expectedVersion, String actor) {
        changes.change(id, expectedVersion, null, actor, (deal, metadata) -> {
            var event = deal.delete(metadata);
            deals.delete(deal);
            return event;
        });
    }

    @Transactional
    public List<RecordedEvents.Recorded> history(UUID id, long after, int limit) {
        deals.get(id);
        return recorded.history(id, after, limit);
    }

    private DealDetails details(
            DealFields written,
            DealDetails before,
            Map<String, Object> ownBefore,
            Pipeline pipeline,
            Instant on,
            String defaultOwner,
            String actor) {
        var checked = written.checked(defaultOwner);
        products.check(pipeline, before, checked);
        var own = fields.checked(checked.fields(), ownBefore);
        var details = checked.withFields(own)
                .withCustomer(customers.named(checked.customer(), before == null ? null : before.customer(), actor));
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
            return pipelines.held(key);
        } catch (NotFoundException e) {
            throw new InvalidFieldException("pipeline", e.getMessage());
        }
    }
}
