package dealflow.deal.transfer;

import dealflow.contract.event.DealEvent;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.EventMetadata;
import dealflow.deal.outbox.Outbox;
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
import org.hibernate.query.SelectionQuery;

/** The next deals of the oldest transfer whose day has come, with their events and the job's progress in one transaction. */
@ApplicationScoped
class TransferBatch {

    /** So few that who changes one of them meanwhile waits for a moment. */
    static final int DEALS = 100;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    @Inject
    StatelessSession session;

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
        if (job.status == TransferJob.State.WAITING) {
            job.status = TransferJob.State.RUNNING;
            job.total = of(job, "select count(*)", "", Long.class).getSingleResult();
        }
        var deals = of(job, "", " order by id", Deal.class)
                .setMaxResults(DEALS)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        transfer(job, deals);
        if (deals.size() < DEALS) {
            job.status = TransferJob.State.DONE;
            job.finishedAt = clock.instant();
        }
        session.update(job);
        return true;
    }

    private <T> SelectionQuery<T> of(TransferJob job, String what, String end, Class<T> type) {
        var query = session.createSelectionQuery(
                        what + " from Deal where owner = :owner and id > :after"
                                + (job.pipeline == null ? "" : " and pipeline = :pipeline")
                                + (job.ofStatus == null ? "" : " and status = :status")
                                + end,
                        type)
                .setParameter("owner", job.fromOwner)
                .setParameter("after", job.lastDeal == null ? BEFORE_ALL : job.lastDeal);
        if (job.pipeline != null) {
            query.setParameter("pipeline", job.pipeline);
        }
        if (job.ofStatus != null) {
            query.setParameter("status", job.ofStatus);
        }
        return query;
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
            job.lastDeal = deal.id();
        }
        session.updateMultiple(deals);
        outbox.append(events);
        job.processed += deals.size();
    }
}
