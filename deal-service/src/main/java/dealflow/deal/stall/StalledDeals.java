package dealflow.deal.stall;

import dealflow.contract.event.DealEvent;
import dealflow.contract.pipeline.Pipeline;
import dealflow.contract.pipeline.Stage;
import dealflow.contract.pipeline.StageAge;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.EventMetadata;
import dealflow.deal.VersionedDeal;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Texts;
import dealflow.edge.lifecycle.RunningJobs;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Tells of deals that stay in a stage for longer than it allows, once per stay, unless they are snoozed. Where a new version of the
 * pipeline allows longer, they are not stalled any more, and told of again when they are.
 */
@ApplicationScoped
public class StalledDeals {

    private static final Logger LOG = Logger.getLogger(StalledDeals.class);

    private static final int DEALS = 200;
    private static final String SERVICE = "deal-service";
    private static final String SCHEDULE = "schedule";

    @Inject
    DealChanges changes;

    @Inject
    Pipelines pipelines;

    @Inject
    Outbox outbox;

    @Inject
    StatelessSession session;

    @Inject
    Clock clock;

    @Inject
    RunningJobs jobs;

    /** Of each pipeline, the version by which its deals were last looked through. */
    private final Map<String, Integer> lookedThrough = new ConcurrentHashMap<>();

    /**
     * Keeps a deal from being stalled before a day.
     *
     * @param until after today, in the pipeline's time zone
     */
    @Transactional
    public VersionedDeal snooze(UUID id, Long expectedVersion, LocalDate until, String reason, String actor) {
        return changes.change(id, expectedVersion, null, actor, (deal, metadata) -> {
            if (deal.standing().closed()) {
                throw new ConflictException("The deal is closed (%s) and cannot stall".formatted(deal.stage()));
            }
            var age = new StageAge(changes.pipelineOf(deal));
            if (until == null || !until.isAfter(age.dayOf(metadata.occurredAt()))) {
                throw new InvalidFieldException("until", "is required: a day after today");
            }
            if (reason == null || reason.isBlank() || Texts.length(reason) > 1000) {
                throw new InvalidFieldException(
                        "reason", "is required, with at most 1000 characters: what the customer is waiting for");
            }
            return deal.snooze(until, reason, metadata);
        });
    }

    /** Lifts a snooze. */
    @Transactional
    public VersionedDeal wake(UUID id, Long expectedVersion, String actor) {
        return changes.change(id, expectedVersion, null, actor, (deal, metadata) -> deal.snooze(null, null, metadata));
    }

    /**
     * Tells of every deal that has stalled and of which it has not been told; returns how many. Any number of replicas may
     * do so at once: each takes deals that no other has locked, and a deal that was told of is not found again.
     */
    public int tell() {
        var told = 0;
        for (var pipeline : QuarkusTransaction.requiringNew().call(pipelines::list)) {
            takeBackWhatNoLongerHolds(pipeline);
            for (var stage : pipeline.funnelStages()) {
                if (stage.stalledAfter() != null && !jobs.isEnding()) {
                    told += inBatches(pipeline, stage, () -> tellSome(pipeline, stage))
                            .deals();
                }
            }
        }
        return told;
    }

    /** A new version of a pipeline may let deals stay for longer than the one by which they had stalled. */
    private void takeBackWhatNoLongerHolds(Pipeline pipeline) {
        if (Objects.equals(lookedThrough.get(pipeline.key()), pipeline.version())) {
            return;
        }
        var isWhole = true;
        for (var stage : pipeline.funnelStages()) {
            isWhole &= inBatches(pipeline, stage, () -> takeBackSome(pipeline, stage))
                    .isWhole();
        }
        if (isWhole) {
            lookedThrough.put(pipeline.key(), pipeline.version());
        }
    }

    private int takeBackSome(Pipeline pipeline, Stage stage) {
        var now = clock.instant();
        var age = new StageAge(pipeline);
        var taken = 0;
        for (var deal : latestTold(pipeline, stage)) {
            var outlasted = age.outlastedAt(stage, deal.stageEnteredAt());
            if (outlasted != null && !outlasted.isAfter(now)) {
                break;
            }
            deal.forgetStall();
            session.update(deal);
            taken++;
        }
        return taken;
    }

    /** @param isWhole false where it failed, or the service ends */
    private record Done(int deals, boolean isWhole) {}

    /** Each batch in a transaction of its own; a stage of which that fails keeps no other stage or pipeline from it. */
    private Done inBatches(Pipeline pipeline, Stage stage, Callable<Integer> some) {
        var done = 0;
        try {
            int batch;
            do {
                batch = QuarkusTransaction.requiringNew().call(some);
                done += batch;
            } while (batch == DEALS && !jobs.isEnding());
            return new Done(done, batch < DEALS);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The stalled deals of stage %s of %s are not told", stage.key(), pipeline.key());
            return new Done(done, false);
        }
    }

    private int tellSome(Pipeline pipeline, Stage stage) {
        var now = clock.instant();
        var age = new StageAge(pipeline);
        var events = new ArrayList<DealEvent>();
        for (var deal : longest(pipeline, stage, age.dayOf(now))) {
            var stalledAt = stalledAt(deal, stage, age);
            if (stalledAt.isAfter(now)) {
                break;
            }
            var at = stalledAt.isBefore(deal.lastOccurredAt()) ? deal.lastOccurredAt() : stalledAt;
            events.add(deal.stall(new EventMetadata(at, now, SERVICE, SCHEDULE)));
            session.update(deal);
        }
        outbox.append(events);
        return events.size();
    }

    /** When the stay outlasted its stage, so that a move made since may still be recorded; not before a snooze's end. */
    private static Instant stalledAt(Deal deal, Stage stage, StageAge age) {
        var outlasted = age.outlastedAt(stage, deal.stageEnteredAt());
        if (deal.snoozedUntil() == null) {
            return outlasted;
        }
        var woken = age.startOf(deal.snoozedUntil());
        return woken.isAfter(outlasted) ? woken : outlasted;
    }

    /** Those that came last of the ones of which was told: the earlier a deal came, the surer it has stalled. */
    private List<Deal> latestTold(Pipeline pipeline, Stage stage) {
        return session.createSelectionQuery(
                        """
                        from Deal where pipeline = :pipeline and stage = :stage and status = OPEN and stalledAt is not null
                        order by stageEnteredAt desc
                        """,
                        Deal.class)
                .setParameter("pipeline", pipeline.key())
                .setParameter("stage", stage.key())
                .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
                .setMaxResults(DEALS)
                .getResultList();
    }

    /** Those that have been there longest: the later a deal came, the later it stalls. */
    private List<Deal> longest(Pipeline pipeline, Stage stage, LocalDate today) {
        return session.createSelectionQuery(
                        """
                        from Deal where pipeline = :pipeline and stage = :stage and status = OPEN and stalledAt is null
                        and (snoozedUntil is null or snoozedUntil <= :today) order by stageEnteredAt
                        """,
                        Deal.class)
                .setParameter("pipeline", pipeline.key())
                .setParameter("stage", stage.key())
                .setParameter("today", today)
                .setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .setMaxResults(DEALS)
                .getResultList();
    }
}
