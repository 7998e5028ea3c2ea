package dealflow.deal.imports;

import dealflow.contract.event.DealEvent;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.EventMetadata;
import dealflow.deal.field.FieldDefinitions;
import dealflow.deal.move.Move;
import dealflow.deal.move.MoveRules;
import dealflow.deal.outbox.RecordedEvents;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Missing;
import dealflow.deal.refusal.MoveRefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/**
 * New moves of deals on record that come in a file, as from a system that reports every night. Unlike a history, which
 * happened whether or not it would be allowed today, they obey {@link MoveRules} as every move does. A move to the same
 * stage at the same time as one on record is that one.
 */
@ApplicationScoped
class ImportedMoves {

    @Inject
    StatelessSession session;

    @Inject
    Pipelines pipelines;

    @Inject
    RecordedEvents recorded;

    @Inject
    FieldDefinitions fields;

    /**
     * What the new moves of a line make of a deal.
     *
     * @param events none if all of them are on record
     */
    record Moved(LineOutcome.Before before, Deal deal, List<DealEvent> events) {}

    /**
     * Moves a deal, by all of a line's new moves or by none; whoever calls writes it.
     *
     * @param inMemory the deal as far as the lines before have changed it in memory; null for the one on record
     * @param onlyLooks whether nothing will be written
     * @throws InvalidFieldException for the first that cannot be
     */
    Moved move(ImportedDeal line, Deal inMemory, boolean onlyLooks, Instant now, String actor) {
        var pipeline = pipelines
                .heldIfThere(String.valueOf(line.pipeline()))
                .orElseThrow(() -> new InvalidFieldException("pipeline", "there is none of that key"));
        var deal = inMemory == null ? deal(line, onlyLooks) : inMemory;
        var before = LineOutcome.Before.of(deal);
        var life = recorded.lives(List.of(deal.id())).stream()
                .flatMap(List::stream)
                .toList();
        var moved = life.stream()
                .filter(event -> event.change() != null)
                .map(event -> key(pipeline.current(event.change().toStage()), event.occurredAt()))
                .collect(Collectors.toSet());
        var visited =
                new ArrayList<>(life.stream().map(event -> event.deal().stage()).toList());
        var rules = new MoveRules(pipeline, fields.current());
        var events = new ArrayList<DealEvent>();
        for (var i = 0; i < line.moves().size(); i++) {
            var field = "moves[%d]".formatted(i);
            var move = line.moves().get(i);
            var at = at(field, move);
            try {
                if (moved.contains(key(rules.target(move.to()), at))) {
                    continue;
                }
                var metadata = new EventMetadata(
                        DealChanges.occurred(at, deal.lastOccurredAt(), now),
                        now,
                        move.actor() == null ? actor : move.actor(),
                        ImportOrigin.imported(move.origin()));
                var asked = new Move(move.to(), at, move.confirmation(), move.reason(), move.note(), null);
                var change = rules.decide(deal.standing().after(visited), asked.confirmedBy(at, deal.people()));
                events.add(deal.move(change, pipeline.version(), metadata));
                visited.add(change.toStage());
            } catch (MoveRefusedException e) {
                var missing = e.missing().stream().map(Missing::message).collect(Collectors.joining("; "));
                throw new InvalidFieldException(field + ".to", e.getMessage() + ": " + missing);
            } catch (InvalidFieldException e) {
                throw new InvalidFieldException(field + "." + e.field(), e.getMessage());
            }
        }
        return new Moved(before, deal, events);
    }

    private Deal deal(ImportedDeal line, boolean onlyLooks) {
        return session
                .createSelectionQuery("from Deal where pipeline = :pipeline and externalId = :id", Deal.class)
                .setParameter("pipeline", line.pipeline())
                .setParameter("id", String.valueOf(line.externalId()))
                .setHibernateLockMode(onlyLooks ? LockMode.NONE : LockMode.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        "externalId",
                        "'%s' is not on record: moves continue a deal's history".formatted(line.externalId())));
    }

    private static Instant at(String field, ImportedDeal.Entry move) {
        if (move.to() == null || move.at() == null) {
            throw new InvalidFieldException(field, "needs 'to' and 'at'");
        }
        if (move.override() != null || move.owner() != null || move.set() != null) {
            throw new InvalidFieldException(field, "is a move and nothing else; overrides go through the API");
        }
        return move.at().toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String key(String stage, Instant at) {
        return stage + " " + at;
    }
}
