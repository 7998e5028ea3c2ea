package dealflow.edge.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.edge.access.Scopes;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.IndexView;

/**
 * Documents what every operation of every service has in common, so that none repeats it: its errors, its headers, and an
 * example of its answer from {@code openapi/<operationId>.json}, or of lines that it takes from {@code .ndjson}. An operation that documents one of them itself keeps it.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {

    private static final String VALUES =
            """
            Times lie in the years 1900 to 2200 and are texts in ISO 8601: an instant with an offset (`2026-03-02T09:30:00Z`), a \
            date (`2026-03-02`), a period (`P30D`); numbers are no times. Texts are well-formed Unicode: no NUL, no half of a \
            surrogate pair; in an address they are UTF-8. The body is one JSON value, and each field is in it once. What does not \
            keep to that is answered 400 or 422, with the field and the bound.""";

    private final IndexView index;

    /** @param index the classes of the service */
    public ApiDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var about = api.getInfo().getDescription();
        api.getInfo().setDescription(about == null ? VALUES : about + "\n\n" + VALUES);
        CommonHeaders.define(api.getComponents());
        CommonErrors.define(api.getComponents());
        decimals(api.getComponents().getSchemas().get("Money"));
        roles(api.getComponents());
        CodeMeanings.apply(api.getComponents().getSchemas(), index);
        MergePatches.apply(api);
        var answers = new AnswerTypes(api, index);
        answers.requireValues();
        api.getComponents().getSchemas().values().forEach(SchemaBounds::apply);
        api.addServer(OASFactory.createServer()
                .url("/")
                .description("Wherever this document came from: local, staging or production")
                .addExtension("x-internal", true));
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    complete(method, operation);
                    CommonParameters.inOrderOf(path, operation);
                }));
        answers.requireFields();
    }

    @Override
    public Parameter filterParameter(Parameter parameter) {
        CommonParameters.simplify(parameter);
        return parameter;
    }

    /** Amounts are written as text, so that no reader rounds them. */
    private static void decimals(Schema money) {
        if (money != null) {
            money.setRequired(List.of("amount", "currency"));
            money.getProperties()
                    .get("amount")
                    .type(List.of(Schema.SchemaType.STRING))
                    .pattern("^-?[0-9]+(\\.[0-9]+)?$")
                    .maxLength(40);
        }
    }

    private static void roles(Components components) {
        var me = components.getSchemas().get("Me");
        components.addSchema(
                "Role",
                OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .description("A person's role, a service account's, or one of its scopes")
                        .enumeration(List.copyOf(Scopes.names())));
        me.getProperties().get("roles").setItems(OASFactory.createSchema().ref("Role"));
    }

    private static void complete(PathItem.HttpMethod method, Operation operation) {
        CommonErrors.add(method, operation);
        CommonParameters.describe(operation);
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> SchemaBounds.apply(parameter.getSchema()));
        }
        if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
            operation.getRequestBody().getContent().getMediaTypes().forEach((type, content) -> {
                SchemaBounds.apply(content.getSchema());
                addLines(operation, type, content);
            });
        }
        operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            if (status.startsWith("2")) {
                CommonHeaders.add(status, answer);
            }
            if (answer.getContent() != null) {
                answer.getContent().getMediaTypes().forEach((type, content) -> {
                    SchemaBounds.apply(content.getSchema());
                    addExample(operation, status, type, content);
                });
            }
        });
    }

    private static void addExample(Operation operation, String status, String type, MediaType content) {
        if (!status.startsWith("2") || !type.equals("application/json") || content.getExample() != null) {
            return;
        }
        var path = "openapi/" + operation.getOperationId() + ".json";
        read(path, json -> content.setExample(new ObjectMapper().readValue(json, Object.class)));
    }

    /** An annotation's example would be its first line only. */
    private static void addLines(Operation operation, String type, MediaType content) {
        if (type.equals("application/x-ndjson")) {
            var path = "openapi/" + operation.getOperationId() + ".ndjson";
            read(path, lines -> content.setExample(new String(lines.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    /** Does something with an example. */
    private interface Reader {
        void read(InputStream example) throws IOException;
    }

    private static void read(String path, Reader reader) {
        try (var example = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            if (example != null) {
                reader.read(example);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
