package dealflow.deal;

import dealflow.edge.Sights;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The deals on record. */
@ApplicationScoped
public class Deals implements PanacheRepositoryBase<Deal, UUID> {

    private static final String STALLED =
            "(status = OPEN and stalledAt is not null and (snoozedUntil is null or snoozedUntil <= :today))";

    @Inject
    Sights sights;

    @Inject
    Clock clock;

    /**
     * A deal.
     *
     * @throws NotFoundException if there is none, or not for the one who asks
     */
    Deal get(UUID id) {
        return findByIdOptional(id).filter(this::seen).orElseThrow(() -> new NotFoundException("deal", id));
    }

    /** A deal that nobody else changes until the transaction ends. */
    Deal lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(this::seen)
                .orElseThrow(() -> new NotFoundException("deal", id));
    }

    private boolean seen(Deal deal) {
        return sights.current().sees(deal.owner, deal.team);
    }

    /** Lets a deal out of the caller's hands: until the transaction ends, the database still shows it the row. */
    void handOver(UUID id) {
        getEntityManager()
                .createNativeQuery("SELECT set_config('dealflow.handed_over', ?1, true)", String.class)
                .setParameter(1, id.toString())
                .getSingleResult();
    }

    /** Also by a deal that the caller may not see: the keys of other systems are unique in a pipeline. */
    boolean taken(String pipeline, String externalId) {
        return (boolean) getEntityManager()
                .createNativeQuery("SELECT external_id_taken(?1, ?2)", Boolean.class)
                .setParameter(1, pipeline)
                .setParameter(2, externalId)
                .getSingleResult();
    }

    /** The same, or null if there is none. */
    Deal lockIfThere(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The deals of a filter by id, which is the order in which they were recorded. */
    public List<Deal> list(DealFilter filter, int limit) {
        var conditions = new ArrayList<String>();
        var parameters = new Parameters();
        equal(conditions, parameters, "pipeline", filter.pipeline());
        equal(conditions, parameters, "stage", filter.stage());
        equal(conditions, parameters, "status", filter.status());
        equal(conditions, parameters, "owner", filter.owner());
        equal(conditions, parameters, "team", filter.team());
        equal(conditions, parameters, "product", filter.product());
        equal(conditions, parameters, "source", filter.source());
        equal(conditions, parameters, "region", filter.region());
        equal(conditions, parameters, "customerName", filter.customer());
        equal(conditions, parameters, "externalId", filter.externalId());
        if (filter.q() != null) {
            conditions.add("(lower(title) like :q or lower(customerName) like :q)");
            parameters.and("q", "%" + filter.q().toLowerCase().replaceAll("[%_\\\\]", "\\\\$0") + "%");
        }
        if (filter.updatedSince() != null) {
            conditions.add("updatedAt >= :updatedSince");
            parameters.and("updatedSince", filter.updatedSince());
        }
        if (filter.verdict() != null) {
            equal(conditions, parameters, "verdict", filter.verdict().name());
        }
        if (filter.stalled() != null) {
            conditions.add((filter.stalled() ? "" : "not ") + STALLED);
            parameters.and("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        }
        if (filter.after() != null) {
            conditions.add("id > :after");
            parameters.and("after", filter.after());
        }
        var query = conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
        return find(query, Sort.by("id"), parameters).page(0, limit).list();
    }

    /** The ids of the same. */
    List<UUID> ids(DealFilter filter, int limit) {
        return list(filter, limit).stream().map(Deal::id).toList();
    }

    private static void equal(List<String> conditions, Parameters parameters, String field, Object value) {
        if (value != null) {
            conditions.add("%s = :%1$s".formatted(field));
            parameters.and(field, value);
        }
    }
}
