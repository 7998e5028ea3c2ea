package dealflow.deal.filter;

import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.deal.field.FieldFilter;
import dealflow.edge.access.Sight;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
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
    public static final String EACH = "wanted.value";

    private static final String STALLED =
            "(status = 'OPEN' AND stalled_at IS NOT NULL AND (snoozed_until IS NULL OR snoozed_until <= :today))";

    /** A condition in SQL over the table of deals, with its parameters. */
    public record Condition(String sql, Map<String, Object> parameters) {

        public Condition(String sql, String parameter, Object value) {
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
    public List<Condition> conditions(Sight sight, LocalDate today, DealDimension apart) {
        var conditions = new ArrayList<Condition>();
        if (sight instanceof Sight.Some some) {
            conditions.add(of(some));
        } else if (sight instanceof Sight.Nothing) {
            conditions.add(new Condition("false", Map.of()));
        }
        if (ids != null) {
            conditions.add(new Condition("id = ANY (:ids)", "ids", ids.toArray(UUID[]::new)));
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
    public String onlyOwner(Sight sight, DealDimension apart) {
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
    public DealDimension apart(DealOrder order) {
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

    /** The deals of an owner, of a pipeline and with a status unless these are null. */
    public static DealFilter of(String owner, String pipeline, Status status) {
        var values = new EnumMap<DealDimension, List<String>>(DealDimension.class);
        values.put(DealDimension.OWNER, List.of(owner));
        if (pipeline != null) {
            values.put(DealDimension.PIPELINE, List.of(pipeline));
        }
        if (status != null) {
            values.put(DealDimension.STATUS, List.of(status.name()));
        }
        return new DealFilter(null, values, List.of(), FieldFilter.ALL, null, null, null);
    }

    /** The deals that another one shows, too. */
    public DealFilter and(DealFilter other) {
        var both = new EnumMap<DealDimension, List<String>>(DealDimension.class);
        both.putAll(values);
        other.values.forEach((dimension, wanted) -> both.merge(dimension, wanted, DealFilter::common));
        var nothing = both.containsValue(List.<String>of())
                || differ(verdict, other.verdict)
                || differ(stalled, other.stalled);
        both.values().removeIf(List::isEmpty);
        return new DealFilter(
                nothing ? Set.of() : ids == null || other.ids == null ? either(ids, other.ids) : common(ids, other.ids),
                both,
                numbered(Stream.concat(ranges.stream(), other.ranges.stream()).toList()),
                fields.and(other.fields),
                q == null || other.q == null ? either(q, other.q) : q + " " + other.q,
                either(verdict, other.verdict),
                either(stalled, other.stalled));
    }

    private static List<DealRange> numbered(List<DealRange> ranges) {
        return IntStream.range(0, ranges.size())
                .mapToObj(i -> ranges.get(i).numbered(i))
                .toList();
    }

    private static <T> T either(T one, T other) {
        return one == null ? other : one;
    }

    private static boolean differ(Object one, Object other) {
        return one != null && other != null && !one.equals(other);
    }

    private static <T> List<T> common(Collection<T> one, Collection<T> other) {
        return one.stream().filter(other::contains).toList();
    }

    /** What it asks for that no event tells of a deal. */
    public List<String> untold() {
        return stalled == null ? List.of() : List.of("stalled");
    }

    /** What a query asks of a deal as an event tells of it: whoever may see it, and with the words in the deal itself. */
    public List<Condition> conditionsOfTold() {
        var conditions = conditions(new Sight.Everything(), null, null);
        if (q != null) {
            conditions.add(DealSearch.conditionOfTold(q));
        }
        return conditions;
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
