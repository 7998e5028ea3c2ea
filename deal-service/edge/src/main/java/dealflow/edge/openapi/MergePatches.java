package dealflow.edge.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * What a JSON Merge Patch (RFC 7396) may hold: of an object that it changes a part is enough, so that nothing is required there. Such
 * an object gets a schema of its own beside the whole one, {@code MoneyPatch} beside {@code Money}; a list is replaced whole.
 */
final class MergePatches {

    private static final String TYPE = "application/merge-patch+json";

    private final Map<String, Schema> schemas;
    private final Map<String, Schema> patches = new LinkedHashMap<>();

    private MergePatches(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    static void apply(OpenAPI api) {
        var merge = new MergePatches(api.getComponents().getSchemas());
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .map(operation -> operation.getRequestBody())
                .filter(body -> body != null && body.getContent() != null)
                .map(body -> body.getContent().getMediaType(TYPE))
                .filter(Objects::nonNull)
                .map(content -> merge.schemas.get(name(content.getSchema())))
                .forEach(merge::loosen);
        merge.patches.forEach(api.getComponents()::addSchema);
    }

    private static String name(Schema schema) {
        return schema.getRef().substring(AnswerTypes.HERE.length());
    }

    private void loosen(Schema patch) {
        patch.setRequired(null);
        var properties = new LinkedHashMap<>(patch.getProperties());
        properties.replaceAll((name, property) ->
                isObject(property) ? OASFactory.createSchema().ref(patch(name(property))) : property);
        patch.setProperties(properties);
    }

    private boolean isObject(Schema property) {
        return property.getRef() != null && schemas.get(name(property)).getProperties() != null;
    }

    private String patch(String whole) {
        var name = whole + "Patch";
        if (!patches.containsKey(name)) {
            var patch = copy(schemas.get(whole));
            patches.put(name, patch);
            loosen(patch);
        }
        return name;
    }

    private static Schema copy(Schema schema) {
        var copy = OASFactory.createSchema();
        copy.setAll(schema.getAll());
        if (schema.getType() != null) {
            copy.setType(new ArrayList<>(schema.getType()));
        }
        if (schema.getProperties() != null) {
            var properties = new LinkedHashMap<String, Schema>();
            schema.getProperties().forEach((name, property) -> properties.put(name, copy(property)));
            copy.setProperties(properties);
        }
        return copy;
    }
}
