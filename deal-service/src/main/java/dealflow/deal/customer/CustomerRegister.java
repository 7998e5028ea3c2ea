package dealflow.deal.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dealflow.contract.deal.Customer;
import dealflow.contract.deal.DealSnapshot;
import dealflow.deal.Deal;
import dealflow.deal.Deals;
import dealflow.deal.Revision;
import dealflow.deal.database.SearchWords;
import dealflow.deal.database.TimeOrderedIds;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.deal.refusal.StaleVersionException;
import dealflow.deal.refusal.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Jdbi;

/** Makes, finds and changes customers. */
@ApplicationScoped
public class CustomerRegister {

    @Inject
    CustomerRows rows;

    @Inject
    Deals deals;

    @Inject
    Jdbi database;

    @Inject
    Clock clock;

    /** Why customers may be one. */
    public enum Likeness {
        /** Their names are the same without case, width, punctuation and company form. */
        SAME_NAME("folded"),
        /** Their keys in other systems are the same without case, width and punctuation. */
        SAME_EXTERNAL_ID("folded_external_id");

        private final String column;

        Likeness(String column) {
            this.column = column;
        }
    }

    /**
     * Customers that may be one.
     *
     * @param reason what is the same
     * @param value what they have in common
     * @param sameCountry whether they are of one country, too; those without any say nothing against it
     * @param customers at most 20 of them
     */
    @Schema(requiredProperties = {"reason", "value", "customers"})
    public record Duplicates(Likeness reason, String value, boolean sameCountry, List<CustomerAnswer> customers) {}

    /** What to look for; null for any. */
    record Filter(String q, String country, String externalId, UUID parent) {}

    @Transactional
    public CustomerAnswer create(CustomerFields fields, String actor) {
        var checked = fields.checked();
        var now = clock.instant();
        var id = TimeOrderedIds.next(now.toEpochMilli());
        var customer = new Customer(id, checked.name(), checked.country(), checked.externalId());
        var taken = rows.take(Map.of(CustomerKeys.of(customer), customer));
        if (taken.isEmpty() && customer.externalId() != null) {
            throw taken(customer.externalId());
        }
        rows.insert(List.of(customer), now, actor);
        if (checked.parent() != null) {
            checkParent(id, checked.parent());
            rows.update(get(id), checked);
        }
        return get(id);
    }

    private static ConflictException taken(String externalId) {
        return new ConflictException("There is a customer with externalId '%s' already".formatted(externalId));
    }

    /**
     * A customer, or the one that it was merged into.
     *
     * @throws NotFoundException if there is none, or not for the one who asks
     */
    @Transactional
    public CustomerAnswer get(UUID id) {
        return rows.find(id).orElseThrow(() -> new NotFoundException("customer", id));
    }

    @Transactional
    public CustomerAnswer revise(UUID id, Long expectedVersion, Revision<CustomerFields> revision)
            throws JsonProcessingException {
        database.useHandle(transaction -> transaction
                .createQuery("SELECT id FROM customer WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(UUID.class)
                .list());
        var before = get(id);
        if (expectedVersion != null && expectedVersion != before.version()) {
            throw new StaleVersionException(expectedVersion, before.version());
        }
        var fields = revision.of(CustomerFields.of(before)).checked();
        if (fields.equals(CustomerFields.of(before))) {
            return before;
        }
        if (fields.parent() != null && !fields.parent().equals(before.parent())) {
            checkParent(before.id(), fields.parent());
        }
        if (!rows.update(before, fields)) {
            throw taken(fields.externalId());
        }
        return get(id);
    }

    /** A parent is on record, and no customer is above itself. */
    private void checkParent(UUID id, UUID parent) {
        if (rows.find(parent).map(found -> !found.id().equals(parent)).orElse(true)) {
            throw new InvalidFieldException("parent", "there is no customer '%s'".formatted(parent));
        }
        boolean above = database.withHandle(transaction -> transaction
                .createQuery(
                        """
                        WITH RECURSIVE above AS (
                            SELECT id, parent FROM customer WHERE id = :parent
                            UNION SELECT customer.id, customer.parent FROM customer JOIN above ON customer.id = above.parent)
                        SELECT EXISTS (SELECT FROM above WHERE id = :id)
                        """)
                .bind("parent", parent)
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
        if (above) {
            throw new InvalidFieldException("parent", "'%s' belongs to this customer".formatted(parent));
        }
    }

    /** One more than {@code limit}, by their folded names. */
    @Transactional
    public List<CustomerAnswer> list(Filter filter, UUID after, int limit) {
        var conditions = new StringBuilder("true");
        var values = new HashMap<String, Object>();
        if (!Texts.isBlank(filter.q())) {
            conditions.append(
                    " AND id IN (SELECT customer_id FROM customer_words WHERE words @@ to_tsquery('simple', :q))");
            values.put("q", SearchWords.query(FoldedName.of(filter.q())));
        }
        equal(conditions, values, "country", filter.country());
        equal(conditions, values, "external_id", filter.externalId());
        equal(conditions, values, "parent", filter.parent());
        if (after != null) {
            conditions.append(" AND (folded, id) > (SELECT folded, id FROM customer WHERE id = :after)");
            values.put("after", after);
        }
        values.put("limit", limit + 1);
        return rows.list(conditions.toString(), values, "ORDER BY folded, id LIMIT :limit");
    }

    private static void equal(StringBuilder conditions, Map<String, Object> values, String column, Object value) {
        if (value != null) {
            conditions.append(" AND %s = :%1$s".formatted(column));
            values.put(column, value);
        }
    }

    /** One more than {@code limit}, by what they have in common. */
    @Transactional
    public List<Duplicates> duplicates(Likeness reason, String after, int limit) {
        var column = reason.column;
        var bound = new HashMap<>(rows.seer());
        bound.put("after", after == null ? "" : after);
        bound.put("limit", limit + 1);
        List<String> values = database.withHandle(transaction -> transaction
                .createQuery(
                        """
                        SELECT %1$s FROM customer WHERE merged_into IS NULL AND %1$s > :after AND %2$s
                        GROUP BY %1$s HAVING count(*) > 1 ORDER BY %1$s LIMIT :limit
                        """
                                .formatted(column, rows.seen()))
                .bindMap(bound)
                .mapTo(String.class)
                .list());
        return values.stream().map(value -> duplicates(reason, value)).toList();
    }

    private Duplicates duplicates(Likeness reason, String value) {
        var customers = rows.list(reason.column + " = :value", Map.of("value", value), "ORDER BY id LIMIT 20");
        var countries = customers.stream()
                .map(CustomerAnswer::country)
                .filter(country -> country != null)
                .map(country -> FoldedName.words(country, false))
                .distinct()
                .count();
        return new Duplicates(reason, value, countries <= 1, customers);
    }

    /** The deals of a customer that the one who asks may see, one more than {@code limit}, as they were recorded. */
    @Transactional
    public List<DealSnapshot> deals(UUID id, UUID after, int limit) {
        var ids = rows.deals(get(id).id(), after, limit + 1);
        return deals.list("id in ?1", ids).stream()
                .sorted(Comparator.comparing(deal -> deal.id().toString()))
                .map(Deal::snapshot)
                .toList();
    }
}
