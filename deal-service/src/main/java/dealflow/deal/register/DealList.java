package dealflow.deal.register;

import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Qualification;
import dealflow.contract.payment.Money;
import dealflow.deal.Amounts;
import dealflow.deal.Deal;
import dealflow.deal.database.JsonColumn;
import dealflow.edge.access.Sights;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Finds deals, a page at a time. */
@ApplicationScoped
public class DealList {

    @Inject
    EntityManager entities;

    @Inject
    DealSearch search;

    @Inject
    Sights sights;

    @Inject
    Clock clock;

    /**
     * Some deals.
     *
     * @param last where the next page begins; null on the last
     */
    public record Page(List<DealSnapshot> deals, DealOrder.Place last) {}

    /**
     * A page of the deals of a filter. A deal that nothing happens to meanwhile is on exactly one page, whatever comes,
     * goes and changes its place around it.
     *
     * @param after the place of the last deal of the page before; null for the first page
     */
    @Transactional
    public Page page(DealFilter filter, DealOrder order, DealOrder.Place after, int limit) {
        var query = query("*", filter, order, after, Deal.class).setMaxResults(limit + 1);
        @SuppressWarnings("unchecked")
        List<Deal> found = query.getResultList();
        var deals = found.stream().limit(limit).map(Deal::snapshot).toList();
        return new Page(deals, found.size() > limit ? order.placeOf(found.get(limit - 1)) : null);
    }

    /** The ids of the deals of a filter behind an id, in the order in which they were recorded. */
    @SuppressWarnings("unchecked")
    public List<UUID> ids(DealFilter filter, UUID after, int limit) {
        var place = after == null ? null : new DealOrder.Place(after.toString(), after);
        return query("id", filter, DealOrder.RECORDED, place, UUID.class)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * How many deals of a filter there are in a stage, and what they are worth.
     *
     * @param amount in the pipeline's currency, of those whose amount is known
     * @param withoutAmount how many are in no sum
     */
    @Schema(requiredProperties = {"pipeline", "stage"})
    public record Total(String pipeline, String stage, long count, Money amount, long withoutAmount) {}

    /** The deals of a filter by pipeline and stage, those without any left out. */
    @Transactional
    public List<Total> totals(DealFilter filter) {
        var query = query(
                "pipeline, stage, count(*), coalesce(sum(reporting_amount), 0), reporting_currency, "
                        + "count(*) FILTER (WHERE reporting_amount IS NULL)",
                filter,
                " GROUP BY pipeline, stage, reporting_currency ORDER BY pipeline, stage",
                Object[].class);
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Total(
                        (String) row[0],
                        (String) row[1],
                        ((Number) row[2]).longValue(),
                        Amounts.money((BigDecimal) row[3], row[4].toString()),
                        ((Number) row[5]).longValue()))
                .toList();
    }

    /** What is known of each deal of a filter as an opportunity; to be closed. */
    public Stream<Qualification> qualifications(DealFilter filter) {
        var json = new JsonColumn.OfQualification();
        return query("CAST(qualification AS text)", filter, DealOrder.RECORDED, null, String.class)
                .setHint("org.hibernate.fetchSize", 1000)
                .getResultStream()
                .map(text -> json.convertToEntityAttribute((String) text));
    }

    private Query query(String what, DealFilter filter, DealOrder order, DealOrder.Place after, Class<?> type) {
        var behind = after == null ? "" : order.behind(filter.onlyOwner(sights.current()));
        var query = query(what, filter, behind, " ORDER BY " + order.orderBy(), type);
        if (after != null) {
            query.setParameter("placeId", after.id());
            if (order.comparesValue()) {
                query.setParameter("placeValue", order.value(after));
            }
        }
        return query;
    }

    private Query query(String what, DealFilter filter, String end, Class<?> type) {
        return query(what, filter, "", end, type);
    }

    /**
     * @param more another condition, or empty
     * @param end what follows the conditions
     */
    private Query query(String what, DealFilter filter, String more, String end, Class<?> type) {
        var conditions = filter.conditions(sights.current(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        if (filter.q() != null) {
            conditions.add(search.condition(filter.q()));
        }
        var where = conditions.stream().map(DealFilter.Condition::sql).collect(Collectors.toList());
        if (!more.isEmpty()) {
            where.add(more);
        }
        var query = entities.createNativeQuery(
                "SELECT %s FROM deal%s%s"
                        .formatted(what, where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where), end),
                type);
        conditions.forEach(condition -> condition.parameters().forEach(query::setParameter));
        return query;
    }
}
