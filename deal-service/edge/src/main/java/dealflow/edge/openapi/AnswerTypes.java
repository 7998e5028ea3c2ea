package dealflow.edge.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

/**
 * Says of every field of an answer that it is there, and is not null, but for what its record marks {@link Nullable}; and what
 * a record leaves out where it is null may be missing, but is never null. A generated client asks no more than there is to ask.
 * What a request may hold stays optional, and so does what answers and requests share.
 */
final class AnswerTypes {

    static final String HERE = "#/components/schemas/";
    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName JSON_NAME = DotName.createSimple(JsonProperty.class);

    private final OpenAPI api;
    private final IndexView index;

    /** Found once: the index looks through all classes of all libraries. */
    private final List<ClassInfo> records;

    private final Map<String, Schema> schemas;
    private final Set<String> answers = new HashSet<>();

    /** What annotations say is required, by schema. */
    private final Map<String, Set<String>> said = new HashMap<>();

    /** @param index knows the records that the schemas were made of, by their simple names */
    AnswerTypes(OpenAPI api, IndexView index) {
        this.api = api;
        this.index = index;
        this.records = index.getKnownClasses().stream()
                .filter(known -> known.isRecord() && known.simpleName() != null)
                .toList();
        this.schemas = api.getComponents().getSchemas();
        var asked = new HashSet<String>();
        for (var path : api.getPaths().getPathItems().values()) {
            for (var operation : path.getOperations().values()) {
                if (operation.getRequestBody() != null) {
                    collect(operation.getRequestBody().getContent(), asked);
                }
                contents(operation).forEach(content -> collect(content, answers));
            }
        }
        answers.removeAll(asked);
        answers.forEach(name -> said.put(name, required(schemas.get(name))));
    }

    /** Before what is not required is made nullable: what is never null where it is there. */
    void requireValues() {
        each((required, said, property, fields) -> {
            if (fields.stream().noneMatch(field -> field.hasAnnotation(NULLABLE))) {
                required.add(property);
            }
        });
    }

    /** After it: what is always there. */
    void requireFields() {
        each((required, said, property, fields) -> {
            if (fields.stream().noneMatch(AnswerTypes::isLeftOut)) {
                required.add(property);
            } else if (!said.contains(property)) {
                required.remove(property);
            }
        });
    }

    /** Decides on a property of an answer. */
    private interface Decision {
        /**
         * @param said what annotations say is required
         * @param fields of the records that may have made the schema; of several of one name, what holds for each is said
         */
        void decide(Set<String> required, Set<String> said, String property, List<FieldInfo> fields);
    }

    private void each(Decision decision) {
        for (var name : answers) {
            var schema = schemas.get(name);
            var records = schema.getProperties() == null ? List.<ClassInfo>of() : records(name);
            if (records.isEmpty()) {
                continue;
            }
            var required = required(schema);
            schema.getProperties()
                    .keySet()
                    .forEach(property -> decision.decide(
                            required,
                            said.get(name),
                            property,
                            records.stream().map(one -> field(one, property)).toList()));
            schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
        }
    }

    private static Set<String> required(Schema schema) {
        return new LinkedHashSet<>(schema.getRequired() == null ? List.<String>of() : schema.getRequired());
    }

    /** Those that may have made a schema: with its name, but for what tells it from others of that name, and its properties. */
    private List<ClassInfo> records(String name) {
        var properties = schemas.get(name).getProperties().keySet();
        return records.stream()
                .filter(known -> isNamed(name, known))
                .filter(known -> properties.stream().allMatch(property -> field(known, property) != null))
                .toList();
    }

    /** A generic one has its argument's name behind its own, and of several of one name all but one have a number. */
    private static boolean isNamed(String name, ClassInfo known) {
        var annotation = known.declaredAnnotation(SCHEMA);
        if (annotation != null && annotation.value("name") != null) {
            return name.equals(annotation.value("name").asString());
        }
        return known.typeParameters().isEmpty()
                ? name.matches(known.simpleName() + "[0-9]*")
                : name.startsWith(known.simpleName());
    }

    /** The field of a property, also of one with another name, and of a record that stands unwrapped in another; null if there is none. */
    private FieldInfo field(ClassInfo known, String property) {
        var own = known.fields().stream()
                .filter(field -> property.equals(nameOf(field)))
                .findFirst();
        return own.isPresent()
                ? own.get()
                : known.fields().stream()
                        .filter(field -> field.hasAnnotation(JsonUnwrapped.class))
                        .map(field -> index.getClassByName(field.type().name()))
                        .filter(Objects::nonNull)
                        .map(part -> field(part, property))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static String nameOf(FieldInfo field) {
        var annotation = field.annotation(JSON_NAME);
        return annotation == null || annotation.value() == null
                ? field.name()
                : annotation.value().asString();
    }

    private static boolean isLeftOut(FieldInfo field) {
        return field.hasAnnotation(JsonInclude.class)
                || field.declaringClass().hasDeclaredAnnotation(JsonInclude.class);
    }

    private static Stream<Content> contents(Operation operation) {
        return operation.getResponses().getAPIResponses().entrySet().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .map(answer -> answer.getValue().getContent())
                .filter(Objects::nonNull);
    }

    private void collect(Content content, Set<String> names) {
        if (content != null) {
            content.getMediaTypes().values().forEach(media -> collect(media.getSchema(), names));
        }
    }

    private void collect(Schema schema, Set<String> names) {
        if (schema == null) {
            return;
        }
        if (schema.getRef() != null) {
            var name = schema.getRef().substring(HERE.length());
            if (names.add(name)) {
                collect(schemas.get(name), names);
            }
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> collect(property, names));
        }
        collect(schema.getItems(), names);
        collect(schema.getAdditionalPropertiesSchema(), names);
        Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(part -> collect(part, names));
    }
}
