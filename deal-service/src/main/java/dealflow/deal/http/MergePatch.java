package dealflow.deal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.deal.Revision;
import dealflow.deal.refusal.InvalidFieldException;

/** JSON Merge Patch (RFC 7396): null removes, objects merge, everything else replaces. */
public final class MergePatch {

    private MergePatch() {}

    /** What a patch makes of values of a type. */
    public static <T> Revision<T> of(JsonNode patch, ObjectMapper json, Class<T> type) {
        if (!patch.isObject()) {
            throw new InvalidFieldException("", "must be a JSON object of the fields that change");
        }
        return now -> json.treeToValue(apply(json.valueToTree(now), patch), type);
    }

    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        var merged = target != null && target.isObject()
                ? ((ObjectNode) target).deepCopy()
                : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), apply(merged.get(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }
}
