package dealflow.contract.projection;

import dealflow.contract.field.DimensionField;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.field.FieldType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The company's own fields by which deals are told apart, by key, as a consumer keeps them in the table {@code own_field}. */
public record DimensionFields(SortedMap<String, DimensionField> byKey) {

    public static final DimensionFields NONE = new DimensionFields(new TreeMap<>());

    public DimensionFields {
        byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
    }

    public static DimensionFields of(Collection<DimensionField> fields) {
        var byKey = new TreeMap<String, DimensionField>();
        fields.forEach(field -> byKey.put(field.key(), field));
        return new DimensionFields(byKey);
    }

    /** Takes over a definition, unless a later one has come before it. */
    public static void define(Connection transaction, FieldDefinition field) throws SQLException {
        try (var statement = transaction.prepareStatement(
                """
                INSERT INTO own_field (key, version, type) VALUES (?, ?, ?)
                ON CONFLICT (key) DO UPDATE SET version = excluded.version, type = excluded.type
                WHERE own_field.version < excluded.version
                """)) {
            statement.setString(1, field.key());
            statement.setInt(2, field.version());
            statement.setString(
                    3,
                    DimensionField.of(field)
                            .map(DimensionField::type)
                            .map(FieldType::name)
                            .orElse(null));
            statement.executeUpdate();
        }
    }

    public static DimensionFields read(Connection snapshot) throws SQLException {
        var fields = new TreeMap<String, DimensionField>();
        try (var statement = snapshot.prepareStatement("SELECT key, type FROM own_field WHERE type IS NOT NULL");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                fields.put(
                        rows.getString(1), new DimensionField(rows.getString(1), FieldType.valueOf(rows.getString(2))));
            }
        }
        return new DimensionFields(fields);
    }

    /** Of all that deals are filtered by. */
    public Set<String> keys() {
        return byKey.keySet();
    }

    /** Of those that deals are grouped by, too. */
    public SortedSet<String> singleKeys() {
        var keys = new TreeSet<String>();
        byKey.values().stream().filter(DimensionField::isSingle).forEach(field -> keys.add(field.key()));
        return keys;
    }
}
