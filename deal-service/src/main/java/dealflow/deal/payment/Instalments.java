package dealflow.deal.payment;

import dealflow.contract.payment.MilestoneReached;
import dealflow.contract.payment.Money;
import dealflow.contract.payment.PaymentTerm;
import dealflow.deal.Amounts;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is due when, by the payment terms, and what of it has come in. Each instalment is its share of the amount in the
 * digits of the currency, and the last one what is left, so that they add up. Money received pays the earliest terms first.
 */
public record Instalments(
        Money amount, Money received, Money outstanding, @Nullable Money overpaid, List<Instalment> items) {

    static final String ORDER = "ORDER";

    /**
     * One instalment.
     *
     * @param dueOn null until its milestone has been reached
     */
    public record Instalment(
            String milestone,
            BigDecimal share,
            int offsetDays,
            @Nullable LocalDate dueOn,
            Money amount,
            Money received,
            Money outstanding) {}

    /**
     * Reckons.
     *
     * @param amount of the deal, in the currency of all that follows
     * @param orderedOn when it was won; null while it is not
     * @param received the sum of all payments and refunds, in that currency
     */
    static Instalments of(
            Money amount,
            List<PaymentTerm> terms,
            LocalDate orderedOn,
            List<MilestoneReached> milestones,
            BigDecimal received) {
        var currency = amount.currency();
        var items = new ArrayList<Instalment>();
        var unallotted = received.max(BigDecimal.ZERO);
        var unbilled = amount.amount();
        for (var i = 0; i < terms.size(); i++) {
            var term = terms.get(i);
            var last = i == terms.size() - 1;
            var share = Amounts.money(amount.amount().multiply(term.share()), currency)
                    .amount();
            var part = last ? unbilled : share.min(unbilled);
            unbilled = unbilled.subtract(part);
            var paid = part.min(unallotted);
            unallotted = unallotted.subtract(paid);
            items.add(new Instalment(
                    term.milestone(),
                    term.share(),
                    term.offsetDays(),
                    dueOn(term, orderedOn, milestones),
                    Amounts.money(part, currency),
                    Amounts.money(paid, currency),
                    Amounts.money(part.subtract(paid), currency)));
        }
        var open = amount.amount().subtract(received);
        return new Instalments(
                amount,
                Amounts.money(received, currency),
                Amounts.money(open.max(BigDecimal.ZERO), currency),
                Amounts.money(open.negate().max(BigDecimal.ZERO), currency),
                items);
    }

    private static LocalDate dueOn(PaymentTerm term, LocalDate orderedOn, List<MilestoneReached> milestones) {
        var reachedOn = term.milestone().equals(ORDER)
                ? orderedOn
                : milestones.stream()
                        .filter(milestone -> milestone.milestone().equals(term.milestone()))
                        .map(MilestoneReached::reachedOn)
                        .findFirst()
                        .orElse(null);
        return reachedOn == null ? null : reachedOn.plusDays(term.offsetDays());
    }
}
