package dealflow.edge.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Bounds for what a schema leaves open. They are wide: a client's generator and a linter want to know that there are some,
 * and the services hold narrower ones where they matter. A property that is not required may be null, as it is in the answers.
 */
final class SchemaBounds {

    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_LIST = 1_000_000;
    /** What JavaScript can count to; numbers in answers stay below it. */
    private static final long LARGEST = (1L << 53) - 1;

    private static final Set<String> TIMES = Set.of("date", "date-time");

    private SchemaBounds() {}

    static void apply(Schema schema) {
        if (schema == null || schema.getRef() != null) {
            return;
        }
        bound(schema);
        if (schema.getProperties() != null) {
            var required = schema.getRequired() == null ? List.<String>of() : schema.getRequired();
            schema.getProperties().forEach((name, property) -> {
                apply(property);
                if (!required.contains(name)) {
                    schema.addProperty(name, nullable(property));
                }
            });
        }
        apply(schema.getItems());
        apply(schema.getAdditionalPropertiesSchema());
        parts(schema.getAllOf());
        parts(schema.getAnyOf());
        parts(schema.getOneOf());
    }

    private static void parts(List<Schema> schemas) {
        if (schemas != null) {
            schemas.forEach(SchemaBounds::apply);
        }
    }

    private static void bound(Schema schema) {
        if (is(schema, Schema.SchemaType.STRING) && schema.getMaxLength() == null && schema.getEnumeration() == null) {
            schema.setMaxLength(LONGEST_TEXT);
        }
        if (TIMES.contains(String.valueOf(schema.getFormat())) && schema.getDescription() == null) {
            schema.setDescription("In the years 1900 to 2200");
        }
        if (is(schema, Schema.SchemaType.ARRAY) && schema.getMaxItems() == null) {
            schema.setMaxItems(LONGEST_LIST);
        }
        if (is(schema, Schema.SchemaType.INTEGER)) {
            var small = "int32".equals(schema.getFormat());
            schema.setFormat(small ? "int32" : "int64");
            if (schema.getMinimum() == null) {
                schema.setMinimum(BigDecimal.valueOf(small ? Integer.MIN_VALUE : -LARGEST));
            }
            if (schema.getMaximum() == null) {
                schema.setMaximum(BigDecimal.valueOf(small ? Integer.MAX_VALUE : LARGEST));
            }
        }
    }

    private static boolean is(Schema schema, Schema.SchemaType type) {
        return schema.getType() != null && schema.getType().contains(type);
    }

    private static Schema nullable(Schema property) {
        if (property.getRef() != null || property.getAllOf() != null) {
            // An annotation beside a reference leaves its type there, too, which would go on refusing null.
            return OASFactory.createSchema()
                    .addAnyOf(property.type(null))
                    .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL));
        }
        if (property.getType() == null) {
            return property;
        }
        if (!is(property, Schema.SchemaType.NULL)) {
            property.addType(Schema.SchemaType.NULL);
            if (property.getEnumeration() != null) {
                var values = new ArrayList<>(property.getEnumeration());
                values.add(null);
                property.setEnumeration(values);
            }
        }
        return property;
    }
}
