package dealflow.deal.customer;

import dealflow.contract.deal.Customer;
import dealflow.deal.database.TimeOrderedIds;
import dealflow.deal.refusal.InvalidFieldException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Finds the customer that a deal names, or makes it, in the transaction of whoever calls. */
@ApplicationScoped
public class Customers {

    @Inject
    Jdbi database;

    @Inject
    CustomerRows rows;

    @Inject
    Clock clock;

    /** @param own whether a key is the customer's own, and not that of one that was merged into it */
    private record Found(Customer customer, boolean own) {

        /** As the deal spells it; what names a merged customer names the survivor from then on. */
        Customer as(Customer asked) {
            return own ? asked.withId(customer.id()) : customer;
        }
    }

    /**
     * The customer that somebody writes on a deal.
     *
     * @param before what stands there; null if nothing does
     * @throws InvalidFieldException if it is chosen by an id that is nobody's
     */
    public Customer named(Customer asked, Customer before, String actor) {
        if (asked == null || asked.equals(before)) {
            return asked;
        }
        if (asked.id() != null
                && (asked.name() == null || before == null || !asked.id().equals(before.id()))) {
            return rows.chosen(asked.id());
        }
        return known(List.of(asked), actor).of(asked);
    }

    /** Many at once, as a file names them. Those that no deal came to in the end are to be taken back. */
    public Known known(Collection<Customer> asked, String actor) {
        var named = new LinkedHashMap<String, Customer>();
        asked.forEach(customer -> named.putIfAbsent(CustomerKeys.of(customer), customer));
        var known = new Known(find(named.keySet()));
        if (known.found.size() < named.size()) {
            var unknown = new TreeMap<>(named);
            unknown.keySet().removeAll(known.found.keySet());
            var made = make(unknown, actor);
            made.forEach((key, customer) -> known.made.add(customer.id()));
            made.forEach((key, customer) -> known.found.put(key, new Found(customer, true)));
            unknown.keySet().removeAll(made.keySet());
            // Somebody else has made these meanwhile.
            known.found.putAll(find(unknown.keySet()));
        }
        return known;
    }

    /** The customers of some deals. */
    public static final class Known {

        private final Map<String, Found> found;
        private final Set<UUID> made = new HashSet<>();

        private Known(Map<String, Found> found) {
            this.found = found;
        }

        /** One of those that were asked for. */
        public Customer of(Customer asked) {
            return asked == null ? null : found.get(CustomerKeys.of(asked)).as(asked);
        }

        /** Those that were made, but for some. */
        public Set<UUID> madeWithout(Set<UUID> some) {
            var without = new HashSet<>(made);
            without.removeAll(some);
            return without;
        }
    }

    /** Takes back what was made a moment ago for deals that could not be taken. */
    public void takeBack(Set<UUID> made) {
        if (made.isEmpty()) {
            return;
        }
        database.useHandle(transaction -> {
            var ids = made.toArray(UUID[]::new);
            transaction
                    .createUpdate("DELETE FROM customer_key WHERE customer_id = ANY (:ids)")
                    .bind("ids", ids)
                    .execute();
            transaction
                    .createUpdate("DELETE FROM customer WHERE id = ANY (:ids)")
                    .bind("ids", ids)
                    .execute();
        });
    }

    private Map<String, Found> find(Collection<String> keys) {
        if (keys.isEmpty()) {
            return new HashMap<>();
        }
        return database.withHandle(transaction -> transaction
                .createQuery("SELECT * FROM customers_by_key(:keys)")
                .bind("keys", keys.toArray(String[]::new))
                .reduceRows(new HashMap<String, Found>(), (found, row) -> {
                    var customer = new Customer(
                            row.getColumn("id", UUID.class),
                            row.getColumn("name", String.class),
                            row.getColumn("country", String.class),
                            row.getColumn("external_id", String.class));
                    found.put(
                            row.getColumn("of_key", String.class),
                            new Found(customer, row.getColumn("own", Boolean.class)));
                    return found;
                }));
    }

    /** Takes the keys first, all in one order, so that of two who make the same customer one waits and finds it. */
    private Map<String, Customer> make(TreeMap<String, Customer> named, String actor) {
        var now = clock.instant();
        var fresh = new LinkedHashMap<String, Customer>();
        named.forEach((key, customer) -> fresh.put(key, customer.withId(TimeOrderedIds.next(now.toEpochMilli()))));
        fresh.keySet().retainAll(rows.take(fresh));
        rows.insert(new ArrayList<>(fresh.values()), now, actor);
        return fresh;
    }
}
