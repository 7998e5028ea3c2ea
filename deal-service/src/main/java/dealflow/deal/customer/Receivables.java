package dealflow.deal.customer;

import dealflow.contract.deal.Status;
import dealflow.contract.payment.Money;
import dealflow.deal.Amounts;
import dealflow.deal.Deals;
import dealflow.deal.payment.Instalments;
import dealflow.deal.payment.Payments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a customer has agreed to, paid and owes: of its won deals that the one who asks may see, currency by currency. */
@ApplicationScoped
public class Receivables {

    private static final int AT_ONCE = 500;

    @Inject
    CustomerRegister customers;

    @Inject
    CustomerRows rows;

    @Inject
    Deals deals;

    @Inject
    Payments payments;

    @Inject
    Clock clock;

    /**
     * Of one currency.
     *
     * @param agreed the amounts of the won deals
     * @param paid what came in for them, less what went back
     * @param owed what is left
     * @param overdue of that, the instalments that were due before today
     */
    @Schema(requiredProperties = {"currency", "agreed", "paid", "owed", "overdue"})
    public record Sum(String currency, long deals, Money agreed, Money paid, Money owed, Money overdue) {}

    private static final class Adding {

        private long deals;
        private BigDecimal agreed = BigDecimal.ZERO;
        private BigDecimal paid = BigDecimal.ZERO;
        private BigDecimal owed = BigDecimal.ZERO;
        private BigDecimal overdue = BigDecimal.ZERO;

        void add(Instalments deal, LocalDate today) {
            deals++;
            agreed = agreed.add(deal.amount().amount());
            paid = paid.add(deal.received().amount());
            owed = owed.add(deal.outstanding().amount());
            for (var item : deal.items()) {
                if (item.dueOn() != null && item.dueOn().isBefore(today)) {
                    overdue = overdue.add(item.outstanding().amount());
                }
            }
        }

        Sum sum(String currency) {
            return new Sum(
                    currency,
                    deals,
                    Amounts.money(agreed, currency),
                    Amounts.money(paid, currency),
                    Amounts.money(owed, currency),
                    Amounts.money(overdue, currency));
        }
    }

    @Transactional
    public List<Sum> of(UUID id) {
        var customer = customers.get(id).id();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var sums = new TreeMap<String, Adding>();
        for (var ids = rows.deals(customer, null, AT_ONCE);
                !ids.isEmpty();
                ids = rows.deals(customer, ids.get(ids.size() - 1), AT_ONCE)) {
            var won = deals.list("id in ?1 and status = ?2", ids, Status.WON);
            payments.instalments(won)
                    .forEach(deal -> sums.computeIfAbsent(deal.amount().currency(), currency -> new Adding())
                            .add(deal, today));
            deals.getEntityManager().clear();
        }
        return sums.entrySet().stream()
                .map(sum -> sum.getValue().sum(sum.getKey()))
                .toList();
    }
}
