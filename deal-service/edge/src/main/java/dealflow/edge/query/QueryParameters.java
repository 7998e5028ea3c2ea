package dealflow.edge.query;

import dealflow.edge.problem.Problem.FieldError;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters that an operation takes, read from its method, so that no list of them can rot. */
final class QueryParameters {

    private final Map<String, Kind> known = new TreeMap<>();

    /**
     * @param type of one value
     * @param range null unless a value is a range
     * @param fields those that a value may name; null unless it names one
     */
    private record Kind(boolean repeatable, Class<?> type, boolean orNone, Range.Of range, List<String> fields) {

        static Kind of(AnnotatedElement parameter, Type type) {
            var several = type instanceof ParameterizedType list
                    && list.getRawType() instanceof Class<?> raw
                    && Collection.class.isAssignableFrom(raw);
            var one = several ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
            return new Kind(
                    several,
                    one instanceof Class<?> simple ? simple : Object.class,
                    parameter.isAnnotationPresent(OrNone.class),
                    parameter.isAnnotationPresent(Ranged.class)
                            ? parameter.getAnnotation(Ranged.class).value()
                            : null,
                    parameter.isAnnotationPresent(FieldsOf.class)
                            ? Arrays.stream(parameter
                                            .getAnnotation(FieldsOf.class)
                                            .value()
                                            .getRecordComponents())
                                    .map(RecordComponent::getName)
                                    .toList()
                            : null);
        }

        /** What is wrong with a value; null for nothing. */
        private String problem(String value) {
            if (fields != null && !fields.contains(value)) {
                return "'%s' is no field here; %sknown are %s".formatted(value, NearNames.of(value, fields), fields);
            }
            return range == null ? form(type, value) : range.problem(value);
        }
    }

    static QueryParameters of(Method operation) {
        var parameters = new QueryParameters();
        for (var parameter : operation.getParameters()) {
            parameters.add(parameter, parameter.getParameterizedType(), parameter.getName());
        }
        return parameters;
    }

    /** Those of a bean, but for some. */
    static QueryParameters of(Class<? extends FilterParameters> bean, Set<String> without) {
        var parameters = new QueryParameters();
        parameters.addAll(bean);
        parameters.known.keySet().removeAll(without);
        return parameters;
    }

    private void add(AnnotatedElement parameter, Type type, String name) {
        var query = parameter.getAnnotation(QueryParam.class);
        var rest = parameter.getAnnotation(RestQuery.class);
        if (query != null) {
            known.put(query.value(), Kind.of(parameter, type));
        } else if (rest != null) {
            known.put(rest.value().isEmpty() ? name : rest.value(), Kind.of(parameter, type));
        } else if (parameter.isAnnotationPresent(BeanParam.class)) {
            addAll((Class<?>) type);
        }
    }

    private void addAll(Class<?> some) {
        for (var bean = some; bean != null && bean != Object.class; bean = bean.getSuperclass()) {
            Arrays.stream(bean.getDeclaredFields())
                    .forEach(field -> add(field, field.getGenericType(), field.getName()));
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
        if (values.size() > FilterParameters.MOST_VALUES) {
            return "is given %d times; must be given at most %d times"
                    .formatted(values.size(), FilterParameters.MOST_VALUES);
        }
        if (!kind.orNone && values.contains("")) {
            return "is empty; must have a value, or be left out";
        }
        return values.stream()
                .filter(value -> !value.isEmpty())
                .map(kind::problem)
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
        return "is not a parameter here; %sknown are %s".formatted(NearNames.of(name, known.keySet()), known.keySet());
    }
}
