package dealflow.forecast.history;

/** Which deals a question is about; null means any, an empty text those without a value. The one place where a reader's own limits are to be added. */
public record Scope(String owner, String team, String product, String source, String region) {

    public static final Scope ALL = new Scope(null, null, null, null, null);

    /** The labels of one deal. */
    public record Labels(String owner, String team, String product, String source, String region) {}

    public boolean includes(Labels deal) {
        return is(owner, deal.owner)
                && is(team, deal.team)
                && is(product, deal.product)
                && is(source, deal.source)
                && is(region, deal.region);
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

    private static boolean is(String asked, String label) {
        return asked == null || asked.equals(label == null ? "" : label);
    }
}
