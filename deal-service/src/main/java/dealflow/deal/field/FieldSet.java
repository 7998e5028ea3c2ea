package dealflow.deal.field;

import dealflow.contract.field.FieldDefinition;
import dealflow.contract.field.FieldGate;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Missing;
import dealflow.edge.query.NearNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** All fields that a company has defined, as they are at one moment. */
public final class FieldSet {

    public static final FieldSet NONE = new FieldSet(List.of());

    private final Map<String, FieldDefinition> byKey = new TreeMap<>();

    public FieldSet(Collection<FieldDefinition> definitions) {
        definitions.forEach(definition -> byKey.put(definition.key(), definition));
    }

    public List<FieldDefinition> all() {
        return List.copyOf(byKey.values());
    }

    public Optional<FieldDefinition> get(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    boolean knows(Collection<String> keys) {
        return byKey.keySet().containsAll(keys);
    }

    /**
     * A deal's own fields as they are kept. What the deal has already stays, whatever its definition says today.
     *
     * @param written null for none
     * @param before what it has
     * @throws InvalidFieldException for the first key that there is not, and the first value that is none
     */
    Map<String, Object> checked(Map<String, Object> written, Map<String, Object> before) {
        return checked("fields", written, before, false);
    }

    /** The same of a line of a file, which may tell of what is retired meanwhile; null stays null. */
    public Map<String, Object> imported(String field, Map<String, Object> written) {
        return written == null ? null : checked(field, written, Map.of(), true);
    }

    private Map<String, Object> checked(
            String place, Map<String, Object> written, Map<String, Object> before, boolean isHistory) {
        var checked = new TreeMap<String, Object>();
        if (written == null) {
            return checked;
        }
        written.forEach((key, value) -> {
            var field = place + "." + key;
            var definition = byKey.get(key);
            if (definition == null) {
                throw new InvalidFieldException(field, unknown(key));
            }
            if (value != null && value.equals(before.get(key))) {
                checked.put(key, value);
                return;
            }
            var kept = FieldValues.checked(field, definition, value, isHistory);
            if (kept == null) {
                return;
            }
            if (definition.retired() && !isHistory && !kept.equals(before.get(key))) {
                throw new InvalidFieldException(field, "is retired: it is given to no deal any more");
            }
            checked.put(key, kept);
        });
        return checked;
    }

    String unknown(String key) {
        var known = byKey.values().stream()
                .filter(definition -> !definition.retired())
                .map(FieldDefinition::key)
                .toList();
        return known.isEmpty()
                ? "is no field; none is defined: PUT /fields/%s does".formatted(key)
                : "is no field; %sknown are %s".formatted(NearNames.of(key, known), known);
    }

    /** What a deal has to have before it enters a stage, in any way but backward, and has not. */
    public List<Missing> missing(Pipeline pipeline, Map<String, Object> fields, String to) {
        return byKey.values().stream()
                .filter(definition -> !definition.retired() && !fields.containsKey(definition.key()))
                .map(definition -> missing(pipeline, definition, to))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Missing missing(Pipeline pipeline, FieldDefinition definition, String to) {
        return definition.requiredFrom().stream()
                .filter(gate -> gate.pipeline().equals(pipeline.key()))
                .map(FieldGate::stage)
                .map(pipeline::current)
                .filter(stage -> pipeline.position(stage) >= 0 && pipeline.position(stage) <= pipeline.position(to))
                .findFirst()
                .map(stage -> new Missing(
                        Missing.Kind.FIELD,
                        definition.key(),
                        "fill in '%s' (%s): fields.%1$s is required from '%s' on"
                                .formatted(
                                        definition.key(),
                                        definition.names().getOrDefault("en", definition.key()),
                                        stage)))
                .orElse(null);
    }
}
