package dealflow.deal.transfer;

import dealflow.contract.event.DealEvent;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.EventMetadata;
import dealflow.deal.filter.DealFilter;
import dealflow.deal.filter.DealParameters;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.register.DealList;
import dealflow.edge.query.InvalidParameterException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** The next deals of the oldest transfer whose day has come, with their events and the job's progress in one transaction. */
@ApplicationScoped
class TransferBatch {

    /** So few that who changes one of them meanwhile waits for a moment. */
    static final int DEALS = 100;

    @Inject
    StatelessSession session;

    @Inject
    DealList list;

    @Inject
    DealParameters parameters;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    /** Does some; false if there is nothing to do. Replicas take turns: the job's row is locked until the batch is in. */
    @Transactional
    boolean next() {
        var jobs = session.createNativeQuery(
                        """
                        SELECT * FROM transfer_job WHERE status IN ('WAITING', 'RUNNING') AND effective_on <= :today
                        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
                        """,
                        TransferJob.class)
                .setParameter("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .getResultList();
        if (jobs.isEmpty()) {
            return false;
        }
        var job = jobs.get(0);
        try {
            advance(job);
        } catch (InvalidFieldException | InvalidParameterException e) {
            // What it asks for there is no more; the others do not wait for it.
            job.problem = e.getMessage();
            end(job, TransferJob.State.CANCELLED);
        }
        session.update(job);
        return true;
    }

    private void advance(TransferJob job) {
        var filter = DealFilter.of(job.fromOwner, job.pipeline, job.ofStatus).and(parameters.filter(job.filter));
        if (job.status == TransferJob.State.WAITING) {
            job.status = TransferJob.State.RUNNING;
            job.total = list.totals(filter).stream()
                    .mapToLong(DealList.Total::count)
                    .sum();
        }
        var ids = list.ids(filter, job.lastDeal, DEALS);
        if (!ids.isEmpty()) {
            transfer(job, held(job, ids));
            job.lastDeal = ids.get(ids.size() - 1);
        }
        if (ids.size() < DEALS) {
            end(job, TransferJob.State.DONE);
        }
    }

    /** Those that are still the owner's. */
    private List<Deal> held(TransferJob job, List<UUID> ids) {
        return session.createSelectionQuery("from Deal where id in :ids and owner = :owner order by id", Deal.class)
                .setParameter("ids", ids)
                .setParameter("owner", job.fromOwner)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private void end(TransferJob job, TransferJob.State state) {
        job.status = state;
        job.finishedAt = clock.instant();
    }

    private void transfer(TransferJob job, List<Deal> deals) {
        var now = clock.instant();
        var events = new ArrayList<DealEvent>(deals.size());
        for (var deal : deals) {
            var metadata = new EventMetadata(
                    DealChanges.occurred(null, deal.lastOccurredAt(), now), now, job.requestedBy, DealChanges.API);
            var details = deal.details();
            events.add(deal.revise(
                    details.ownedBy(job.toOwner, job.toTeam == null ? details.team() : job.toTeam), metadata));
        }
        session.updateMultiple(deals);
        outbox.append(events);
        job.processed += deals.size();
    }
}
