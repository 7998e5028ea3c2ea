package dealflow.deal.price;

import dealflow.contract.payment.Money;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.Amounts;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.DealDetails;
import dealflow.deal.DealFields;
import dealflow.deal.Deals;
import dealflow.deal.EventMetadata;
import dealflow.deal.ExchangeRates;
import dealflow.deal.approval.Approval;
import dealflow.deal.approval.Approvals;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.OthersDecideException;
import dealflow.deal.refusal.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What customers ask off the price, answered by {@link PriceRules}, and what was conceded in the end. */
@ApplicationScoped
public class PriceRequests {

    private static final int DECIMALS = 4;

    @Inject
    Deals deals;

    @Inject
    DealChanges changes;

    @Inject
    Pipelines pipelines;

    @Inject
    ExchangeRates rates;

    @Inject
    PriceRecords records;

    @Inject
    Approvals approvals;

    @Inject
    Clock clock;

    /**
     * What a customer asks.
     *
     * @param price what it would pay, in the deal's currency; null where it named none
     * @param reduction or the part of the price that it wants off; null where it named none
     */
    public record Asked(String askedBy, String words, Money price, BigDecimal reduction) {}

    /**
     * Records what a customer asks, with the answer; where that is for others to give, they are asked.
     *
     * @throws ConflictException if the deal is closed
     */
    @Transactional
    public PriceRequest ask(UUID id, Asked asked, String actor, Set<String> roles) {
        var deal = open(id);
        var pipeline = changes.pipelineOf(deal);
        var before = records.requests(id);
        var price = price(deal, asked.price());
        var reduction = asked.reduction() == null ? reduction(base(deal, before), price) : share(asked.reduction());
        var stance = pipeline.stage(deal.stage()).map(Stage::priceStance).orElse(null);
        var limits = records.limits(deal.pipeline());
        var decision = PriceRules.decide(stance, records.review(id), reduction, limits, roles);
        var request = new PriceRequest(
                before.size() + 1,
                clock.instant(),
                actor,
                DealFields.text("askedBy", asked.askedBy()),
                text("words", asked.words()),
                deal.details().amount(),
                price,
                reduction,
                deal.stage(),
                stance,
                decision.answer(),
                decision.reasons(),
                decision.approver(),
                null);
        records.save(id, request);
        if (decision.answer() == PriceRules.Answer.ESCALATE) {
            approvals.ask(
                    id,
                    Approval.Subject.concession(request.number(), reduction),
                    request.words() == null ? "The customer asks for a lower price" : request.words(),
                    actor,
                    limits.approvers(reduction));
        }
        return request;
    }

    @Transactional
    public List<PriceRequest> of(UUID id) {
        deals.get(id);
        return records.requests(id);
    }

    /**
     * Concedes a price against something in return: the deal's amount is that from now on.
     *
     * @throws ConflictException if the request was not answered so that anything may be conceded, or has been already
     * @throws OthersDecideException if it is more than one may concede, and nobody who may has approved it
     */
    @Transactional
    public PriceRequest concede(
            UUID id, int number, Long expectedVersion, Money price, String inReturn, String actor, Set<String> roles) {
        return changes.changeFor(id, expectedVersion, null, actor, (deal, metadata) -> {
            var requests = records.requests(id);
            var request = request(requests, number);
            refuseClosed(deal);
            if (text("inReturn", inReturn) == null) {
                throw new InvalidFieldException("inReturn", "is required: concede only against something in return");
            }
            var checked = price(deal, price);
            if (checked == null
                    || deal.details().amount() == null
                    || !lower(checked, deal.details().amount())) {
                throw new InvalidFieldException("price", "is required, below the deal's amount");
            }
            var reduction = reduction(base(deal, requests), checked);
            permitted(deal, number, reduction, roles);
            var conceded = request.conceding(
                    new PriceRequest.Concession(checked, reduction, inReturn, metadata.occurredAt(), actor));
            records.save(id, conceded);
            return new DealChanges.Done<>(deal.revise(repriced(deal, checked, metadata), metadata), conceded);
        });
    }

    private void permitted(Deal deal, int number, BigDecimal reduction, Set<String> roles) {
        var limits = records.limits(deal.pipeline());
        if (!limits.allow(reduction, roles)) {
            approvals.use(approvals
                    .concession(deal.id(), number, reduction)
                    .orElseThrow(() -> new OthersDecideException(
                            "%s off the price is more than you may concede in this pipeline: %s decides"
                                    .formatted(PriceRules.percent(reduction), limits.approver(reduction)))));
        }
    }

    private static PriceRequest request(List<PriceRequest> requests, int number) {
        if (number < 1 || number > requests.size()) {
            throw new NotFoundException("price request", number);
        }
        var request = requests.get(number - 1);
        if (!request.mayConcede()) {
            throw new ConflictException(
                    "The request was answered %s: nothing is conceded. Review the risks and record a new one"
                            .formatted(request.answer()));
        }
        if (request.concession() != null) {
            throw new ConflictException("The request has been conceded already: record a new one");
        }
        return request;
    }

    private DealDetails repriced(Deal deal, Money price, EventMetadata metadata) {
        var pipeline = changes.pipelineOf(deal);
        var on = metadata.occurredAt().atZone(pipeline.timeZone()).toLocalDate();
        var details = deal.details().withAmount(price);
        return details.withReportingAmount(rates.convert("price", price, pipeline.currency(), on));
    }

    private Deal open(UUID id) {
        var deal = deals.lock(id);
        refuseClosed(deal);
        return deal;
    }

    private static void refuseClosed(Deal deal) {
        if (deal.standing().closed()) {
            throw new ConflictException("The deal is closed (%s): its price is settled".formatted(deal.stage()));
        }
    }

    private static Money price(Deal deal, Money price) {
        var checked = Amounts.checked("price", price, false);
        if (checked != null && deal.currency() != null && !checked.currency().equals(deal.currency())) {
            throw new InvalidFieldException("price.currency", "must be the deal's, " + deal.currency());
        }
        return checked;
    }

    /** What limits are measured against: the price before anything was conceded, so that small steps add up. */
    private static Money base(Deal deal, List<PriceRequest> requests) {
        return requests.stream()
                .filter(request -> request.concession() != null)
                .map(PriceRequest::amount)
                .filter(amount -> amount != null && amount.currency().equals(deal.currency()))
                .reduce(deal.details().amount(), (a, b) -> lower(a, b) ? b : a);
    }

    private static boolean lower(Money price, Money amount) {
        return price.amount().compareTo(amount.amount()) < 0;
    }

    private static BigDecimal reduction(Money base, Money price) {
        if (base == null || price == null || base.amount().signum() == 0) {
            return null;
        }
        var off = base.amount().subtract(price.amount());
        return off.max(BigDecimal.ZERO).divide(base.amount(), DECIMALS, RoundingMode.HALF_UP);
    }

    private static BigDecimal share(BigDecimal reduction) {
        if (reduction.signum() <= 0 || reduction.compareTo(BigDecimal.ONE) > 0) {
            throw new InvalidFieldException(
                    "reduction", "must be a part of the price above 0 and up to 1, such as 0.05");
        }
        return reduction.setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    private static String text(String field, String text) {
        if (text != null && Texts.length(text) > 1000) {
            throw new InvalidFieldException(field, "has more than 1000 characters");
        }
        return text == null || text.isBlank() ? null : text;
    }
}
