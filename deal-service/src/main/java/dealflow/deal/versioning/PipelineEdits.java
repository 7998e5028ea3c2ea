package dealflow.deal.versioning;

import dealflow.contract.event.DealEvent;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.EventMetadata;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.pipeline.PipelineCheck;
import dealflow.deal.pipeline.PipelineCopies;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.StaleVersionException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jdbi.v3.core.Jdbi;

/** Makes the next version of a pipeline and takes the deals under way along, all in one transaction. */
@ApplicationScoped
public class PipelineEdits {

    private static final int DEALS = 500;
    private static final int LONGEST_SECONDS = 600;

    @Inject
    Pipelines pipelines;

    @Inject
    Jdbi database;

    @Inject
    StatelessSession session;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    /**
     * Makes the next version.
     *
     * @param expectedVersion the version that the edit was made of; null for any
     * @param mapping where the deals and the history of stages go that are no longer there
     * @throws NotFoundException if there is no such pipeline
     * @throws InvalidFieldException if deals or history would be left without a stage
     */
    public Pipeline change(String key, Integer expectedVersion, Pipeline draft, StageMapping mapping, String actor) {
        return QuarkusTransaction.joiningExisting()
                .timeout(LONGEST_SECONDS)
                .call(() -> changed(key, expectedVersion, draft, mapping, actor));
    }

    private Pipeline changed(String key, Integer expectedVersion, Pipeline draft, StageMapping mapping, String actor) {
        pipelines.lock(key);
        var before = pipelines.latest(key).orElseThrow(() -> new NotFoundException("pipeline", key));
        if (expectedVersion != null && expectedVersion != before.version()) {
            throw new StaleVersionException(expectedVersion, before.version());
        }
        var next = next(before, PipelineCheck.checked(PipelineCopies.withKey(draft, key)), mapping);
        var saved = pipelines.save(next, actor);
        repoint(before, saved, mapping, actor);
        refuseStranded(before, mapping.unmapped(before, saved));
        return saved;
    }

    private static Pipeline next(Pipeline before, Pipeline checked, StageMapping mapping) {
        if (!checked.currency().equals(before.currency())) {
            throw new InvalidFieldException("currency", "must stay what it is: every amount on record is in it");
        }
        if (!checked.won().key().equals(before.won().key())) {
            throw new InvalidFieldException(
                    "won.key",
                    "must stay '%s': events and statistics name what is won by it"
                            .formatted(before.won().key()));
        }
        return PipelineCopies.nextVersion(checked, before.version() + 1, mapping.retired(before, checked));
    }

    /** Deals under way follow the new version from now on; the customer has not moved, so no stay begins. */
    private void repoint(Pipeline before, Pipeline next, StageMapping mapping, String actor) {
        var unmapped = Set.copyOf(mapping.unmapped(before, next));
        var placed = new HashSet<UUID>();
        var last = new UUID(0, 0);
        List<Deal> page;
        do {
            page = page(next.key(), last);
            var now = clock.instant();
            var events = new ArrayList<DealEvent>(page.size());
            for (var deal : page) {
                last = deal.id();
                placed.add(deal.id());
                if (!unmapped.contains(deal.stage()) || mapping.deals().containsKey(deal.id())) {
                    var metadata = new EventMetadata(
                            DealChanges.occurred(null, deal.lastOccurredAt(), now), now, actor, DealChanges.API);
                    events.add(deal.repoint(next.version(), mapping.placeOf(deal, before, next), metadata));
                    session.update(deal);
                }
            }
            outbox.append(events);
        } while (page.size() == DEALS);
        var unknown = mapping.deals().keySet().stream()
                .filter(deal -> !placed.contains(deal))
                .map(UUID::toString)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new InvalidFieldException("dealMapping", "no deals under way in this pipeline: " + unknown);
        }
    }

    private List<Deal> page(String pipeline, UUID after) {
        return session.createSelectionQuery(
                        "from Deal where pipeline = :pipeline and status in (LEAD, OPEN) and id > :after order by id",
                        Deal.class)
                .setParameter("pipeline", pipeline)
                .setParameter("after", after)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setMaxResults(DEALS)
                .getResultList();
    }

    /** Nothing is lost with a stage: who removes one with deals or a past has to say where they count from now on. */
    private void refuseStranded(Pipeline before, List<String> unmapped) {
        var counts = new TreeMap<String, Long>();
        unmapped.forEach(stage -> counts.put(stage, everIn(before, stage)));
        var stranded = counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> "'%s' (%d deals)".formatted(count.getKey(), count.getValue()))
                .collect(Collectors.joining(", "));
        if (!stranded.isEmpty()) {
            throw new InvalidFieldException(
                    "stageMapping",
                    "say in which stage of the new version these count, which deals are or have been in: " + stranded);
        }
    }

    /** How many deals on record are or have been in a stage, under any of its keys. */
    private long everIn(Pipeline pipeline, String stage) {
        var mentions = StageMapping.pastOf(pipeline, List.of(stage)).stream()
                .map("%%\"stage\":\"%s\"%%"::formatted)
                .toArray(String[]::new);
        // Keys are of letters, digits and hyphens, and quotes within texts are escaped, so this finds the field only.
        return database.withHandle(transaction -> transaction
                .createQuery(
                        """
                        SELECT count(DISTINCT deal.id) FROM deal
                        JOIN outbox ON outbox.aggregateid = deal.id::text
                        WHERE deal.pipeline = :pipeline AND outbox.payload LIKE ANY (:mentions)
                        """)
                .bind("pipeline", pipeline.key())
                .bind("mentions", mentions)
                .mapTo(Long.class)
                .one());
    }
}
