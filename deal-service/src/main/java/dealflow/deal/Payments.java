package dealflow.deal;

import dealflow.contract.Money;
import dealflow.contract.Payment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Money that comes in for deals (回款). */
@ApplicationScoped
public class Payments {

    @Inject
    Deals deals;

    @Inject
    DealChanges changes;

    @Inject
    ExchangeRates rates;

    @Inject
    EntityManager entities;

    @Transactional
    public Payment receive(UUID id, Money amount, LocalDate receivedOn, String reference, String actor) {
        var received = new Payment[1];
        changes.change(id, null, null, actor, (deal, stamp) -> {
            var pipeline = changes.pipelineOf(deal);
            var checked = Amounts.checked("amount", amount, false);
            if (checked == null || checked.amount().signum() == 0) {
                throw new InvalidFieldException("amount", "is required and above 0");
            }
            if (receivedOn == null) {
                throw new InvalidFieldException("receivedOn", "is required");
            }
            if (receivedOn.isAfter(
                    stamp.occurredAt().atZone(pipeline.timeZone()).toLocalDate())) {
                throw new InvalidFieldException("receivedOn", "lies in the future");
            }
            received[0] = new Payment(
                    String.valueOf(deal.sequence + 1),
                    checked,
                    rates.convert("amount", checked, pipeline.currency(), receivedOn),
                    receivedOn,
                    reference);
            entities.persist(PaymentRow.of(deal.id, received[0]));
            return deal.receive(received[0], stamp);
        });
        return received[0];
    }

    @Transactional
    public List<Payment> payments(UUID id) {
        deals.get(id);
        return entities.createQuery("from PaymentRow where dealId = :id order by receivedOn, id", PaymentRow.class)
                .setParameter("id", id)
                .getResultStream()
                .map(PaymentRow::payment)
                .toList();
    }
}
