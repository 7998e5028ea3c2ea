package dealflow.deal.customer;

import dealflow.contract.deal.Customer;
import dealflow.contract.event.DealEvent;
import dealflow.deal.Deal;
import dealflow.deal.DealChanges;
import dealflow.deal.Deals;
import dealflow.deal.EventMetadata;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Two customers that are one. Every deal of the merged one becomes the survivor's, and tells it as {@code revised}: an event of the
 * deal, in its place among the deal's others. So a consumer that reads deals needs no second topic to follow, none that waits for
 * it, and comes to the same state however often and in whatever pieces it reads; one of yesterday follows, too, for the
 * deal has the survivor's name and key.
 */
@ApplicationScoped
public class CustomerMerges {

    /** What one transaction can do within its time. */
    private static final int MOST_DEALS = 10_000;

    private static final int AT_ONCE = 500;

    @Inject
    CustomerRegister register;

    @Inject
    CustomerRows rows;

    @Inject
    Deals deals;

    @Inject
    Outbox outbox;

    @Inject
    Jdbi database;

    @Inject
    Clock clock;

    /**
     * Merges a customer into another.
     *
     * @param id the survivor's
     * @throws NotFoundException if the one who asks may not see both
     * @throws ConflictException if the merged one has deals that the one who asks may not see
     */
    @Transactional
    public CustomerAnswer merge(UUID id, UUID other, String actor) {
        register.get(id);
        if (other == null) {
            throw new InvalidFieldException(
                    "customer", "is required: the id of the customer that is to be merged into this one");
        }
        lock(id, other);
        var survivor = register.get(id);
        var merged = rows.find(other)
                .orElseThrow(() -> new InvalidFieldException("customer", "there is no customer '%s'".formatted(other)));
        if (merged.id().equals(survivor.id())) {
            throw new InvalidFieldException("customer", "'%s' is this customer already".formatted(other));
        }
        if (!survivor.id().equals(id) || !merged.id().equals(other)) {
            // One of them was merged before, or while this waited: those that are left are what is to be held.
            return merge(survivor.id(), merged.id(), actor);
        }
        var now = clock.instant();
        join(survivor, merged, now, actor);
        // After that, so that none is left out that came while this waited for its keys.
        var count = rows.countDeals(merged.id());
        if (count > MOST_DEALS) {
            throw new InvalidFieldException(
                    "customer",
                    "has %d deals, of which %d can be merged; merge the other way round".formatted(count, MOST_DEALS));
        }
        var ids = rows.deals(merged.id(), null, MOST_DEALS);
        if (ids.size() < count) {
            throw new ConflictException(
                    "The customer has deals that you may not see; ask sales operations to merge it");
        }
        var result = register.get(survivor.id());
        var buyer = new Customer(result.id(), result.name(), result.country(), result.externalId());
        for (var from = 0; from < ids.size(); from += AT_ONCE) {
            give(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)), merged.id(), buyer, now, actor);
        }
        return result;
    }

    /** Both, in one order; a merge that ended meanwhile is seen afterwards. */
    private void lock(UUID one, UUID other) {
        database.useHandle(transaction -> transaction
                .createQuery(
                        """
                        SELECT id FROM customer WHERE id IN (:one, :other) OR id IN (
                            SELECT merged_into FROM customer AS old WHERE old.id IN (:one, :other))
                        ORDER BY id FOR UPDATE
                        """)
                .bind("one", one)
                .bind("other", other)
                .mapTo(UUID.class)
                .list());
    }

    /** What the survivor does not say, the merged one says; and what led to the merged one leads to the survivor. */
    private void join(CustomerAnswer survivor, CustomerAnswer merged, Instant now, String actor) {
        database.useHandle(transaction -> {
            for (var sql : List.of(
                    "UPDATE customer_key SET customer_id = :survivor WHERE customer_id = :merged",
                    "UPDATE customer SET merged_into = :survivor WHERE merged_into = :merged",
                    "UPDATE customer SET parent = CASE WHEN id = :survivor THEN nullif(:parent::uuid, :survivor) ELSE :survivor END"
                            + " WHERE parent = :merged",
                    """
                    UPDATE customer SET version = version + 1, merged_into = :survivor, merged_at = :now, merged_by = :actor
                    WHERE id = :merged
                    """)) {
                transaction
                        .createUpdate(sql)
                        .bind("survivor", survivor.id())
                        .bind("merged", merged.id())
                        .bind("parent", merged.parent())
                        .bind("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                        .bind("actor", actor)
                        .execute();
            }
        });
        var said = register.get(survivor.id());
        rows.complete(
                said,
                new CustomerFields(
                        said.name(),
                        said.country() == null ? merged.country() : said.country(),
                        said.externalId() == null ? merged.externalId() : said.externalId(),
                        said.parent()));
    }

    private void give(List<UUID> some, UUID merged, Customer buyer, Instant now, String actor) {
        var events = some.stream()
                .map(deals::lockIfThere)
                .filter(deal -> deal != null && isOf(deal, merged))
                .map(deal -> {
                    var at = DealChanges.occurred(null, deal.lastOccurredAt(), now);
                    var metadata = new EventMetadata(at, now, actor, DealChanges.API);
                    return deal.revise(deal.details().withCustomer(buyer), metadata);
                })
                .filter(Objects::nonNull)
                .<DealEvent>toList();
        outbox.append(events);
        deals.flush();
        deals.getEntityManager().clear();
    }

    /** It may have become another's meanwhile. */
    private static boolean isOf(Deal deal, UUID customer) {
        var now = deal.details().customer();
        return now != null && customer.equals(now.id());
    }
}
