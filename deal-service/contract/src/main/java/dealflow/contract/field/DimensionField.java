package dealflow.contract.field;

import java.util.Optional;
import java.util.Set;

/** One of the company's own fields by which statistics tell deals apart: it has few values, and each is a key. */
public record DimensionField(String key, FieldType type) {

    private static final Set<FieldType> OF_FEW_VALUES =
            Set.of(FieldType.ONE_OF, FieldType.SEVERAL_OF, FieldType.BOOLEAN);

    /** Empty for a field that is none: numbers and days would make nearly every deal one of its own. */
    public static Optional<DimensionField> of(FieldDefinition field) {
        return field.dimension() && OF_FEW_VALUES.contains(field.type())
                ? Optional.of(new DimensionField(field.key(), field.type()))
                : Optional.empty();
    }

    /** Whether each deal has one value or none, so that groups by it add up to the whole. */
    public boolean isSingle() {
        return type != FieldType.SEVERAL_OF;
    }
}
