package dealflow.deal.product;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.json.ContractJson;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.Amounts;
import dealflow.deal.DealDetails;
import dealflow.deal.DealFields;
import dealflow.deal.database.JsonText;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** The product list. */
@ApplicationScoped
public class Products {

    static final int MOST = 5000;

    private static final Set<String> LANGUAGES = Set.of("en", "zh");
    private static final ObjectReader NAMES = ContractJson.reader(new TypeReference<Map<String, String>>() {});

    private static final String COLUMNS = "SELECT key, names, unit, list_price, list_price_currency FROM product ";

    @Inject
    Jdbi database;

    /**
     * The products by key.
     *
     * @param after the last of the page before; null for the first page
     */
    @Transactional
    List<Product> list(String after, int limit) {
        return database.withHandle(handle -> handle.createQuery(
                        COLUMNS + "WHERE :after::text IS NULL OR key > :after::text ORDER BY key LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map(Products::product)
                .list());
    }

    /** @throws NotFoundException if there is none of that key */
    @Transactional
    Product get(String key) {
        return database.withHandle(handle -> handle.createQuery(COLUMNS + "WHERE key = :key")
                        .bind("key", key)
                        .map(Products::product)
                        .findOne())
                .orElseThrow(() -> new NotFoundException("product", key));
    }

    /** Adds a product, or replaces what is known of it. */
    @Transactional
    Product put(Product product) {
        var checked = checked(product);
        database.useHandle(handle -> {
            var others = handle.createQuery("SELECT count(*) FROM product WHERE key <> :key")
                    .bind("key", checked.key())
                    .mapTo(Integer.class)
                    .one();
            if (others >= MOST) {
                throw new InvalidFieldException("", "the list holds %d products at most".formatted(MOST));
            }
            handle.createUpdate(
                            """
                            INSERT INTO product (key, names, unit, list_price, list_price_currency)
                            VALUES (:key, :names::jsonb, :unit, :price, :currency)
                            ON CONFLICT (key) DO UPDATE SET names = excluded.names, unit = excluded.unit,
                                list_price = excluded.list_price, list_price_currency = excluded.list_price_currency
                            """)
                    .bind("key", checked.key())
                    .bind("names", JsonText.of(checked.names()))
                    .bind("unit", checked.unit())
                    .bind(
                            "price",
                            checked.listPrice() == null
                                    ? null
                                    : checked.listPrice().amount())
                    .bind(
                            "currency",
                            checked.listPrice() == null
                                    ? null
                                    : checked.listPrice().currency())
                    .execute();
        });
        return checked;
    }

    /** Takes a product off the list; deals that are about it stay so. */
    @Transactional
    void delete(String key) {
        database.useHandle(handle -> handle.createUpdate("DELETE FROM product WHERE key = :key")
                .bind("key", key)
                .execute());
    }

    /**
     * Refuses products that a pipeline with a closed list does not sell. Those that the deal has been about stay.
     *
     * @param before null for a new deal
     * @throws InvalidFieldException for the first, with the nearest that there are
     */
    public void check(Pipeline pipeline, DealDetails before, DealDetails after) {
        if (!pipeline.closedProducts()) {
            return;
        }
        var named = named(after);
        if (before != null) {
            named.keySet().removeAll(named(before).keySet());
        }
        if (named.isEmpty()) {
            return;
        }
        var known = database.withHandle(handle -> handle.createQuery("SELECT key FROM product WHERE key = ANY (:keys)")
                .bindArray("keys", String.class, named.keySet())
                .mapTo(String.class)
                .set());
        named.forEach((product, field) -> {
            if (!known.contains(product)) {
                throw new InvalidFieldException(field, unknown(pipeline, product));
            }
        });
    }

    /** By product, the first field that names it. */
    private static Map<String, String> named(DealDetails details) {
        var named = new LinkedHashMap<String, String>();
        if (details.product() != null) {
            named.put(details.product(), "product");
        }
        for (var i = 0; i < details.lines().size(); i++) {
            named.putIfAbsent(details.lines().get(i).product(), "lines[%d].product".formatted(i));
        }
        return named;
    }

    private String unknown(Pipeline pipeline, String product) {
        var nearest = NearestNames.of(product, list(null, MOST));
        return "'%s' is not in the product list, and pipeline '%s' takes no other products; %s"
                .formatted(
                        product,
                        pipeline.key(),
                        nearest.isEmpty()
                                ? "the list is empty: fill it with PUT /products/{product}"
                                : "the nearest are "
                                        + nearest.stream()
                                                .map(near -> "'%s'".formatted(near.key()))
                                                .collect(Collectors.joining(", ")));
    }

    private static Product checked(Product product) {
        var names = new TreeMap<String, String>();
        if (product.names() != null) {
            product.names().forEach((language, name) -> {
                if (!LANGUAGES.contains(language)) {
                    throw new InvalidFieldException("names", "'%s' is neither en nor zh".formatted(language));
                }
                names.put(language, DealFields.required("names." + language, name));
            });
        }
        var key = DealFields.required("product", product.key());
        return new Product(
                key,
                names.isEmpty() ? Map.of("en", key) : names,
                DealFields.text("unit", product.unit()),
                Amounts.checked("listPrice", product.listPrice(), false));
    }

    private static Product product(RowView row) {
        var price = row.getColumn("list_price", BigDecimal.class);
        return new Product(
                row.getColumn("key", String.class),
                JsonText.read(NAMES, row.getColumn("names", String.class)),
                row.getColumn("unit", String.class),
                price == null ? null : Amounts.money(price, row.getColumn("list_price_currency", String.class)));
    }
}
