package dealflow.deal.move;

import dealflow.contract.deal.Status;
import dealflow.contract.event.Change;
import dealflow.contract.event.DealEvent;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.DealFields;
import dealflow.deal.Deals;
import dealflow.deal.EventMetadata;
import dealflow.deal.Standing;
import dealflow.deal.VersionedDeal;
import dealflow.deal.approval.Approval;
import dealflow.deal.approval.Approvals;
import dealflow.deal.field.FieldDefinitions;
import dealflow.deal.outbox.RecordedEvents;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.MoveRefusedException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.StaleVersionException;
import dealflow.edge.access.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Moves deals from stage to stage, each as {@link MoveRules} allow, by whichever channel they come. */
@ApplicationScoped
public class Moves {

    @Inject
    Deals deals;

    @Inject
    DealChanges changes;

    @Inject
    Pipelines pipelines;

    @Inject
    RecordedEvents recorded;

    @Inject
    Approvals approvals;

    @Inject
    FieldDefinitions fields;

    /** Every move that a deal can make from where it stands, with what each still lacks. */
    @Transactional
    public List<MoveRules.Possible> possible(UUID id) {
        var deal = deals.get(id);
        var approved = approvals.moves(id);
        return new MoveRules(changes.pipelineOf(deal), fields.current())
                .possible(standing(deal)).stream()
                        .map(possible -> possible.without(missing ->
                                approved.stream().anyMatch(each -> each.lets(possible.to(), List.of(missing)))))
                        .toList();
    }

    @Transactional
    public VersionedDeal move(UUID id, Long expectedVersion, Move move, String actor) {
        return changes.change(
                id,
                expectedVersion,
                move.occurredAt(),
                actor,
                (deal, metadata) -> moved(deal, governing(deal), move, metadata));
    }

    /**
     * One of many moves.
     *
     * @param version the version that the deal must be at; null for any
     */
    public record Order(UUID deal, Long version, Move move) {}

    /**
     * What became of it.
     *
     * @param moved the deal after the move; null if it was refused
     * @param refusal why it was not made; null if it was
     */
    public record Outcome(UUID deal, VersionedDeal moved, RuntimeException refusal) {}

    /**
     * Makes many moves in one transaction, each or none of it for itself: what one lacks keeps no other back. In the order
     * given, so that one deal may move twice.
     */
    @Transactional
    public List<Outcome> moveAll(List<Order> orders, String actor) {
        var ids = orders.stream().map(Order::deal).toList();
        // Pipelines before deals, so that two such requests never wait for each other.
        pipelines.holdThoseOf(ids);
        deals.lockAll(ids);
        var outcomes = new ArrayList<Outcome>(orders.size());
        for (var order : orders) {
            outcomes.add(outcome(order, actor));
            deals.letGo();
        }
        return outcomes;
    }

    private Outcome outcome(Order order, String actor) {
        try {
            var move = order.move();
            return new Outcome(
                    order.deal(),
                    changes.change(
                            order.deal(),
                            order.version(),
                            move.occurredAt(),
                            actor,
                            (deal, metadata) -> moved(deal, changes.pipelineOf(deal), move, metadata)),
                    null);
        } catch (InvalidFieldException | MoveRefusedException | NotFoundException | StaleVersionException refused) {
            // All of them are thrown before anything is changed.
            return new Outcome(order.deal(), null, refused);
        }
    }

    /** A closed deal is on no version that an edit would take along, so its pipeline is held while it is reopened. */
    private Pipeline governing(Deal deal) {
        return deal.status() == Status.WON || deal.status() == Status.LOST
                ? pipelines.held(deal.pipeline())
                : changes.pipelineOf(deal);
    }

    private DealEvent moved(Deal deal, Pipeline pipeline, Move move, EventMetadata metadata) {
        var rules = new MoveRules(pipeline, fields.current());
        var standing = standing(deal);
        var confirmed = move.confirmedBy(metadata.occurredAt(), deal.people());
        return deal.move(change(deal, rules, standing, confirmed), pipeline.version(), metadata);
    }

    /** What the deal lacks may have been approved by somebody else; what the move itself lacks never is. */
    private Change change(Deal deal, MoveRules rules, Standing standing, Move move) {
        try {
            return rules.decide(standing, move);
        } catch (MoveRefusedException refused) {
            var approval = approvals
                    .move(deal.id(), rules.target(move.to()), refused.missing())
                    .orElseThrow(() -> refused);
            approvals.use(approval);
            var decision = approval.decision();
            return rules.decide(
                    standing, move.overriddenFor("approved by %s: %s".formatted(decision.by(), decision.reason())));
        }
    }

    /**
     * Asks somebody else to let a deal move although it lacks something.
     *
     * @throws InvalidFieldException if it lacks nothing that could be approved
     */
    @Transactional
    public Approval askForApproval(UUID id, String to, String why, String actor) {
        if (why == null || why.isBlank()) {
            throw new InvalidFieldException("why", "is required: why it is to be made all the same");
        }
        DealFields.note("why", why);
        var deal = deals.lock(id);
        var rules = new MoveRules(changes.pipelineOf(deal), fields.current());
        var target = rules.target(to);
        var lacking = rules.possible(standing(deal)).stream()
                .filter(possible -> possible.to().equals(target))
                .flatMap(possible -> possible.missing().stream())
                .filter(missing -> !missing.belongsToMove())
                .toList();
        if (lacking.isEmpty()) {
            throw new InvalidFieldException(
                    "to", "'%s' lacks nothing that others could approve: make the move".formatted(target));
        }
        return approvals.ask(id, Approval.Subject.move(target, lacking), why.strip(), actor, List.of(Roles.OPS));
    }

    /** Only a return depends on where the deal has been, so only then is its history read. */
    private Standing standing(Deal deal) {
        var standing = deal.standing();
        return standing.returns() ? standing.after(recorded.stagesOf(deal.id())) : standing;
    }
}
