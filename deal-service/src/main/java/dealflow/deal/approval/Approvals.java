package dealflow.deal.approval;

import dealflow.deal.DealFields;
import dealflow.deal.Deals;
import dealflow.deal.approval.Approval.Status;
import dealflow.deal.approval.Approval.Subject;
import dealflow.deal.database.TimeOrderedIds;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Missing;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.OthersDecideException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Asks somebody else, records what that one decides, and answers whoever is at the gate. An approval holds for the deal's terms as
 * they were when it was asked, until its end, and once.
 */
@ApplicationScoped
public class Approvals {

    /** How long an approval holds whose decision says no end. */
    static final Duration USUAL = Duration.ofDays(14);

    @Inject
    Deals deals;

    @Inject
    ApprovalTable table;

    @Inject
    Clock clock;

    /**
     * Asks for something.
     *
     * @param approvers the roles that may decide
     * @throws ConflictException if the same is asked already and nobody has decided
     */
    public Approval ask(UUID deal, Subject subject, String why, String actor, List<String> approvers) {
        find(deal, Status.OPEN, each -> isSame(each.subject(), subject)).ifPresent(open -> {
            throw new ConflictException(
                    "That is asked already (approval %s), and nobody has decided yet".formatted(open.id()));
        });
        var id = TimeOrderedIds.next(clock.instant().toEpochMilli());
        table.add(id, deal, subject, why, actor, clock.instant(), approvers);
        return get(deal, id);
    }

    private static boolean isSame(Subject one, Subject other) {
        return one.kind() == other.kind()
                && (one.kind() == Approval.Kind.MOVE
                        ? one.to().equals(other.to())
                        : one.priceRequest().equals(other.priceRequest()));
    }

    private Approval get(UUID deal, UUID id) {
        return table.ofDeal(deal, clock.instant()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Transactional
    public List<Approval> of(UUID deal) {
        deals.get(deal);
        return table.ofDeal(deal, clock.instant());
    }

    /** Those of all deals that the caller may see, oldest first. */
    @Transactional
    public List<Approval> list(Status status, UUID after, int most) {
        return table.list(status, after, most, clock.instant());
    }

    /** Who decides. */
    public record Decider(String name, Set<String> roles) {}

    /**
     * Records a decision.
     *
     * @param until how long an approval holds; null for two weeks
     * @throws OthersDecideException if the decider asked for it, or has none of the roles that may decide
     * @throws ConflictException if it is not open
     */
    @Transactional
    public Approval decide(UUID id, boolean approved, String reason, Instant until, Decider decider) {
        var now = clock.instant();
        if (reason == null || reason.isBlank()) {
            throw new InvalidFieldException(
                    "reason", "is required: why it is %s".formatted(approved ? "approved" : "rejected"));
        }
        DealFields.note("reason", reason);
        var approval = table.held(id, now).orElseThrow(() -> new NotFoundException("approval", id));
        if (approval.askedBy().equals(decider.name())) {
            throw new OthersDecideException("You have asked for it: somebody else decides");
        }
        if (Collections.disjoint(approval.approvers(), decider.roles())) {
            throw new OthersDecideException("One of %s decides".formatted(approval.approvers()));
        }
        if (approval.status() != Status.OPEN) {
            throw new ConflictException("The approval is %s: there is nothing to decide".formatted(approval.status()));
        }
        if (until != null && (!approved || !until.isAfter(now))) {
            throw new InvalidFieldException("until", "must lie in the future, and only an approval has an end");
        }
        var end = until == null ? now.plus(USUAL) : until;
        table.decide(id, new Approval.Decision(approved, decider.name(), now, reason.strip(), approved ? end : null));
        return get(approval.dealId(), id);
    }

    /** What lets a concession pass that is beyond the caller's limit. */
    public Optional<Approval> concession(UUID deal, int priceRequest, BigDecimal reduction) {
        return find(
                deal,
                Status.APPROVED,
                each -> each.subject().kind() == Approval.Kind.CONCESSION
                        && each.subject().priceRequest() == priceRequest
                        && reduction.compareTo(each.subject().reduction()) <= 0);
    }

    /** What lets a move pass that lacks no more than was approved. */
    public Optional<Approval> move(UUID deal, String to, List<Missing> missing) {
        return moves(deal).stream().filter(each -> each.lets(to, missing)).findFirst();
    }

    /** The moves of a deal that are approved and not made. */
    public List<Approval> moves(UUID deal) {
        return table.ofDeal(deal, clock.instant()).stream()
                .filter(each ->
                        each.status() == Status.APPROVED && each.subject().kind() == Approval.Kind.MOVE)
                .toList();
    }

    private Optional<Approval> find(UUID deal, Status status, Predicate<Approval> fits) {
        return table.ofDeal(deal, clock.instant()).stream()
                .filter(each -> each.status() == status && fits.test(each))
                .findFirst();
    }

    /** What was approved is done now; it holds no more. */
    public void use(Approval approval) {
        table.use(approval.id(), clock.instant());
    }
}
