package dealflow.deal;

import dealflow.deal.database.KeptPlans;
import dealflow.deal.refusal.NotFoundException;
import dealflow.edge.access.Sights;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The deals on record. */
@ApplicationScoped
public class Deals implements PanacheRepositoryBase<Deal, UUID> {

    @Inject
    Jdbi database;

    @Inject
    Sights sights;

    @Inject
    KeptPlans plans;

    /**
     * A deal.
     *
     * @throws NotFoundException if there is none, or not for the one who asks
     */
    public Deal get(UUID id) {
        return findByIdOptional(id).filter(this::seen).orElseThrow(() -> new NotFoundException("deal", id));
    }

    /** Which of these there are for the one who asks. */
    public Set<UUID> seen(Collection<UUID> ids) {
        return list("id in ?1", ids).stream()
                .filter(this::seen)
                .map(deal -> deal.id())
                .collect(Collectors.toSet());
    }

    /** A deal that nobody else changes until the transaction ends. */
    public Deal lock(UUID id) {
        plans.keep();
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(this::seen)
                .orElseThrow(() -> new NotFoundException("deal", id));
    }

    private boolean seen(Deal deal) {
        return sights.current().sees(deal.owner(), deal.team());
    }

    /** Lets a deal out of the caller's hands: until the transaction ends, the database still shows it the row. */
    public void handOver(UUID id) {
        // A deal that was handed over before is written first, while the database still knows of it.
        flush();
        database.useHandle(transaction ->
                transaction.execute("SELECT set_config('dealflow.handed_over', ?, true)", id.toString()));
    }

    /** Also by a deal that the caller may not see: the keys of other systems are unique in a pipeline. */
    public boolean taken(String pipeline, String externalId) {
        flush();
        return database.withHandle(transaction -> transaction
                .createQuery("SELECT external_id_taken(:pipeline, :externalId)")
                .bind("pipeline", pipeline)
                .bind("externalId", externalId)
                .mapTo(Boolean.class)
                .one());
    }

    /** The deal that another system knows by a key, as far as it is there for the one who asks; its row is not read before its lock. */
    public Optional<UUID> idOf(String pipeline, String externalId) {
        flush();
        var sight = sights.current();
        return database.withHandle(transaction -> transaction
                .createQuery(
                        "SELECT id, owner, team FROM deal WHERE pipeline = :pipeline AND external_id = :externalId")
                .bind("pipeline", pipeline)
                .bind("externalId", externalId)
                .map(row -> sight.sees(row.getColumn("owner", String.class), row.getColumn("team", String.class))
                        ? row.getColumn("id", UUID.class)
                        : null)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .findFirst());
    }

    /** Lets nobody else change any of these until the transaction ends; in one order, so that two requests never wait for each other. */
    public void lockAll(Collection<UUID> ids) {
        database.useHandle(transaction ->
                transaction.execute("SELECT id FROM deal WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE", (Object)
                        ids.toArray(UUID[]::new)));
    }

    /** Writes what has changed, and looks at it no more: of many in one transaction each would be compared with each write of another. */
    public void letGo() {
        flush();
        getEntityManager().clear();
    }

    /** A deal that nobody else changes until the transaction ends, or null if there is none. */
    public Deal lockIfThere(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }
}
