package dealflow.edge.openapi;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** Tells in the schema of an enumeration of {@link Coded} values what each of them means. */
final class CodeMeanings {

    private CodeMeanings() {}

    /** @param index knows the enumerations, by whose simple names the schemas are called */
    static void apply(Map<String, Schema> schemas, IndexView index) {
        for (var known : index.getAllKnownImplementations(DotName.createSimple(Coded.class))) {
            var schema = schemas.get(known.simpleName());
            if (schema != null) {
                schema.setDescription(said(schema.getDescription()) + list(known));
            }
        }
    }

    private static String said(String description) {
        return description == null ? "" : description + "\n\n";
    }

    private static String list(ClassInfo enumeration) {
        return Arrays.stream(values(enumeration))
                .map(Coded.class::cast)
                .map(value -> "- `%s`: %s".formatted(value.code(), value.meaning()))
                .collect(Collectors.joining("\n"));
    }

    private static Object[] values(ClassInfo enumeration) {
        try {
            return Class.forName(
                            enumeration.name().toString(),
                            true,
                            Thread.currentThread().getContextClassLoader())
                    .getEnumConstants();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
