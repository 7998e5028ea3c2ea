package dealflow.deal.payment;

import dealflow.contract.deal.Status;
import dealflow.contract.payment.MilestoneReached;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.Payment;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.Amounts;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.DealDetails;
import dealflow.deal.DealFields;
import dealflow.deal.Deals;
import dealflow.deal.EventMetadata;
import dealflow.deal.ExchangeRates;
import dealflow.deal.VersionedDeal;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Money that comes in for deals (回款), or goes back, and what makes it due. */
@ApplicationScoped
public class Payments {

    @Inject
    Deals deals;

    @Inject
    DealChanges changes;

    @Inject
    ExchangeRates rates;

    @Inject
    PaymentRows rows;

    /**
     * Records money received or, below zero, given back.
     *
     * @throws InvalidFieldException if it is nothing, lies in the future, or gives back more than came in
     */
    @Transactional
    public RecordedPayment receive(UUID id, Money amount, LocalDate receivedOn, String reference, String actor) {
        return received(id, amount, receivedOn, reference, actor);
    }

    /** The same in the transaction of whoever calls, which a refusal leaves as it was. */
    RecordedPayment received(UUID id, Money amount, LocalDate receivedOn, String reference, String actor) {
        return changes.changeFor(id, null, null, actor, (deal, metadata) -> {
            var pipeline = changes.pipelineOf(deal);
            var checked = Amounts.checked("amount", amount, true);
            if (checked == null || checked.amount().signum() == 0) {
                throw new InvalidFieldException("amount", "is required: above 0, or below 0 for a refund");
            }
            notInFuture("receivedOn", receivedOn, metadata, pipeline);
            refuseUncovered("amount", payments(id), checked);
            var received = new Payment(
                    String.valueOf(deal.sequence() + 1),
                    checked,
                    rates.convert("amount", checked, pipeline.currency(), receivedOn),
                    receivedOn,
                    DealFields.text("reference", reference),
                    null);
            var recorded = RecordedPayment.of(received);
            rows.persist(PaymentRow.of(deal.id(), recorded));
            return new DealChanges.Done<>(deal.receive(received, metadata), recorded);
        });
    }

    /** Nothing is given back that has not come in. */
    public static void refuseUncovered(String field, List<RecordedPayment> payments, Money refund) {
        if (refund.amount().signum() > 0) {
            return;
        }
        var came = came(payments, refund.currency());
        if (came.add(refund.amount()).signum() < 0) {
            throw new InvalidFieldException(
                    field,
                    "gives back more than the %s %s that came in".formatted(came.toPlainString(), refund.currency()));
        }
    }

    private static BigDecimal came(List<RecordedPayment> payments, String currency) {
        return payments.stream()
                .filter(RecordedPayment::counts)
                .map(RecordedPayment::amount)
                .filter(amount -> amount.currency().equals(currency))
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Takes a payment back that was recorded by mistake: it stays on record, and counts no longer.
     *
     * @throws NotFoundException if the deal has no such payment
     * @throws ConflictException if it was taken back already, or money of it was given back
     */
    @Transactional
    public RecordedPayment reverse(UUID id, Long expectedVersion, String payment, String reason, String actor) {
        return changes.changeFor(id, expectedVersion, null, actor, (deal, metadata) -> {
            var why = DealFields.text("reason", reason);
            if (why == null) {
                throw new InvalidFieldException("reason", "is required: why it was no payment");
            }
            var recorded = rows.of(id);
            var row = recorded.stream()
                    .filter(each -> each.id.equals(payment))
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException("payment", payment));
            var wrong = row.payment();
            refuseReversal(recorded.stream().map(PaymentRow::payment).toList(), wrong);
            row.takeBack(new RecordedPayment.TakenBack(metadata.occurredAt(), metadata.actor(), why));
            var event = deal.receive(wrong.reversal(String.valueOf(deal.sequence() + 1), why), metadata);
            return new DealChanges.Done<>(event, row.payment());
        });
    }

    /** What is taken back once is; and what was given back had come in. */
    public static void refuseReversal(List<RecordedPayment> payments, RecordedPayment wrong) {
        if (!wrong.counts()) {
            throw new ConflictException("Payment '%s' was taken back already, by %s at %s: '%s'"
                    .formatted(
                            wrong.id(),
                            wrong.takenBack().by(),
                            wrong.takenBack().at(),
                            wrong.takenBack().reason()));
        }
        var left = came(payments, wrong.amount().currency())
                .subtract(wrong.amount().amount());
        if (wrong.amount().amount().signum() > 0 && left.signum() < 0) {
            throw new ConflictException(
                    "Without payment '%s', %s %s more would have been given back than came in: take the refund back first"
                            .formatted(
                                    wrong.id(),
                                    left.negate().toPlainString(),
                                    wrong.amount().currency()));
        }
    }

