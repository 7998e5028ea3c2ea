package dealflow.deal.customer;

import dealflow.contract.deal.Customer;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.access.Sight;
import dealflow.edge.access.Sights;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** The customers on record, and their keys. */
@ApplicationScoped
class CustomerRows {

    private static final String COLUMNS =
            """
            SELECT id, version, name, country, external_id, parent,
                ARRAY(SELECT id FROM customer AS old WHERE old.merged_into = customer.id ORDER BY id) AS merged
            FROM customer
            """;

    @Inject
    Jdbi database;

    @Inject
    Sights sights;

    /** Who made a customer sees it, and who sees one of its deals. */
    String seen() {
        return switch (kind()) {
            case 0 -> "true";
            case 1 ->
                """
                (created_by = :seer OR EXISTS (SELECT FROM deal_words JOIN deal ON deal.id = deal_id
                    WHERE deal_words.customer_id = customer.id AND (deal.owner = :seer OR deal.team = ANY (:seerTeams))))
                """;
            default -> "false";
        };
    }

    private int kind() {
        var sight = sights.current();
        return sight instanceof Sight.Everything ? 0 : sight instanceof Sight.Some ? 1 : 2;
    }

    /** What {@link #seen} needs. */
    Map<String, Object> seer() {
        return sights.current() instanceof Sight.Some some
                ? Map.of("seer", some.owner(), "seerTeams", some.teams().toArray(String[]::new))
                : Map.of();
    }

    /** The customer of an id, or the one that it was merged into. */
    Optional<CustomerAnswer> find(UUID id) {
        return list(
                        "id = coalesce((SELECT merged_into FROM customer AS old WHERE old.id = :id), :id)",
                        Map.of("id", id),
                        "")
                .stream()
                .findFirst();
    }

    /** @param more conditions, in SQL */
    List<CustomerAnswer> list(String more, Map<String, Object> values, String end) {
        var bound = new HashMap<>(values);
        bound.putAll(seer());
        return database.withHandle(transaction -> transaction
                .createQuery("%s WHERE merged_into IS NULL AND %s AND %s %s".formatted(COLUMNS, more, seen(), end))
                .bindMap(bound)
                .map(CustomerRows::answer)
                .list());
    }

    private static CustomerAnswer answer(RowView row) {
        return new CustomerAnswer(
                row.getColumn("id", UUID.class),
                row.getColumn("version", Long.class),
                row.getColumn("name", String.class),
                row.getColumn("country", String.class),
                row.getColumn("external_id", String.class),
                row.getColumn("parent", UUID.class),
                Arrays.asList(row.getColumn("merged", UUID[].class)));
    }

    /** The same, for a deal that chooses it by its id. It is not merged before the transaction ends. */
    Customer chosen(UUID id) {
        database.useHandle(transaction -> transaction
                .createQuery("SELECT id FROM customer WHERE id = :id FOR SHARE")
                .bind("id", id)
                .mapTo(UUID.class)
                .list());
        return find(id).map(found -> new Customer(found.id(), found.name(), found.country(), found.externalId()))
                .orElseThrow(() -> new InvalidFieldException(
                        "customer.id",
                        "there is no customer '%s'; leave it out to find or make one by name".formatted(id)));
    }

    /** Takes keys for new customers. Answers those that nobody had. */
    Set<String> take(Map<String, Customer> keys) {
        return take(keys.keySet(), keys.values().stream().map(Customer::id).toList());
    }

    /** @param ids whose each key is to be */
    Set<String> take(Collection<String> keys, List<UUID> ids) {
        return database.withHandle(transaction -> new HashSet<>(transaction
                .createQuery(
                        """
                        INSERT INTO customer_key (key, customer_id, made_for)
                        SELECT key, id, id FROM unnest(:keys, :ids) AS wanted (key, id) ORDER BY key
                        ON CONFLICT DO NOTHING RETURNING key
                        """)
                .bind("keys", keys.toArray(String[]::new))
                .bind("ids", ids.toArray(UUID[]::new))
                .mapTo(String.class)
                .list()));
    }

