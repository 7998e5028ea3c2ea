package dealflow.contract.field;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A field that a company adds to its deals (自定义字段): the value of a message on {@code dealflow.fields.v1}.
 *
 * @param key under which {@code deal.fields} has its value; it never means another field
 * @param version 1, 2, 3, ...; each edit makes a new one
 * @param names by language, {@code en} and {@code zh}
 * @param type what it holds; the same in every version
 * @param choices its values, where the type has a closed set of them; none of an earlier version is left out
 * @param requiredFrom in which pipelines from which stage on it must have a value
 * @param dimension whether deals are filtered and grouped by it
 * @param personal whether its values may be about a person
 * @param retired whether it is given to no deal any more; those that have it keep it
 */
public record FieldDefinition(
        String key,
        int version,
        Map<String, String> names,
        FieldType type,
        List<FieldChoice> choices,
        FieldRules rules,
        List<FieldGate> requiredFrom,
        boolean dimension,
        boolean personal,
        boolean retired) {

    public FieldDefinition {
        names = names == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(names));
        choices = choices == null ? List.of() : List.copyOf(choices);
        rules = rules == null ? FieldRules.NONE : rules;
        requiredFrom = requiredFrom == null ? List.of() : List.copyOf(requiredFrom);
    }

    public Optional<FieldChoice> choice(String choiceKey) {
        return choices.stream().filter(choice -> choice.key().equals(choiceKey)).findFirst();
    }

    /** The same as another version. */
    public FieldDefinition withVersion(int other) {
        return new FieldDefinition(key, other, names, type, choices, rules, requiredFrom, dimension, personal, retired);
    }
}
