package dealflow.deal.customer;

import dealflow.edge.erasure.PersonalName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A customer that is a person is known by nothing of its name once that is erased: what was folded from it is made anew. */
@ApplicationScoped
public class CustomerErasure {

    @Inject
    Jdbi database;

    private record Named(UUID id, UUID leadsTo, String name, String country, String externalId) {}

    /** Those that hold a name, merged ones too. */
    public List<UUID> holding(PersonalName person) {
        return database.withHandle(transaction -> transaction
                .createQuery("SELECT id FROM customer WHERE name ~ :name OR country ~ :name OR external_id ~ :name")
                .bind("name", person.search())
                .mapTo(UUID.class)
                .list());
    }

    /** Makes keys and words of them from what they are called now. */
    public void renew(List<UUID> customers) {
        var named = database.withHandle(transaction -> transaction
                .createQuery(
                        """
                        SELECT id, coalesce(merged_into, id) AS leads_to, name, country, external_id
                        FROM customer WHERE id = ANY (:ids) ORDER BY id
                        """)
                .bind("ids", customers.toArray(UUID[]::new))
                .map(row -> new Named(
                        row.getColumn("id", UUID.class),
                        row.getColumn("leads_to", UUID.class),
                        row.getColumn("name", String.class),
                        row.getColumn("country", String.class),
                        row.getColumn("external_id", String.class)))
                .list());
        named.forEach(this::renew);
    }

    private void renew(Named customer) {
        database.useHandle(transaction -> {
            transaction
                    .createUpdate(
                            """
                            WITH gone AS (DELETE FROM customer_key WHERE made_for = :id),
                            worded AS (UPDATE customer_words SET words = words_of(:folded, :words) WHERE customer_id = :id)
                            UPDATE customer SET folded = :folded, folded_external_id = :foldedId WHERE id = :id
                            """)
                    .bind("id", customer.id())
                    .bind("folded", FoldedName.of(customer.name()))
                    .bind("foldedId", CustomerRows.foldedKey(customer.externalId()))
                    .bind("words", FoldedName.words(customer.externalId(), false))
                    .execute();
            transaction
                    .createUpdate(
                            """
                            INSERT INTO customer_key (key, customer_id, made_for)
                            SELECT key, :leadsTo, :id FROM unnest(:keys) AS key ON CONFLICT DO NOTHING
                            """)
                    .bind("id", customer.id())
                    .bind("leadsTo", customer.leadsTo())
                    .bind("keys", keys(customer))
                    .execute();
        });
    }

    private static String[] keys(Named customer) {
        var name = CustomerKeys.ofName(customer.name(), customer.country());
        return customer.externalId() == null
                ? new String[] {name}
                : new String[] {name, CustomerKeys.ofExternalId(customer.externalId())};
    }
}
