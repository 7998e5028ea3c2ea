package dealflow.forecast.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ties an answer to the logs: the caller's own id if it is a decent one, else a new one. */
@RequestScoped
class CorrelationId {

    static final String HEADER = "X-Correlation-Id";
    private static final Pattern DECENT = Pattern.compile("[\\w.:-]{1,100}");

    @Inject
    RoutingContext context;

    private String id;

    String get() {
        if (id == null) {
            var given = context.request().getHeader(HEADER);
            id = given != null && DECENT.matcher(given).matches()
                    ? given
                    : UUID.randomUUID().toString();
        }
        return id;
    }
}
