package dealflow.forecast;

/** Which deals a question is about; null means any. The one place where a reader's own limits are to be added. */
public record Scope(String owner, String team, String product, String source, String region) {

    static final Scope ALL = new Scope(null, null, null, null, null);

    /** The labels of one deal. */
    record Labels(String owner, String team, String product, String source, String region) {}

    boolean includes(Labels deal) {
        return is(owner, deal.owner)
                && is(team, deal.team)
                && is(product, deal.product)
                && is(source, deal.source)
                && is(region, deal.region);
    }

    private static boolean is(String asked, String label) {
        return asked == null || asked.equals(label);
    }
}
