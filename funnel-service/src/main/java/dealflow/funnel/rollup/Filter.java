package dealflow.funnel.rollup;

import dealflow.contract.organisation.TeamChoice;
import dealflow.edge.query.InvalidParameterException;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.history.TeamGroups;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which deals a statistic is about. Whoever may not see all is narrowed here too.
 *
 * @param asked the values of which a deal has to have one, each; an empty text stands for those without a value. What is not here is any
 * @param teams how teams were chosen; null where {@code asked} says it all
 * @param minAmount in the pipeline's currency; a deal of unknown amount is in no range
 * @param maxAmount inclusive, like {@code minAmount}
 */
public record Filter(Map<Grouping, Set<String>> asked, TeamChoice teams, BigDecimal minAmount, BigDecimal maxAmount) {

    public static final Filter NONE = new Filter(Map.of(), null, null);

    public Filter {
        asked = Map.copyOf(asked);
        if (minAmount != null && maxAmount != null && minAmount.compareTo(maxAmount) > 0) {
            throw new InvalidParameterException("minAmount", "has to be at most 'maxAmount'");
        }
    }

    /** Without a choice of teams but what is asked. */
    public Filter(Map<Grouping, Set<String>> asked, BigDecimal minAmount, BigDecimal maxAmount) {
        this(asked, null, minAmount, maxAmount);
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
        var value = Set.of(group == null ? "" : group);
        return by instanceof TeamGroups groups
                ? and(new TeamChoice(groups.tree(), value, groups.isWhole(group)))
                : and(by, value);
    }

    /** The same deals, those of some teams only. */
    public Filter and(TeamChoice choice) {
        var more = new HashMap<>(asked);
        more.put(Dimension.TEAM, choice.teams());
        return new Filter(more, choice, minAmount, maxAmount);
    }

    /** The same deals, those with one of some values only. */
    public Filter and(Grouping by, Set<String> values) {
        var more = new HashMap<>(asked);
        more.put(by, values);
        return new Filter(more, by == Dimension.TEAM ? null : teams, minAmount, maxAmount);
    }

    /** The same of amounts in a range; null for no end. */
    public Filter between(BigDecimal least, BigDecimal most) {
        return new Filter(asked, teams, least, most);
    }

    /** The same, of any value. */
    public Filter without(Grouping by) {
        var fewer = new HashMap<>(asked);
        fewer.remove(by);
        return new Filter(fewer, by == Dimension.TEAM ? null : teams, minAmount, maxAmount);
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
