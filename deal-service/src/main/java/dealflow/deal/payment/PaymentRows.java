package dealflow.deal.payment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The payments on record. */
@ApplicationScoped
class PaymentRows implements PanacheRepositoryBase<PaymentRow, PaymentRow.Key> {

    List<PaymentRow> of(List<UUID> deals) {
        return deals.isEmpty() ? List.of() : list("from PaymentRow where dealId in ?1", deals);
    }

    /** In the order of their dates, and of their recording within a day. */
    List<PaymentRow> of(UUID deal) {
        return list("from PaymentRow where dealId = ?1 order by receivedOn, cast(id as Long)", deal);
    }
}
