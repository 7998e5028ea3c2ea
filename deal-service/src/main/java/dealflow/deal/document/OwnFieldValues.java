package dealflow.deal.document;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** What a value of a company's own field can be: which one it is, the field's definition says, and no document can. */
final class OwnFieldValues {

    private static final String PROPERTY = "fields";
    private static final String ANSWERED = "FieldValue";
    private static final String ASKED = "NewFieldValue";
    private static final Set<String> ANSWERS = Set.of("DealSnapshot", "DealRow");

    private OwnFieldValues() {}

    static void describe(Components components) {
        components.addSchema(
                ANSWERED,
                OASFactory.createSchema()
                        .description(
                                "A text (of a number its decimals, of a day YYYY-MM-DD, of a choice its key), a truth value, "
                                        + "several keys of choices, or money: `GET /fields` has each field's type.")
                        .anyOf(List.of(of(SchemaType.STRING), of(SchemaType.BOOLEAN), texts(), reference("Money"))));
        components.addSchema(
                ASKED,
                OASFactory.createSchema()
                        .description(
                                "The same; of a number it may be the number itself, and `null` takes the value away.")
                        .anyOf(List.of(reference(ANSWERED), of(SchemaType.NUMBER), of(SchemaType.NULL))));
        components.getSchemas().forEach((name, schema) -> {
            var fields = schema.getProperties() == null
                    ? null
                    : schema.getProperties().get(PROPERTY);
            if (fields != null
                    && fields.getAdditionalPropertiesSchema() != null
                    && fields.getAdditionalPropertiesSchema().getType() == null) {
                fields.additionalPropertiesSchema(reference(ANSWERS.contains(name) ? ANSWERED : ASKED));
            }
        });
    }

    private static Schema of(SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }

    private static Schema texts() {
        return of(SchemaType.ARRAY).items(of(SchemaType.STRING));
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }
}