    private static void notInFuture(String field, LocalDate day, EventMetadata metadata, Pipeline pipeline) {
        if (day == null) {
            throw new InvalidFieldException(field, "is required");
        }
        if (day.isAfter(metadata.occurredAt().atZone(pipeline.timeZone()).toLocalDate())) {
            throw new InvalidFieldException(field, "must not lie in the future");
        }
    }

    /** In the order of their dates, and of their recording within a day. */
    @Transactional
    public List<RecordedPayment> payments(UUID id) {
        deals.get(id);
        return rows.of(id).stream().map(PaymentRow::payment).toList();
    }

    /** What is due when, and what of it has come in; null while the deal has no amount. */
    @Transactional
    public Instalments instalments(UUID id) {
        return instalments(deals.get(id), payments(id));
    }

    /** The same of several deals, those without an amount left out. */
    @Transactional
    public List<Instalments> instalments(List<Deal> some) {
        var byDeal = rows.of(some.stream().map(Deal::id).toList()).stream()
                .collect(Collectors.groupingBy(
                        row -> row.dealId, Collectors.mapping(PaymentRow::payment, Collectors.toList())));
        return some.stream()
                .map(deal -> instalments(deal, byDeal.getOrDefault(deal.id(), List.of())))
                .filter(Objects::nonNull)
                .toList();
    }

    private Instalments instalments(Deal deal, List<RecordedPayment> payments) {
        var details = deal.details();
        if (details.amount() == null) {
            return null;
        }
        var orderedOn = deal.status() == Status.WON
                ? deal.stageEnteredAt()
                        .atZone(changes.pipelineOf(deal).timeZone())
                        .toLocalDate()
                : null;
        var received = RecordedPayment.counting(payments).stream()
                .map(payment -> inCurrencyOf(details, payment))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Instalments.of(details.amount(), details.paymentTerms(), orderedOn, deal.milestones(), received);
    }

    /**
     * A payment of another currency counts at the rate at which the order itself is reported: an order is paid when what
     * was reported of it has come in.
     */
    private static BigDecimal inCurrencyOf(DealDetails details, RecordedPayment payment) {
        var amount = details.amount();
        if (payment.amount().currency().equals(amount.currency())) {
            return payment.amount().amount();
        }
        if (details.reportingAmount().amount().signum() == 0) {
            return BigDecimal.ZERO;
        }
        var counted = payment.reportingAmount()
                .amount()
                .multiply(amount.amount())
                .divide(details.reportingAmount().amount(), amount.amount().scale(), RoundingMode.HALF_EVEN);
        return Amounts.money(counted, amount.currency()).amount();
    }

    /** Records that a milestone of the payment terms has been reached. */
    @Transactional
    public VersionedDeal reach(UUID id, Long expectedVersion, String milestone, LocalDate reachedOn, String actor) {
        return milestone(id, expectedVersion, milestone, actor, (deal, metadata) -> {
            notInFuture("reachedOn", reachedOn, metadata, changes.pipelineOf(deal));
            return List.of(new MilestoneReached(milestone, reachedOn));
        });
    }

    /** Takes a milestone back that was recorded by mistake. */
    @Transactional
    public VersionedDeal takeBack(UUID id, Long expectedVersion, String milestone, String actor) {
        return milestone(id, expectedVersion, milestone, actor, (deal, metadata) -> List.of());
    }

    private VersionedDeal milestone(
            UUID id,
            Long expectedVersion,
            String milestone,
            String actor,
            BiFunction<Deal, EventMetadata, List<MilestoneReached>> reached) {
        return changes.change(id, expectedVersion, null, actor, (deal, metadata) -> {
            var known = deal.paymentTerms().stream()
                    .anyMatch(term -> term.milestone().equals(milestone));
            if (!known || milestone.equals(Instalments.ORDER)) {
                throw new InvalidFieldException(
                        "milestone",
                        "'%s' is not a milestone of this deal's payment terms that can be set; the win sets ORDER"
                                .formatted(milestone));
            }
            var milestones = new ArrayList<>(deal.milestones());
            milestones.removeIf(each -> each.milestone().equals(milestone));
            milestones.addAll(reached.apply(deal, metadata));
            return deal.reach(milestones, metadata);
        });
    }
}
