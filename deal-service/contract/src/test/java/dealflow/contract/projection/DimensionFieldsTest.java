package dealflow.contract.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.field.DimensionField;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.field.FieldType;
import dealflow.contract.lifecycle.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DimensionFieldsTest {

    private static FieldDefinition field(String key, int version, FieldType type, boolean dimension) {
        return new FieldDefinition(key, version, Map.of(), type, List.of(), null, List.of(), dimension, false, false);
    }

    @Test
    void theLatestVersionOfEachSaysWhetherDealsAreToldApartByIt() throws Exception {
        var database = TestDatabase.empty();
        TestDatabase.migrate(database);
        try (var connection = database.getConnection()) {
            for (var field : List.of(
                    field("incoterm", 2, FieldType.ONE_OF, true),
                    field("incoterm", 1, FieldType.ONE_OF, false),
                    field("papers", 1, FieldType.SEVERAL_OF, true),
                    field("sampled", 1, FieldType.BOOLEAN, true),
                    field("sampled", 2, FieldType.BOOLEAN, false),
                    field("containers", 1, FieldType.NUMBER, true),
                    field("port", 1, FieldType.TEXT, false))) {
                DimensionFields.define(connection, field);
            }
            var fields = DimensionFields.read(connection);
            assertThat(fields)
                    .isEqualTo(DimensionFields.of(List.of(
                            new DimensionField("incoterm", FieldType.ONE_OF),
                            new DimensionField("papers", FieldType.SEVERAL_OF))));
            assertThat(fields.keys()).isEqualTo(Set.of("incoterm", "papers"));
            assertThat(fields.singleKeys()).containsExactly("incoterm");

            DimensionFields.define(connection, field("sampled", 3, FieldType.BOOLEAN, true));
            assertThat(DimensionFields.read(connection).singleKeys()).containsExactly("incoterm", "sampled");
        }
    }
}
