package dealflow.deal.register;

import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Qualification;
import dealflow.contract.payment.Money;
import dealflow.deal.Amounts;
import dealflow.deal.Deal;
import dealflow.deal.database.JsonColumn;
import dealflow.deal.filter.DealDimension;
import dealflow.deal.filter.DealFilter;
import dealflow.deal.filter.DealOrder;
import dealflow.deal.filter.DealSearch;
import dealflow.edge.access.Sights;
import jakarta.annotation.Nullable;
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
        @SuppressWarnings("unchecked")
        List<Deal> found =
                query("*", filter, order, after, limit + 1, Deal.class).getResultList();
        var deals = found.stream().limit(limit).map(Deal::snapshot).toList();
        return new Page(deals, found.size() > limit ? order.placeOf(found.get(limit - 1)) : null);
    }

    /** The ids of the deals of a filter behind an id, in the order in which they were recorded. */
    @SuppressWarnings("unchecked")
    public List<UUID> ids(DealFilter filter, UUID after, int limit) {
        var place = after == null ? null : new DealOrder.Place(after.toString(), after);
        return query("id", filter, DealOrder.RECORDED, place, limit, UUID.class).getResultList();
    }

    /**
     * How many deals of a filter there are in a stage, and what they are worth.
     *
     * @param amount in the pipeline's currency, of those whose amount is known
     * @param withoutAmount how many are in no sum
     */
    @Schema(requiredProperties = {"pipeline", "stage"})
    public record Total(String pipeline, String stage, long count, @Nullable Money amount, long withoutAmount) {}

    /** The deals of a filter by pipeline and stage, those without any left out. */
    @Transactional
    public List<Total> totals(DealFilter filter) {
        var conditions = conditions(filter, null);
        List<?> rows = query(
                        select(
                                        "pipeline, stage, count(*), coalesce(sum(reporting_amount), 0), reporting_currency, "
                                                + "count(*) FILTER (WHERE reporting_amount IS NULL)",
                                        conditions)
                                + " GROUP BY pipeline, stage, reporting_currency ORDER BY pipeline, stage",
                        conditions,
                        Object[].class)
                .getResultList();
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
        return query("CAST(qualification AS text)", filter, DealOrder.RECORDED, null, null, String.class)
                .setHint("org.hibernate.fetchSize", 1000)
                .getResultStream()
                .map(text -> json.convertToEntityAttribute((String) text));
    }

    /** @param limit null for all */
    private Query query(
            String what, DealFilter filter, DealOrder order, DealOrder.Place after, Integer limit, Class<?> type) {
        var apart = limit == null ? null : filter.apart(order);
        var conditions = conditions(filter, apart);
        if (after != null) {
            conditions.add(order.behind(after, filter.onlyOwner(sights.current(), apart)));
        }
        var end = " ORDER BY " + order.orderBy() + (limit == null ? "" : " LIMIT " + limit);
        var deals = select("*", conditions) + end;
        if (apart == null) {
            return query(select(what, conditions) + end, conditions, type);
        }
        conditions.add(
                new DealFilter.Condition("", "each", filter.values().get(apart).toArray(String[]::new)));
        return query(
                "SELECT %s FROM unnest(CAST(:each AS text[])) AS wanted (value) CROSS JOIN LATERAL (%s) AS deal%s"
                        .formatted("*".equals(what) ? "deal.*" : what, deals, end),
                conditions,
                type);
    }

    private List<DealFilter.Condition> conditions(DealFilter filter, DealDimension apart) {
        var conditions =
                filter.conditions(sights.current(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), apart);
        if (filter.q() != null) {
            conditions.add(search.condition(filter.q()));
        }
        conditions.addAll(search.conditions(filter.fields()));
        return conditions;
    }

    private static String select(String what, List<DealFilter.Condition> conditions) {
        return "SELECT %s FROM deal%s"
                .formatted(
                        what,
                        conditions.isEmpty()
                                ? ""
                                : conditions.stream()
                                        .map(DealFilter.Condition::sql)
                                        .collect(Collectors.joining(" AND ", " WHERE ", "")));
    }

    private Query query(String sql, List<DealFilter.Condition> conditions, Class<?> type) {
        var query = entities.createNativeQuery(sql, type);
        conditions.forEach(condition -> condition.parameters().forEach(query::setParameter));
        return query;
    }
}
