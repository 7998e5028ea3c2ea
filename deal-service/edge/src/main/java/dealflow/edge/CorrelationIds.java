package dealflow.edge;

import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ties an answer to the logs: the caller's own id if it is a decent one, else a new one. */
public final class CorrelationIds {

    public static final String HEADER = "X-Correlation-Id";
    private static final Pattern DECENT = Pattern.compile("[\\w.:-]{1,100}");

    private CorrelationIds() {}

    public static String of(HttpServerRequest request) {
        var given = request.getHeader(HEADER);
        return given != null && DECENT.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
