package dealflow.client;

import com.fasterxml.jackson.databind.JsonNode;

/** What is sent and received: equal where its JSON is, and printed as that. */
public abstract class Value {

    private JsonNode tree() {
        return Json.MAPPER.valueToTree(this);
    }

    /** The same as another type: what GET has answered as what PUT takes. */
    public final <T extends Value> T as(Class<T> type) {
        return Json.read(tree(), type);
    }

    @Override
    public final boolean equals(Object other) {
        return other != null
                && other.getClass() == getClass()
                && ((Value) other).tree().equals(tree());
    }

    @Override
    public final int hashCode() {
        return tree().hashCode();
    }

    @Override
    public final String toString() {
        return tree().toString();
    }
}
