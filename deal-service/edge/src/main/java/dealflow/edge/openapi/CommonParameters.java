package dealflow.edge.openapi;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** The parameters that mean the same wherever they are; one that is described where it is taken keeps that. */
final class CommonParameters {

    private static final Map<String, String> MEANINGS = Map.of(
            "cursor", "The 'next' of the page before; without it the first page",
            "limit", "How many are on a page",
            "If-Match",
                    "The ETag of what is to be changed, so that it is changed only if nobody else has done so meanwhile (else 412); "
                            + "without it, whatever is there");

    private CommonParameters() {}

    static void describe(Operation operation) {
        for (var parameter : parameters(operation)) {
            if (parameter.getDescription() == null) {
                parameter.setDescription(MEANINGS.get(parameter.getName()));
            }
            exemplify(parameter);
        }
    }

    /** One value is an example of those of which there may be several; the document has it as a list. */
    private static void exemplify(Parameter parameter) {
        var schema = parameter.getSchema();
        var example = parameter.getExample();
        var several =
                schema != null && schema.getType() != null && schema.getType().contains(Schema.SchemaType.ARRAY);
        if (several && example != null && !(example instanceof List)) {
            // A key of digits is a text all the same.
            var isText = schema.getItems() != null
                    && schema.getItems().getType() != null
                    && schema.getItems().getType().contains(Schema.SchemaType.STRING);
            parameter.setExample(List.of(isText ? String.valueOf(example) : example));
        }
    }

    /** A default stands beside a reference, as OpenAPI 3.1 allows; the scanner makes a schema of two parts of them. */
    static void simplify(Parameter parameter) {
        var schema = parameter.getSchema();
        if (schema != null && schema.getAllOf() != null && schema.getAllOf().size() == 2) {
            var named = schema.getAllOf().get(0);
            var more = schema.getAllOf().get(1);
            if (named.getRef() != null && more.getDefaultValue() != null) {
                parameter.setSchema(
                        OASFactory.createSchema().ref(named.getRef()).defaultValue(more.getDefaultValue()));
            }
        }
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    /** Those of the path first, as they stand in it: whoever calls a generated method with several texts gives them in the order that is read. */
    static void inOrderOf(String path, Operation operation) {
        if (operation.getParameters() != null) {
            operation.setParameters(operation.getParameters().stream()
                    .sorted(Comparator.comparingInt(parameter -> place(path, parameter)))
                    .toList());
        }
    }

    private static int place(String path, Parameter parameter) {
        var place = path.indexOf("{" + parameter.getName() + "}");
        return parameter.getIn() == Parameter.In.PATH && place >= 0 ? place : path.length();
    }
}
