package dealflow.edge.query;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is asked of statistics about the company's own fields.
 *
 * @param known the keys of all that deals are filtered by
 * @param grouping of those that they are grouped by, too: of which a deal has one value or none
 */
public record OwnFieldParameters(Collection<String> known, Collection<String> grouping) {

    /** Before the key of a field by which is grouped. */
    public static final String PREFIX = "field:";

    /** How a field is named by which is grouped. */
    public static final String PATTERN = PREFIX + "[a-z][a-zA-Z0-9-]{0,39}";

    public static final String FIELD =
            "Only deals with this value of one of the company's own fields that is a dimension of type ONE_OF, SEVERAL_OF or "
                    + "BOOLEAN: its key, a colon and the value; nothing behind the colon for those without; repeat it for several: any "
                    + "of one field's values, and each of at most three fields";

    /** Of each set of them the others are looked at, too, so that no answer tells of few deals by a difference. */
    private static final int MOST = 3;

    /** The parameter of the values, and not of groups. */
    public static final String PARAMETER = "field";

    /**
     * The wanted values by key.
     *
     * @param asked each {@code KEY:VALUE}; null for nothing
     * @throws InvalidParameterException if a key is none of the known, or there are too many
     */
    public Map<String, Set<String>> filter(List<String> asked) {
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
                throw new InvalidParameterException(PARAMETER, unknown(key, "filtered", known));
            }
            byKey.computeIfAbsent(key, any -> new TreeSet<>()).add(each.substring(colon + 1));
        }
        if (byKey.size() > MOST) {
            throw new InvalidParameterException(PARAMETER, "must ask for at most %d fields".formatted(MOST));
        }
        return byKey;
    }

    /**
     * The key of the field by which is grouped.
     *
     * @param by the value of a parameter
     * @return null where it does not begin as one that names a field
     * @throws InvalidParameterException if deals are not grouped by the field
     */
    public String group(String parameter, String by) {
        if (!by.startsWith(PREFIX)) {
            return null;
        }
        var key = by.substring(PREFIX.length());
        if (grouping.contains(key)) {
            return key;
        }
        throw new InvalidParameterException(
                parameter,
                known.contains(key)
                        ? ("a deal may have several values of '%1$s', so that its groups would not add up to the whole: ask for one of "
                                        + "them at a time, by field=%1$s:VALUE")
                                .formatted(key)
                        : unknown(key, "grouped", grouping));
    }

    private static String unknown(String key, String used, Collection<String> those) {
        return those.isEmpty()
                ? "'%s' is no field that deals are %s by; there are none".formatted(key, used)
                : "'%s' is no field that deals are %s by; %sthose are %s"
                        .formatted(key, used, NearNames.of(key, those), those);
    }
}
