package dealflow.funnel.rollup;

import dealflow.edge.query.InvalidParameterException;
import dealflow.funnel.history.Dimension;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which deals a statistic is about; a null field excludes none, of several values any will do, and an empty one stands for those without a value. Whoever may not see all is narrowed here too.
 *
 * @param own of the company's own fields, by key
 * @param minAmount in the pipeline's currency; a deal of unknown amount is in no range
 * @param maxAmount inclusive, like {@code minAmount}
 */
public record Filter(
        Set<String> owner,
        Set<String> team,
        Set<String> product,
        Set<String> source,
        Set<String> region,
        Map<String, Set<String>> own,
        BigDecimal minAmount,
        BigDecimal maxAmount) {

    public static final Filter NONE = new Filter((Set<String>) null, null, null, null, null, null, null);

    public Filter {
        own = Map.copyOf(own);
        if (minAmount != null && maxAmount != null && minAmount.compareTo(maxAmount) > 0) {
            throw new InvalidParameterException("minAmount", "has to be at most 'maxAmount'");
        }
    }

    /** Whatever the values of own fields. */
    public Filter(
            Set<String> owner,
            Set<String> team,
            Set<String> product,
            Set<String> source,
            Set<String> region,
            BigDecimal minAmount,
            BigDecimal maxAmount) {
        this(owner, team, product, source, region, Map.of(), minAmount, maxAmount);
    }

    /** Of one value each. */
    public Filter(
            String owner,
            String team,
            String product,
            String source,
            String region,
            BigDecimal minAmount,
            BigDecimal maxAmount) {
        this(one(owner), one(team), one(product), one(source), one(region), minAmount, maxAmount);
    }

    private static Set<String> one(String value) {
        return value == null ? null : Set.of(value);
    }

    /**
     * The same deals, those of one group only.
     *
     * @param group null for those without a value
     */
    public Filter and(Dimension dimension, String group) {
        var value = Set.of(group == null ? "" : group);
        return new Filter(
                dimension == Dimension.OWNER ? value : owner,
                dimension == Dimension.TEAM ? value : team,
                dimension == Dimension.PRODUCT ? value : product,
                dimension == Dimension.SOURCE ? value : source,
                dimension == Dimension.REGION ? value : region,
                own,
                minAmount,
                maxAmount);
    }

    /** The same, of any value of a dimension. */
    public Filter without(Dimension dimension) {
        return new Filter(
                dimension == Dimension.OWNER ? null : owner,
                dimension == Dimension.TEAM ? null : team,
                dimension == Dimension.PRODUCT ? null : product,
                dimension == Dimension.SOURCE ? null : source,
                dimension == Dimension.REGION ? null : region,
                own,
                minAmount,
                maxAmount);
    }

    /** Whether a value of a dimension is one of those that are asked for. */
    public boolean allows(Dimension dimension, String value) {
        var wanted = wanted(dimension);
        return wanted == null || wanted.contains(value == null ? "" : value);
    }

    /** The same, of these values of own fields. */
    public Filter owning(Map<String, Set<String>> values) {
        return new Filter(owner, team, product, source, region, values, minAmount, maxAmount);
    }

    /** The same, of any value of one of the own fields. */
    public Filter withoutOwn(String key) {
        var others = new TreeMap<>(own);
        others.remove(key);
        return owning(others);
    }

    public boolean byAmount() {
        return minAmount != null || maxAmount != null;
    }

    /** The values of which a dimension has to have one; null for any. */
    public Set<String> wanted(Dimension dimension) {
        return switch (dimension) {
            case OWNER -> owner;
            case TEAM -> team;
            case PRODUCT -> product;
            case SOURCE -> source;
            case REGION -> region;
        };
    }
}
