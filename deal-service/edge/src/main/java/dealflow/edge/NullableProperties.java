package dealflow.edge;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Says in the API documents what is so: a property that is not required may be null, in answers as in requests. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class NullableProperties implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI openApi) {
        openApi.getComponents().getSchemas().values().forEach(NullableProperties::loosen);
    }

    private static void loosen(Schema schema) {
        if (schema.getProperties() == null) {
            return;
        }
        var properties = new HashMap<>(schema.getProperties());
        properties.forEach((name, property) -> {
            if (schema.getRequired() == null || !schema.getRequired().contains(name)) {
                schema.addProperty(name, nullable(property));
            }
        });
    }

    private static Schema nullable(Schema property) {
        var nothing = OASFactory.createSchema().type(List.of(Schema.SchemaType.NULL));
        if (property.getRef() != null) {
            return OASFactory.createSchema().anyOf(List.of(property, nothing));
        }
        if (property.getType() != null && !property.getType().contains(Schema.SchemaType.NULL)) {
            property.addType(Schema.SchemaType.NULL);
        }
        return property;
    }
}
