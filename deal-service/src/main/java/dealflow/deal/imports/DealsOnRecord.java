package dealflow.deal.imports;

import dealflow.deal.Deal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jdbi.v3.core.Jdbi;

/** The deals on record that an import's lines name. */
@ApplicationScoped
class DealsOnRecord {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Inject
    StatelessSession session;

    @Inject
    Jdbi database;

    /** What other systems know a deal by; also its own id, where it has no other key, for an export gives it as one. */
    record Key(String pipeline, String externalId) {
        static Key of(ImportedDeal line) {
            return new Key(String.valueOf(line.pipeline()), String.valueOf(line.externalId()));
        }
    }

    /** By what line each came, as far as it came by one. */
    Map<Key, byte[]> hashes(Collection<ImportedDeal> lines) {
        var known = new HashMap<Key, byte[]>();
        database.useHandle(transaction -> transaction
                .createQuery(
                        """
                        SELECT pipeline, external_id, import_hash FROM deal
                        WHERE pipeline = ANY (:pipelines) AND external_id = ANY (:ids)
                        """)
                .bind("pipelines", pipelines(lines).toArray(String[]::new))
                .bind("ids", ids(lines).toArray(String[]::new))
                .map(row -> Map.entry(
                        new Key(row.getColumn("pipeline", String.class), row.getColumn("external_id", String.class)),
                        Objects.requireNonNullElse(row.getColumn("import_hash", byte[].class), new byte[0])))
                .forEach(found -> known.put(found.getKey(), found.getValue())));
        return known;
    }

    /** The deals themselves, which nobody else changes until the transaction ends, unless it only looks. */
    Map<Key, Deal> deals(Collection<ImportedDeal> lines, boolean onlyLooks) {
        var lock = onlyLooks ? LockMode.NONE : LockMode.PESSIMISTIC_WRITE;
        var deals = new HashMap<Key, Deal>();
        // In one order, so that two imports never wait for each other.
        session.createSelectionQuery(
                        "from Deal where pipeline in :pipelines and externalId in :ids order by id", Deal.class)
                .setParameterList("pipelines", pipelines(lines))
                .setParameterList("ids", ids(lines))
                .setHibernateLockMode(lock)
                .getResultList()
                .forEach(deal -> deals.put(new Key(deal.pipeline(), deal.externalId()), deal));
        var byId = lines.stream()
                .map(Key::of)
                .filter(key ->
                        !deals.containsKey(key) && ID.matcher(key.externalId()).matches())
                .map(key -> UUID.fromString(key.externalId()))
                .distinct()
                .toList();
        if (!byId.isEmpty()) {
            session.createSelectionQuery("from Deal where id in :ids and externalId is null order by id", Deal.class)
                    .setParameterList("ids", byId)
                    .setHibernateLockMode(lock)
                    .getResultList()
                    .forEach(
                            deal -> deals.put(new Key(deal.pipeline(), deal.id().toString()), deal));
        }
        return deals;
    }

    private static List<String> pipelines(Collection<ImportedDeal> lines) {
        return new ArrayList<>(
                lines.stream().map(line -> String.valueOf(line.pipeline())).collect(Collectors.toSet()));
    }

    private static List<String> ids(Collection<ImportedDeal> lines) {
        return new ArrayList<>(
                lines.stream().map(line -> String.valueOf(line.externalId())).collect(Collectors.toSet()));
    }
}
