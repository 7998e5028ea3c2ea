package dealflow.edge.query;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** Query parameters that may be {@link OrNone}: the framework itself takes an empty value for one that is not given. */
public abstract class OrNoneParameters {

    @Context
    UriInfo uri;

    /** The value as it was sent: empty for what has none, null where the parameter is not given. */
    protected String orNone(String name, String value) {
        return value == null && uri.getQueryParameters().containsKey(name) ? "" : value;
    }
}
