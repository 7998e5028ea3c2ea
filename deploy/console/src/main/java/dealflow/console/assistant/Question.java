package dealflow.console.assistant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One call of a tool.
 *
 * @param arguments as the tool's schema has them
 * @param context the request that it came with
 * @param console where people find the console
 */
record Question(ObjectNode arguments, Services services, RoutingContext context, String console) {

    boolean has(String argument) {
        return arguments.has(argument);
    }

    String text(String argument) {
        return arguments.path(argument).asText();
    }

    ObjectNode deals(String path) {
        return services.get(context, "deals", path);
    }

    ObjectNode funnels(String path) {
        return services.get(context, "funnels", path);
    }

    ObjectNode forecasts(String path) {
        return services.get(context, "forecasts", path);
    }

    /** An argument as a step of a path. */
    String step(String argument) {
        return encoded(text(argument));
    }

    /** Those of these arguments that were given, as a query. */
    String query(String... names) {
        var given = Arrays.stream(names).filter(this::has).toList();
        return given.isEmpty()
                ? ""
                : given.stream()
                        .map(name -> name + "=" + encoded(text(name)))
                        .collect(Collectors.joining("&", "?", ""));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
