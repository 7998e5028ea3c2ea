package dealflow.deal.register;

import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.deal.field.FieldFilter;
import dealflow.edge.access.Sight;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which deals a list shows; a null field excludes none.
 *
 * @param ids only these
 * @param values by dimension, of which any will do; an empty one stands for the deals without a value
 * @param ranges in all of which a deal has to lie
 * @param fields values of the company's own fields
 * @param verdict {@code PSEUDO} for pseudo-opportunities
 * @param stalled whether the present stay has outlasted its stage and is not snoozed
 */
public record DealFilter(
        Collection<UUID> ids,
        Map<DealDimension, List<String>> values,
        List<DealRange> ranges,
        FieldFilter fields,
        String q,
        Qualification.Verdict verdict,
        Boolean stalled) {

    /** A value of the dimension that is asked one by one. */
    static final String EACH = "wanted.value";

    private static final String STALLED =
            "(status = 'OPEN' AND stalled_at IS NOT NULL AND (snoozed_until IS NULL OR snoozed_until <= :today))";

    /** A condition in SQL over the table of deals, with its parameters. */
    record Condition(String sql, Map<String, Object> parameters) {

        Condition(String sql, String parameter, Object value) {
            this(sql, Map.of(parameter, value));
        }
    }

    /**
     * What a query asks of a deal, but for the words of {@code q}. Whose it is comes first: the database's row-level security is
     * only the second lock.
     *
     * @param today ends a snooze
     * @param apart is asked value by value; null for none
     */
    List<Condition> conditions(Sight sight, LocalDate today, DealDimension apart) {
        var conditions = new ArrayList<Condition>();
        if (sight instanceof Sight.Some some) {
            conditions.add(of(some));
        } else if (sight instanceof Sight.Nothing) {
            conditions.add(new Condition("false", Map.of()));
        }
        if (ids != null) {
            conditions.add(new Condition("id IN (:ids)", "ids", ids));
        }
        values.forEach((dimension, wanted) -> conditions.add(
                dimension == apart
                        ? new Condition("%s = %s".formatted(dimension.column(), EACH), Map.of())
                        : anyOf(dimension, wanted)));
        ranges.forEach(range -> conditions.addAll(within(range)));
        fields.conditions().forEach(own -> conditions.add(new Condition(own.condition(), own.parameters())));
        if (verdict != null) {
            conditions.add(new Condition("verdict = :verdict", "verdict", verdict.name()));
        }
        if (stalled != null) {
            conditions.add(new Condition((stalled ? "" : "NOT ") + STALLED, "today", today));
        }
        return conditions;
    }

    /** What stands in SQL for the one owner whose deals the conditions let through; null where there may be more. */
    String onlyOwner(Sight sight, DealDimension apart) {
        if (apart == DealDimension.OWNER) {
            return EACH;
        }
        if (isOne(DealDimension.OWNER)) {
            return ":" + DealDimension.OWNER.name();
        }
        return sight instanceof Sight.Some some && some.teams().isEmpty() ? ":seer" : null;
    }

    /**
     * The dimension whose values are best asked one by one, so that each has its deals in the list's order from an index, and no more of
     * them are looked at than a page shows. Null where there is none: then one value is asked of some dimension anyway, or most
     * deals have to be held against the values.
     */
    DealDimension apart(DealOrder order) {
        if (isSeveral(DealDimension.OWNER)) {
            return DealDimension.OWNER;
        }
        if (!order.equals(DealOrder.RECORDED) && !order.equals(new DealOrder(DealOrder.Key.RECORDED, true))
                || DealDimension.INDEXED.stream().anyMatch(this::isOne)) {
            return null;
        }
        return Stream.concat(
                        DealDimension.INDEXED.stream(),
                        isOne(DealDimension.PIPELINE) ? DealDimension.INDEXED_WITHIN_PIPELINE.stream() : Stream.empty())
                .filter(this::isSeveral)
                .findFirst()
                .orElse(null);
    }

    private boolean isOne(DealDimension dimension) {
        var wanted = values.get(dimension);
        return wanted != null && wanted.size() == 1 && !wanted.contains("");
    }

    private boolean isSeveral(DealDimension dimension) {
        var wanted = values.get(dimension);
        return wanted != null && wanted.size() > 1 && !wanted.contains("");
    }

    public static DealFilter leads(String pipeline) {
        return new DealFilter(
                null,
                Map.of(DealDimension.PIPELINE, List.of(pipeline), DealDimension.STATUS, List.of(Status.LEAD.name())),
                List.of(),
                FieldFilter.ALL,
                null,
                null,
                null);
    }

    private static Condition of(Sight.Some some) {
        return some.teams().isEmpty()
                ? new Condition("owner = :seer", "seer", some.owner())
                : new Condition(
                        "(owner = :seer OR team IN (:seersTeams))",
                        Map.of("seer", some.owner(), "seersTeams", some.teams()));
    }

    private static Condition anyOf(DealDimension dimension, List<String> wanted) {
        var some = wanted.stream().filter(value -> !value.isEmpty()).toArray(String[]::new);
        var none = dimension.column() + " IS NULL";
        if (some.length == 0) {
            return new Condition(none, Map.of());
        }
        var found = some.length == 1
                ? new Condition("%s = :%s".formatted(dimension.column(), dimension), dimension.name(), some[0])
                : new Condition("%s = ANY (:%s)".formatted(dimension.column(), dimension), dimension.name(), some);
        return some.length == wanted.size()
                ? found
                : new Condition("(%s OR %s)".formatted(found.sql(), none), found.parameters());
    }

    private static List<Condition> within(DealRange range) {
        var ends = new ArrayList<Condition>();
        if (range.from() != null) {
            var name = range.name() + "From";
            ends.add(new Condition("%s >= :%s".formatted(range.column(), name), name, range.from()));
        }
        if (range.to() != null) {
            var name = range.name() + "To";
            ends.add(new Condition("%s <= :%s".formatted(range.column(), name), name, range.to()));
        }
        return ends;
    }
}
