package dealflow.edge.query;

import dealflow.edge.problem.Problem.FieldError;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters that an operation takes, read from its method, so that no list of them can rot. */
final class QueryParameters {

    private static final int MOST_NEAR = 3;

    private final Map<String, Kind> known = new TreeMap<>();

    private record Kind(boolean repeatable, Class<?> type, boolean orNone) {

        static Kind of(AnnotatedElement parameter, Class<?> type) {
            return new Kind(
                    Collection.class.isAssignableFrom(type) || type.isArray(),
                    type,
                    parameter.isAnnotationPresent(OrNone.class));
        }
    }

    static QueryParameters of(Method operation) {
        var parameters = new QueryParameters();
        for (var parameter : operation.getParameters()) {
            parameters.add(parameter, parameter.getType(), parameter.getName());
        }
        return parameters;
    }

    private void add(AnnotatedElement parameter, Class<?> type, String name) {
        var query = parameter.getAnnotation(QueryParam.class);
        var rest = parameter.getAnnotation(RestQuery.class);
        if (query != null) {
            known.put(query.value(), Kind.of(parameter, type));
        } else if (rest != null) {
            known.put(rest.value().isEmpty() ? name : rest.value(), Kind.of(parameter, type));
        } else if (parameter.isAnnotationPresent(BeanParam.class)) {
            for (var bean = type; bean != null && bean != Object.class; bean = bean.getSuperclass()) {
                Arrays.stream(bean.getDeclaredFields()).forEach(field -> add(field, field.getType(), field.getName()));
            }
        }
    }

    /** What is wrong with a request's query, by name; none if all is well. */
    List<FieldError> errors(Map<String, List<String>> query) {
        var errors = new ArrayList<FieldError>();
        new TreeMap<>(query).forEach((name, values) -> {
            var message = message(name, values);
            if (message != null) {
                errors.add(new FieldError(name, message));
            }
        });
        return errors;
    }

    private String message(String name, List<String> values) {
        var kind = known.get(name);
        if (kind == null) {
            return known.isEmpty() ? "is not a parameter here; there are none" : unknown(name);
        }
        if (values.size() > 1 && !kind.repeatable) {
            return "is given %d times; must be given once".formatted(values.size());
        }
        if (!kind.orNone && values.contains("")) {
            return "is empty; must have a value, or be left out";
        }
        return values.stream()
                .filter(value -> !value.isEmpty())
                .map(value -> form(kind.type, value))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What a value would have to be; null if it is. */
    private static String form(Class<?> type, String value) {
        if (type == Boolean.class || type == boolean.class) {
            return value.equals("true") || value.equals("false") ? null : "must be true or false";
        }
        if (type.isEnum()) {
            var names = Arrays.stream(type.getEnumConstants())
                    .map(each -> ((Enum<?>) each).name())
                    .toList();
            return names.contains(value) ? null : "must be one of " + names;
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return value.matches("-?[0-9]{1,9}") ? null : "must be a whole number";
        }
        return type == Instant.class && !isInstant(value) ? "must be an instant such as 2026-03-02T09:30:00Z" : null;
    }

    private static boolean isInstant(String value) {
        try {
            return Instant.parse(value) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private String unknown(String name) {
        var near = near(name);
        return "is not a parameter here; %sknown are %s"
                .formatted(near.isEmpty() ? "" : "near it are %s; ".formatted(near), known.keySet());
    }

    /** What it may have been meant to be, the nearest first. */
    private List<String> near(String name) {
        var most = Math.max(1, name.length() / 3);
        var distance = new LevenshteinDistance(most);
        var written = name.toLowerCase(Locale.ROOT);
        var distances = new TreeMap<String, Integer>();
        for (var candidate : known.keySet()) {
            var apart = distance.apply(written, candidate.toLowerCase(Locale.ROOT));
            if (apart >= 0) {
                distances.put(candidate, apart);
            }
        }
        return distances.keySet().stream()
                .sorted(Comparator.comparing(distances::get))
                .limit(MOST_NEAR)
                .toList();
    }
}
