package dealflow.edge.observability;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ties an answer to the logs: the caller's own id if it is a decent one, else a new one; the same throughout a request. */
public final class CorrelationIds {

    public static final String HEADER = "X-Correlation-Id";
    private static final Pattern DECENT = Pattern.compile("[\\w.:-]{1,100}");

    private CorrelationIds() {}

    public static String of(RoutingContext request) {
        String known = request.get(HEADER);
        if (known != null) {
            return known;
        }
        var given = request.request().getHeader(HEADER);
        var id = given != null && DECENT.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        request.put(HEADER, id);
        return id;
    }
}
