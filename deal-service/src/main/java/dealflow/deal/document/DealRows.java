package dealflow.deal.document;

import dealflow.contract.deal.DealSnapshot;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** A deal with some of its fields only: the schema of a deal again, of which nothing has to be there. */
final class DealRows {

    private DealRows() {}

    static void describe(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        var fields = new LinkedHashMap<String, Schema>();
        schemas.get("DealSnapshot").getProperties().forEach((name, field) -> fields.put(name, copy(field)));
        api.getComponents()
                .addSchema(
                        "DealRow",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.OBJECT)
                                .description("The fields of a deal that were asked for")
                                .properties(fields));
        api.getPaths().getPathItem("/deals/rows").getGET().getParameters().stream()
                .filter(parameter -> parameter.getName().equals("fields"))
                .forEach(parameter -> parameter.getSchema().getItems().setEnumeration(names()));
    }

    private static List<Object> names() {
        return Arrays.stream(DealSnapshot.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(Object.class::cast)
                .toList();
    }

    /** What is said of the one later, such as that it may be null, is not said of the other. */
    private static Schema copy(Schema field) {
        return field.getRef() != null
                ? OASFactory.createSchema().ref(field.getRef())
                : OASFactory.createSchema()
                        .type(field.getType() == null ? null : List.copyOf(field.getType()))
                        .format(field.getFormat())
                        .description(field.getDescription())
                        .items(field.getItems())
                        .additionalPropertiesSchema(field.getAdditionalPropertiesSchema())
                        .anyOf(field.getAnyOf())
                        .enumeration(field.getEnumeration());
    }
}
