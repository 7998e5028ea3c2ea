package dealflow.edge.answer;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/** The methods that a path takes, for {@code Allow} (RFC 9110, 15.5.6): the framework tells them to OPTIONS only. */
final class AllowedMethods {

    private AllowedMethods() {}

    static Set<String> of(Deployment deployment, String path) {
        var allowed = new TreeSet<String>();
        var classes = new RequestMapper<>(deployment.getClassMappers());
        // Several classes may have operations at one path.
        for (var found = classes.map(path); found != null; found = classes.continueMatching(path, found)) {
            var rest = found.remaining.isEmpty() ? "/" : found.remaining;
            Stream.of(found.value.handlers)
                    .filter(ClassRoutingHandler.class::isInstance)
                    .map(ClassRoutingHandler.class::cast)
                    .forEach(routing -> routing.getMappers().forEach((method, operations) -> {
                        var operation = method == null ? null : operations.map(rest);
                        if (operation != null && operation.remaining.isEmpty()) {
                            allowed.add(method);
                        }
                    }));
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return allowed;
    }
}
