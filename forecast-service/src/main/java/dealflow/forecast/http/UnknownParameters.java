package dealflow.forecast.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses parameters that an operation does not know: a misspelt filter would answer for the whole pipeline, and look right. */
class UnknownParameters {

    @ServerRequestFilter
    void refuse(ContainerRequestContext request, ResourceInfo operation) {
        var known = new TreeSet<String>();
        for (var parameter : operation.getResourceMethod().getParameters()) {
            addNames(known, parameter);
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Class<?> type = parameter.getType(); type != Object.class; type = type.getSuperclass()) {
                    Arrays.stream(type.getDeclaredFields()).forEach(field -> addNames(known, field));
                }
            }
        }
        for (var name : new TreeSet<>(request.getUriInfo().getQueryParameters().keySet())) {
            if (!known.contains(name)) {
                throw new InvalidParameterException(
                        name,
                        "is not a parameter here; " + (known.isEmpty() ? "there are none" : "known are " + known));
            }
        }
    }

    private static void addNames(Set<String> names, AnnotatedElement parameter) {
        var query = parameter.getAnnotation(QueryParam.class);
        if (query != null) {
            names.add(query.value());
        }
    }
}
