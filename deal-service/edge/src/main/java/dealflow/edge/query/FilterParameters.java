package dealflow.edge.query;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Query parameters that choose: the one grammar of all filters. A parameter that is a list may be repeated, and any of its values will
 * do ({@code owner=ann&owner=bob}); a {@link Ranged} one takes a value or a range; {@link OrNone} says where an empty value asks for
 * what has none; and what several parameters ask for has to hold together.
 */
public abstract class FilterParameters {

    /** How many values a parameter may have. */
    public static final int MOST_VALUES = 50;

    @Context
    UriInfo uri;

    /** All values as they were sent, by parameter. */
    protected Map<String, List<String>> asked() {
        return uri.getQueryParameters();
    }

    /** The values as they were sent, each once: empty for what has none; null where the parameter is not given. The framework itself drops empty ones. */
    protected List<String> any(String name) {
        var values = uri.getQueryParameters().get(name);
        return values == null ? null : values.stream().distinct().toList();
    }

    /** The same where their order says nothing; one way to write each set, so that two questions that are alike are equal. */
    protected SortedSet<String> anyOf(String name) {
        var values = any(name);
        return values == null ? null : new TreeSet<>(values);
    }

    /** The value as it was sent: empty for what has none, null where the parameter is not given. */
    protected String orNone(String name, String value) {
        return value == null && uri.getQueryParameters().containsKey(name) ? "" : value;
    }
}
