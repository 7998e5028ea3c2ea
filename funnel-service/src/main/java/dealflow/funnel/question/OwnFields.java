package dealflow.funnel.question;

import dealflow.edge.query.InvalidParameterException;
import dealflow.edge.query.NearNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is asked of the company's own fields. */
final class OwnFields {

    /** Of each set of them the others are looked at, too, so that no answer tells of few deals by a difference. */
    private static final int MOST = 3;

    private static final String PARAMETER = "field";

    private OwnFields() {}

    /**
     * The wanted values by key.
     *
     * @param asked each {@code KEY:VALUE}; null for nothing
     * @param known the keys of those that are dimensions
     * @throws InvalidParameterException if a key is none of them, or there are too many
     */
    static Map<String, Set<String>> asked(List<String> asked, Collection<String> known) {
        var byKey = new TreeMap<String, Set<String>>();
        if (asked == null) {
            return byKey;
        }
        for (var each : asked) {
            var colon = each.indexOf(':');
            if (colon < 1) {
                throw new InvalidParameterException(
                        PARAMETER, "must be a field's key and a value with a colon between, such as incoterm:FOB");
            }
            var key = each.substring(0, colon);
            if (!known.contains(key)) {
                throw new InvalidParameterException(
                        PARAMETER,
                        known.isEmpty()
                                ? "'%s' is no field that deals are filtered by; there are none".formatted(key)
                                : "'%s' is no field that deals are filtered by; %sthose are %s"
                                        .formatted(key, NearNames.of(key, known), known));
            }
            byKey.computeIfAbsent(key, any -> new TreeSet<>()).add(each.substring(colon + 1));
        }
        if (byKey.size() > MOST) {
            throw new InvalidParameterException(PARAMETER, "must ask for at most %d fields".formatted(MOST));
        }
        return byKey;
    }
}
