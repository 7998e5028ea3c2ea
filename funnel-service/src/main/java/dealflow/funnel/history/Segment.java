package dealflow.funnel.history;

import java.util.List;
import java.util.Map;

/**
 * What a state can be filtered and grouped by, beside its amount; any but the owner may be null.
 *
 * @param product one, or several in one text (class ProductMix of the contract)
 * @param own values of the company's own fields that are dimensions, by key: several where the field may have several
 */
public record Segment(
        String owner, String team, String product, String source, String region, Map<String, List<String>> own) {

    public Segment {
        own = Map.copyOf(own);
    }

    /** Without a value of an own field. */
    public Segment(String owner, String team, String product, String source, String region) {
        this(owner, team, product, source, region, Map.of());
    }
}
