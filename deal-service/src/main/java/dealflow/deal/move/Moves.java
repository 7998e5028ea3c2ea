package dealflow.deal.move;

import dealflow.contract.deal.Status;
import dealflow.contract.event.DealEvent;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.Deals;
import dealflow.deal.EventMetadata;
import dealflow.deal.Standing;
import dealflow.deal.VersionedDeal;
import dealflow.deal.outbox.RecordedEvents;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.MoveRefusedException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.StaleVersionException;
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

    /** Every move that a deal can make from where it stands, with what each still lacks. */
    @Transactional
    public List<MoveRules.Possible> possible(UUID id) {
        var deal = deals.get(id);
        return new MoveRules(changes.pipelineOf(deal)).possible(standing(deal));
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
        // Pipelines before deals, and deals in one order, so that two such requests never wait for each other.
        pipelines.holdThoseOf(ids);
        ids.stream().sorted().distinct().forEach(id -> deals.lockIfThere(id));
        var outcomes = new ArrayList<Outcome>(orders.size());
        for (var order : orders) {
            outcomes.add(outcome(order, actor));
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
        var change = new MoveRules(pipeline).decide(standing(deal), move.confirmedBy(metadata.occurredAt()));
        return deal.move(change, pipeline.version(), metadata);
    }

    /** Only a return depends on where the deal has been, so only then is its history read. */
    private Standing standing(Deal deal) {
        var standing = deal.standing();
        return standing.returns() ? standing.after(recorded.stagesOf(deal.id())) : standing;
    }
}
