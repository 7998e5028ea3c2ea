package dealflow.forecast.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which deals a question is about. The one place where a reader's own limits are to be added.
 *
 * @param asked the values of which a deal has to have one, each; an empty text stands for those without a value. What is not here is any
 */
public record Scope(Map<Grouping, Set<String>> asked) {

    public static final Scope ALL = new Scope(Map.of());

    private static final Set<Grouping> PEOPLE = Set.of(Label.OWNER, Label.TEAM);

    public Scope {
        asked = Map.copyOf(asked);
    }

    /** Of one value each; null for any. */
    public Scope(String owner, String team, String product, String source, String region) {
        this(one(owner, team, product, source, region));
    }

    private static Map<Grouping, Set<String>> one(String... values) {
        var asked = new HashMap<Grouping, Set<String>>();
        for (var label : Label.values()) {
            var value = values[label.ordinal()];
            if (value != null) {
                asked.put(label, Set.of(value));
            }
        }
        return asked;
    }

    /** Null for any. */
    public Set<String> owner() {
        return asked.get(Label.OWNER);
    }

    /** Null for any. */
    public Set<String> team() {
        return asked.get(Label.TEAM);
    }

    /** Whether what people say of one person, of one team or of all can be about this: targets, and their own views. */
    public boolean isOfOne() {
        return PEOPLE.containsAll(asked.keySet())
                && asked.values().stream().allMatch(values -> values.size() == 1 && !values.contains(""));
    }

    /** The only owner; null for any. */
    public String onlyOwner() {
        return only(owner());
    }

    /** The only team; null for any. */
    public String onlyTeam() {
        return only(team());
    }

    private static String only(Set<String> some) {
        return some == null || some.size() != 1 ? null : some.iterator().next();
    }

    /**
     * The labels of one deal.
     *
     * @param product one, or several in one text (class ProductMix of the contract)
     * @param own values of the company's own fields by which deals are told apart, by key: several where the field may have several
     */
    public record Labels(
            String owner, String team, String product, String source, String region, Map<String, List<String>> own) {

        public Labels {
            own = Map.copyOf(own);
        }

        /** Without a value of an own field. */
        public Labels(String owner, String team, String product, String source, String region) {
            this(owner, team, product, source, region, Map.of());
        }
    }

    public boolean includes(Labels deal) {
        for (var one : asked.entrySet()) {
            if (!one.getKey().hasAny(deal, one.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a group is one of those that are asked for. */
    public boolean allows(Grouping by, Grouping.Group group) {
        var values = asked.get(by);
        return values == null || values.contains(group.name() == null ? "" : group.name());
    }

    /** The same, of one group. */
    public Scope with(Grouping by, Grouping.Group group) {
        return with(by, Set.of(group.name() == null ? "" : group.name()));
    }

    /** The same, of those with one of some values. */
    public Scope with(Grouping by, Set<String> values) {
        var more = new HashMap<>(asked);
        more.put(by, values);
        return new Scope(more);
    }

    /** The same, whatever that value is. */
    public Scope without(Grouping by) {
        var fewer = new HashMap<>(asked);
        fewer.remove(by);
        return new Scope(fewer);
    }
}
