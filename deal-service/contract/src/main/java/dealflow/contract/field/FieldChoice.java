package dealflow.contract.field;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of the values of a field that has a closed set of them.
 *
 * @param names by language
 * @param retired whether it is given to no deal any more; those that have it keep it
 */
public record FieldChoice(String key, Map<String, String> names, boolean retired) {

    public FieldChoice {
        names = names == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(names));
    }
}
