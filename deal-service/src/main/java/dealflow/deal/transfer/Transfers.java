package dealflow.deal.transfer;

import dealflow.contract.deal.Status;
import dealflow.deal.DealFields;
import dealflow.deal.database.TimeOrderedIds;
import dealflow.deal.filter.DealParameters;
import dealflow.deal.filter.Views;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.edge.access.Caller;
import dealflow.edge.query.InvalidParameterException;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Orders of deals that go from one owner to another. */
@ApplicationScoped
public class Transfers {

    private static final int MOST_YEARS = 1;

    @Inject
    TransferJobs jobs;

    @Inject
    DealParameters parameters;

    @Inject
    Views views;

    @Inject
    Event<Transfer> ordered;

    @Inject
    Clock clock;

    /**
     * A transfer and how far it is.
     *
     * @param pipeline only of this one; null for all
     * @param dealStatus only those that are so on the day; null for all
     * @param filter only those that it finds on the day, as the parameters of the deal list; empty for all
     * @param view the view that had this filter when it was ordered; null for none
     * @param toTeam null where each deal stays with its team
     * @param effectiveOn the day, of UTC, on which it begins
     * @param problem why the service itself has cancelled it; null if it has not
     * @param total how many deals there were when it began; null before
     */
    @Schema(requiredProperties = {"id", "status", "from", "filter", "to", "effectiveOn", "createdAt"})
    public record Transfer(
            UUID id,
            TransferJob.State status,
            String from,
            @Nullable String pipeline,
            @Nullable Status dealStatus,
            Map<String, List<String>> filter,
            @Nullable String view,
            String to,
            @Nullable String toTeam,
            LocalDate effectiveOn,
            @Nullable Long total,
            long processed,
            String requestedBy,
            Instant createdAt,
            @Nullable Instant finishedAt,
            @Nullable String problem) {}

    /**
     * Which deals of somebody go.
     *
     * @param filter parameters of the deal list; null for all, like the others
     * @param view whose filter it is instead, as it is now
     */
    record Which(String pipeline, Status status, Map<String, List<String>> filter, String view) {}

    /** Orders one; which deals it takes is decided on its day. */
    @Transactional
    Transfer order(String from, Which which, String to, String toTeam, LocalDate on, Caller caller) {
        var job = new TransferJob();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        job.id = TimeOrderedIds.next(clock.instant().toEpochMilli());
        job.fromOwner = required("from", from);
        job.toOwner = required("to", to);
        job.toTeam = DealFields.text("toTeam", toTeam);
        job.pipeline = DealFields.text("pipeline", which.pipeline());
        job.ofStatus = which.status();
        job.filter = filter(which, caller);
        job.view = which.view();
        job.effectiveOn = on == null ? today : on;
        if (job.fromOwner.equals(job.toOwner)) {
            throw new InvalidFieldException("to", "must be somebody else than 'from'");
        }
        if (job.effectiveOn.isBefore(today) || job.effectiveOn.isAfter(today.plusYears(MOST_YEARS))) {
            throw new InvalidFieldException(
                    "effectiveOn", "must be from today, %s, to a year from now".formatted(today));
        }
        job.requestedBy = caller.name();
        job.createdAt = clock.instant();
        jobs.persistAndFlush(job);
        var transfer = transfer(job);
        ordered.fire(transfer);
        return transfer;
    }

    private Map<String, List<String>> filter(Which which, Caller caller) {
        if (which.view() == null) {
            return parameters.checked("filter", which.filter());
        }
        if (which.filter() != null) {
            throw new InvalidFieldException("filter", "must be left out where 'view' is given");
        }
        try {
            return views.copied(which.view(), caller);
        } catch (InvalidParameterException e) {
            throw new InvalidFieldException("view", e.getMessage());
        }
    }

    private static String required(String field, String value) {
        var text = DealFields.text(field, value);
        if (text == null) {
            throw new InvalidFieldException(field, "is required");
        }
        return text;
    }

    /** @throws NotFoundException if there is none */
    @Transactional
    public Transfer get(UUID id) {
        return transfer(jobs.findByIdOptional(id).orElseThrow(() -> new NotFoundException("transfer", id)));
    }

    /** The latest first, behind one. */
    @Transactional
    public List<Transfer> list(UUID before, int limit) {
        return jobs.latest(before, limit).stream().map(Transfers::transfer).toList();
    }

    /**
     * Ends one where it is: who has gone over stays with the new owner.
     *
     * @throws ConflictException if it has ended
     */
    @Transactional
    public Transfer cancel(UUID id) {
        // Waits for the batch under way.
        var job = jobs.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new NotFoundException("transfer", id));
        if (job.finishedAt != null) {
            throw new ConflictException(
                    "The transfer is %s: only one that waits or runs can be cancelled".formatted(job.status));
        }
        job.status = TransferJob.State.CANCELLED;
        job.finishedAt = clock.instant();
        return transfer(job);
    }

    private static Transfer transfer(TransferJob job) {
        return new Transfer(
                job.id,
                job.status,
                job.fromOwner,
                job.pipeline,
                job.ofStatus,
                job.filter,
                job.view,
                job.toOwner,
                job.toTeam,
                job.effectiveOn,
                job.total,
                job.processed,
                job.requestedBy,
                job.createdAt,
                job.finishedAt,
                job.problem);
    }
}