    /** Inserts customers whose key has been taken; one known by another system's key is found by its name as well, unless another is. */
    void insert(List<Customer> customers, Instant at, String actor) {
        if (customers.isEmpty()) {
            return;
        }
        database.useHandle(transaction -> transaction
                .createUpdate(
                        """
                        WITH made AS (
                            INSERT INTO customer (id, version, name, country, external_id, folded, folded_external_id,
                                created_at, created_by)
                            SELECT id, 1, name, country, external_id, folded, folded_external_id, :at, :actor
                            FROM unnest(:ids, :names, :countries, :externalIds, :folded, :foldedIds)
                                AS new (id, name, country, external_id, folded, folded_external_id))
                        INSERT INTO customer_words (customer_id, words)
                        SELECT id, words_of(folded, key) FROM unnest(:ids, :folded, :keys) AS new (id, folded, key)
                        """)
                .bind("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .bind("actor", actor)
                .bind("ids", customers.stream().map(Customer::id).toArray(UUID[]::new))
                .bind("names", texts(customers, Customer::name))
                .bind("countries", texts(customers, Customer::country))
                .bind("externalIds", texts(customers, Customer::externalId))
                .bind("folded", texts(customers, customer -> FoldedName.of(customer.name())))
                .bind("foldedIds", texts(customers, customer -> foldedKey(customer.externalId())))
                .bind("keys", texts(customers, customer -> FoldedName.words(customer.externalId(), false)))
                .execute());
        var foreign = customers.stream()
                .filter(customer -> customer.externalId() != null)
                .toList();
        if (!foreign.isEmpty()) {
            take(
                    foreign.stream()
                            .map(customer -> CustomerKeys.ofName(customer.name(), customer.country()))
                            .toList(),
                    foreign.stream().map(Customer::id).toList());
        }
    }

    static String foldedKey(String externalId) {
        var folded = FoldedName.words(externalId, true);
        return folded.isEmpty() ? null : folded;
    }

    private static String[] texts(List<Customer> customers, Function<Customer, String> text) {
        return customers.stream().map(text).toArray(String[]::new);
    }

    /** Writes what has changed of a customer, with its keys; false if its key in another system is another customer's. */
    boolean update(CustomerAnswer before, CustomerFields now) {
        var keys = new TreeSet<String>();
        keys.add(CustomerKeys.ofName(now.name(), now.country()));
        if (now.externalId() != null) {
            keys.add(CustomerKeys.ofExternalId(now.externalId()));
        }
        var id = before.id();
        database.useHandle(transaction -> transaction
                .createUpdate(
                        "DELETE FROM customer_key WHERE made_for = :id AND customer_id = :id AND key <> ALL (:keys)")
                .bind("id", id)
                .bind("keys", keys.toArray(String[]::new))
                .execute());
        complete(before, now);
        take(keys, keys.stream().map(key -> id).toList());
        return now.externalId() == null || Objects.equals(owner(CustomerKeys.ofExternalId(now.externalId())), id);
    }

    /** Writes what is known of a customer; its keys stay as they are. */
    void complete(CustomerAnswer before, CustomerFields now) {
        database.useHandle(transaction -> transaction
                .createUpdate(
                        """
                        WITH worded AS (UPDATE customer_words SET words = words_of(:folded, :key) WHERE customer_id = :id)
                        UPDATE customer SET version = version + 1, name = :name, country = :country, external_id = :externalId,
                            parent = :parent::uuid, folded = :folded, folded_external_id = :foldedId
                        WHERE id = :id
                        """)
                .bind("id", before.id())
                .bind("name", now.name())
                .bind("country", now.country())
                .bind("externalId", now.externalId())
                .bind("parent", now.parent())
                .bind("folded", FoldedName.of(now.name()))
                .bind("foldedId", foldedKey(now.externalId()))
                .bind("key", FoldedName.words(now.externalId(), false))
                .execute());
    }

    /** How many deals a customer has, also those that the one who asks may not see. */
    long countDeals(UUID customer) {
        return database.withHandle(transaction -> transaction
                .createQuery("SELECT count(*) FROM deal_words WHERE customer_id = :customer")
                .bind("customer", customer)
                .mapTo(Long.class)
                .one());
    }

    /** The ids of a customer's deals that the one who asks may see, behind one, as they were recorded. */
    List<UUID> deals(UUID customer, UUID after, int limit) {
        var bound = new HashMap<>(seer());
        bound.put("customer", customer);
        bound.put("after", after == null ? new UUID(0, 0) : after);
        bound.put("limit", limit);
        var seen =
                kind() == 0 ? "true" : kind() == 1 ? "(deal.owner = :seer OR deal.team = ANY (:seerTeams))" : "false";
        return database.withHandle(transaction -> transaction
                .createQuery(
                        """
                        SELECT deal_id FROM deal_words JOIN deal ON deal.id = deal_id
                        WHERE deal_words.customer_id = :customer AND deal_id > :after AND %s ORDER BY deal_id LIMIT :limit
                        """
                                .formatted(seen))
                .bindMap(bound)
                .mapTo(UUID.class)
                .list());
    }

    private UUID owner(String key) {
        return database.withHandle(transaction -> transaction
                .createQuery("SELECT customer_id FROM customer_key WHERE key = :key")
                .bind("key", key)
                .mapTo(UUID.class)
                .one());
    }
}
