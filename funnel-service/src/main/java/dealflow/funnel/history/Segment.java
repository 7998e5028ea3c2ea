package dealflow.funnel.history;

/**
 * What a state can be filtered and grouped by, beside its amount; any but the owner may be null.
 *
 * @param product one, or several in one text (class ProductMix of the contract)
 */
public record Segment(String owner, String team, String product, String source, String region) {}
