package dealflow.forecast.history;

import dealflow.contract.organisation.TeamChoice;
import dealflow.forecast.load.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which deals a question is about. The one place where a reader's own limits are to be added.
 *
 * @param asked the values of which a deal has to have one, each; an empty text stands for those without a value. What is not here is any
 * @param teams how teams were chosen; null where {@code asked} says it all
 */
public record Scope(Map<Grouping, Set<String>> asked, TeamChoice teams) {

    public static final Scope ALL = new Scope(Map.of());

    /** So many of the choices of teams that are wider than one's own are held beside it, the nearest first. */
    private static final int WIDER = 4;

    private static final Set<Grouping> PEOPLE = Set.of(Label.OWNER, Label.TEAM);

    public Scope {
        asked = Map.copyOf(asked);
    }

    /** Without a choice of teams but what is asked. */
    public Scope(Map<Grouping, Set<String>> asked) {
        this(asked, null);
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
                && (owner() == null || isName(onlyOwner()))
                && (team() == null || isName(onlyTeam()));
    }

    private static boolean isName(String value) {
        return value != null && !value.isEmpty();
    }

    /** The only owner; null for any. */
    public String onlyOwner() {
        return only(owner());
    }

    /** The only team, with all below it; null for any. */
    public String onlyTeam() {
        if (teams == null) {
            return only(team());
        }
        var key = only(teams.keys());
        return key == null || !teams.below() && teams.tree().hasBelow(key) ? null : key;
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

        @Override
        public int hashCode() {
            return Spread.of(
                    Objects.hashCode(owner),
                    Objects.hashCode(team),
                    Objects.hashCode(product),
                    Objects.hashCode(source),
                    Objects.hashCode(region),
                    own.hashCode());
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
        var values = asked.get(by instanceof TeamGroups ? Label.TEAM : by);
        return values == null || values.contains(group.name() == null ? "" : group.name());
    }

    /** The same, of one group. */
    public Scope with(Grouping by, Grouping.Group group) {
        var value = Set.of(group.name() == null ? "" : group.name());
        return by instanceof TeamGroups groups
                ? with(new TeamChoice(groups.tree(), value, groups.isWhole(group.name())))
                : with(by, value);
    }

    /** The same, of some teams. */
    public Scope with(TeamChoice choice) {
        var more = new HashMap<>(asked);
        more.put(Label.TEAM, choice.teams());
        return new Scope(more, choice.isPlain() && choice.wider().isEmpty() ? null : choice);
    }

    /** What a deal has to have to be in it; of a team also to be in those that it is a part of. */
    public List<Map.Entry<Grouping, Set<String>>> conditions() {
        var conditions = new ArrayList<>(asked.entrySet());
        if (teams != null) {
            teams.wider().stream()
                    .limit(WIDER)
                    .forEach(choice -> conditions.add(Map.entry(Label.TEAM, choice.teams())));
        }
        return conditions;
    }

    /**
     * A wider scope that this one is a part of.
     *
     * @param by what tells its parts apart
     */
    public record Part(Scope whole, Grouping by) {}

    /** What it is a part of: the same whatever one value is, and of a team the one that it is a part of. */
    public List<Part> partOf() {
        return asked.keySet().stream().map(this::partOf).toList();
    }

    private Part partOf(Grouping by) {
        if (by != Label.TEAM || teams == null || teams.keys().size() != 1) {
            return new Part(without(by), by);
        }
        var wider = teams.wider();
        return wider.isEmpty()
                ? new Part(without(by), new TeamGroups(teams.tree(), Set.of()))
                : new Part(
                        with(wider.get(0)),
                        new TeamGroups(teams.tree(), wider.get(0).keys()));
    }

    /** The same, of those with one of some values. */
    public Scope with(Grouping by, Set<String> values) {
        var more = new HashMap<>(asked);
        more.put(by, values);
        return new Scope(more, by == Label.TEAM ? null : teams);
    }

    /** The same, whatever that value is. */
    public Scope without(Grouping by) {
        var fewer = new HashMap<>(asked);
        fewer.remove(by);
        return new Scope(fewer, by == Label.TEAM ? null : teams);
    }
}
