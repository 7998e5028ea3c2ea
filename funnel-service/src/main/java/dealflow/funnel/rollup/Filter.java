package dealflow.funnel.rollup;

import dealflow.edge.query.InvalidParameterException;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which deals a statistic is about. Whoever may not see all is narrowed here too.
 *
 * @param asked the values of which a deal has to have one, each; an empty text stands for those without a value. What is not here is any
 * @param minAmount in the pipeline's currency; a deal of unknown amount is in no range
 * @param maxAmount inclusive, like {@code minAmount}
 */
public record Filter(Map<Grouping, Set<String>> asked, BigDecimal minAmount, BigDecimal maxAmount) {

    public static final Filter NONE = new Filter(Map.of(), null, null);

    public Filter {
        asked = Map.copyOf(asked);
        if (minAmount != null && maxAmount != null && minAmount.compareTo(maxAmount) > 0) {
            throw new InvalidParameterException("minAmount", "has to be at most 'maxAmount'");
        }
    }

    public Set<String> owner() {
        return wanted(Dimension.OWNER);
    }

    public Set<String> team() {
        return wanted(Dimension.TEAM);
    }

    /** The values of which one is wanted; null for any. */
    public Set<String> wanted(Grouping by) {
        return asked.get(by);
    }

    /**
     * The same deals, those of one group only.
     *
     * @param group null for those without a value
     */
    public Filter and(Grouping by, String group) {
        return and(by, Set.of(group == null ? "" : group));
    }

    /** The same deals, those with one of some values only. */
    public Filter and(Grouping by, Set<String> values) {
        var more = new HashMap<>(asked);
        more.put(by, values);
        return new Filter(more, minAmount, maxAmount);
    }

    /** The same of amounts in a range; null for no end. */
    public Filter between(BigDecimal least, BigDecimal most) {
        return new Filter(asked, least, most);
    }

    /** The same, of any value. */
    public Filter without(Grouping by) {
        var fewer = new HashMap<>(asked);
        fewer.remove(by);
        return new Filter(fewer, minAmount, maxAmount);
    }

    /** Whether a value is one of those that are asked for. */
    public boolean allows(Grouping by, String value) {
        var wanted = wanted(by);
        return wanted == null || wanted.contains(value == null ? "" : value);
    }

    public boolean byAmount() {
        return minAmount != null || maxAmount != null;
    }
}
