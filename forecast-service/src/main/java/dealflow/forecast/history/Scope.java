package dealflow.forecast.history;

import dealflow.contract.deal.ProductMix;
import java.util.Set;

/** Which deals a question is about; null means any, of several values any will do, and an empty text stands for those without a value. The one place where a reader's own limits are to be added. */
public record Scope(Set<String> owner, Set<String> team, Set<String> product, Set<String> source, Set<String> region) {

    public static final Scope ALL = new Scope((Set<String>) null, null, null, null, null);

    /** Of one value each. */
    public Scope(String owner, String team, String product, String source, String region) {
        this(one(owner), one(team), one(product), one(source), one(region));
    }

    private static Set<String> one(String value) {
        return value == null ? null : Set.of(value);
    }

    /** Whether what people say of one person, of one team or of all can be about this: targets, and their own views. */
    public boolean isOfOne() {
        return (owner == null || owner.size() == 1) && (team == null || team.size() == 1);
    }

    /** The only owner; null for any. */
    public String onlyOwner() {
        return only(owner);
    }

    /** The only team; null for any. */
    public String onlyTeam() {
        return only(team);
    }

    private static String only(Set<String> some) {
        return some == null || some.size() != 1 ? null : some.iterator().next();
    }

    /**
     * The labels of one deal.
     *
     * @param product one, or several in one text (class ProductMix of the contract)
     */
    public record Labels(String owner, String team, String product, String source, String region) {}

    public boolean includes(Labels deal) {
        return is(owner, deal.owner)
                && is(team, deal.team)
                && isAny(product, deal.product)
                && is(source, deal.source)
                && is(region, deal.region);
    }

    /** The same, of one group; an empty text stands for those without the label. */
    public Scope with(Grouping by, Grouping.Group group) {
        var label = Set.of(group.name() == null ? "" : group.name());
        return new Scope(
                by == Grouping.OWNER ? label : owner,
                by == Grouping.TEAM ? label : team,
                by == Grouping.PRODUCT ? label : product,
                by == Grouping.SOURCE ? label : source,
                by == Grouping.REGION ? label : region);
    }

    /** The same, whatever that label is. */
    public Scope without(Grouping by) {
        return new Scope(
                by == Grouping.OWNER ? null : owner,
                by == Grouping.TEAM ? null : team,
                by == Grouping.PRODUCT ? null : product,
                by == Grouping.SOURCE ? null : source,
                by == Grouping.REGION ? null : region);
    }

    /** Of a deal of several products, any will do. */
    private static boolean isAny(Set<String> asked, String products) {
        return asked != null && ProductMix.isOfSeveral(products)
                ? ProductMix.products(products).stream().anyMatch(asked::contains)
                : is(asked, products);
    }

    private static boolean is(Set<String> asked, String label) {
        return asked == null || asked.contains(label == null ? "" : label);
    }
}
