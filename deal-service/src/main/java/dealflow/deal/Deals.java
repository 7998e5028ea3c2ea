package dealflow.deal;

import dealflow.deal.refusal.NotFoundException;
import dealflow.edge.access.Sights;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The deals on record. */
@ApplicationScoped
public class Deals implements PanacheRepositoryBase<Deal, UUID> {

    @Inject
    Sights sights;

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
        keepPlans();
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(this::seen)
                .orElseThrow(() -> new NotFoundException("deal", id));
    }

    /**
     * Lets the database keep the plans of what follows in this transaction: it touches rows by their keys, and planning that
     * each time costs more than doing it. Plans by key only, so that none made while a table was small reads the whole of it.
     */
    private void keepPlans() {
        getEntityManager()
                .createNativeQuery(
                        "SELECT set_config('plan_cache_mode', 'auto', true) || set_config('enable_seqscan', 'off',"
                                + " true)",
                        String.class)
                .getSingleResult();
    }

    private boolean seen(Deal deal) {
        return sights.current().sees(deal.owner(), deal.team());
    }

    /** Lets a deal out of the caller's hands: until the transaction ends, the database still shows it the row. */
    public void handOver(UUID id) {
        getEntityManager()
                .createNativeQuery("SELECT set_config('dealflow.handed_over', ?1, true)", String.class)
                .setParameter(1, id.toString())
                .getSingleResult();
    }

    /** Also by a deal that the caller may not see: the keys of other systems are unique in a pipeline. */
    public boolean taken(String pipeline, String externalId) {
        return (boolean) getEntityManager()
                .createNativeQuery("SELECT external_id_taken(?1, ?2)", Boolean.class)
                .setParameter(1, pipeline)
                .setParameter(2, externalId)
                .getSingleResult();
    }

    /** The same, or null if there is none. */
    public Deal lockIfThere(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }
}
