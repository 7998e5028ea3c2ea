package dealflow.edge.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;

/**
 * Documents what every operation of every service has in common, so that none repeats it: its errors, its headers, and an
 * example of its answer from {@code openapi/<operationId>.json}. An operation that documents one of them itself keeps it.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {

    private static final String VALUES =
            """
            Times lie in the years 1900 to 2200 and are texts in ISO 8601: an instant with an offset (`2026-03-02T09:30:00Z`), a \
            date (`2026-03-02`), a period (`P30D`); numbers are no times. Texts are well-formed Unicode: no NUL, no half of a \
            surrogate pair; in an address they are UTF-8. The body is one JSON value, and each field is in it once. What does not \
            keep to that is answered 400 or 422, with the field and the bound.""";

    private static final String PROBLEM = "application/problem+json";
    private static final Map<String, String> ERRORS = Map.of(
            "400", "The request is malformed: JSON, a field that does not exist, or a parameter; errors[] says which",
            "401", "No valid access token",
            "403", "The token's roles do not allow this",
            "404", "There is no such thing, or not for you",
            "406", "The operation cannot answer in the type that Accept asks for",
            "422", "A value cannot be taken (errors[]), or something is missing for a move (missing[])",
            "429", "More requests than one client may send; Retry-After says when to come again",
            "500", "The service failed; nothing was changed",
            "503", "It cannot be answered now, or not in time; Retry-After says when to come again");
    private static final Map<String, String> ERRORS_OF_WRITING = Map.of(
            "409", "It does not fit what is there now",
            "408", "The body comes in too slowly",
            "412", "If-Match names a version that is no longer current",
            "413", "The body is too large",
            "415", "The Content-Type is not taken here");

    private final IndexView index;

    /** @param index the classes of the service */
    public ApiDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var about = api.getInfo().getDescription();
        api.getInfo().setDescription(about == null ? VALUES : about + "\n\n" + VALUES);
        api.getComponents().addSchema("Problem", problem());
        decimals(api.getComponents().getSchemas().get("Money"));
        var answers = new AnswerTypes(api, index);
        answers.requireValues();
        api.getComponents().getSchemas().values().forEach(SchemaBounds::apply);
        api.addServer(OASFactory.createServer()
                .url("/")
                .description("Wherever this document came from: local, staging or production")
                .addExtension("x-internal", true));
        api.getPaths().getPathItems().values().forEach(path -> path.getOperations()
                .forEach((method, operation) -> complete(method, operation)));
        answers.requireFields();
    }

    /** Amounts are written as text, so that no reader rounds them. */
    private static void decimals(Schema money) {
        if (money != null) {
            money.getProperties()
                    .get("amount")
                    .type(List.of(Schema.SchemaType.STRING))
                    .pattern("^-?[0-9]+(\\.[0-9]+)?$")
                    .maxLength(40);
        }
    }

    private static void complete(PathItem.HttpMethod method, Operation operation) {
        ERRORS.forEach((status, text) -> addError(operation, status, text));
        if (method != PathItem.HttpMethod.GET) {
            ERRORS_OF_WRITING.forEach((status, text) -> addError(operation, status, text));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> SchemaBounds.apply(parameter.getSchema()));
        }
        if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
            operation
                    .getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .values()
                    .forEach(content -> SchemaBounds.apply(content.getSchema()));
        }
        operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            addHeaders(status, answer);
            if (answer.getContent() != null) {
                answer.getContent().getMediaTypes().forEach((type, content) -> {
                    SchemaBounds.apply(content.getSchema());
                    addExample(operation, status, type, content);
                });
            }
        });
    }

    private static void addError(Operation operation, String status, String description) {
        var answers = operation.getResponses();
        var answer = answers.getAPIResponse(status);
        if (answer == null) {
            answer = OASFactory.createAPIResponse().description(description);
            answers.addAPIResponse(status, answer);
        }
        if (answer.getContent() == null) {
            answer.setContent(OASFactory.createContent()
                    .addMediaType(
                            PROBLEM,
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
        }
    }

    private static void addHeaders(String status, APIResponse answer) {
        answer.addHeader("X-Correlation-Id", header("Ties the answer to the logs; your own if you sent one", 100));
        answer.addHeader(
                "Access-Control-Allow-Origin", header("Where a browser's page of another origin may read", 255));
        if (status.matches("[24].*")) {
            answer.addHeader("RateLimit", header("How many requests are left (r), until when (t, in seconds)", 100));
        }
        if (status.equals("429") || status.equals("503")) {
            answer.addHeader("Retry-After", header("In how many seconds to come again", 10));
        }
    }

    private static Header header(String description, int length) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .maxLength(length));
    }

    private static void addExample(Operation operation, String status, String type, MediaType content) {
        if (!status.startsWith("2") || !type.equals("application/json") || content.getExample() != null) {
            return;
        }
        var path = "openapi/" + operation.getOperationId() + ".json";
        try (var json = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            if (json != null) {
                content.setExample(new ObjectMapper().readValue(json, Object.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .description("An error (RFC 9457)")
                .addType(Schema.SchemaType.OBJECT)
                .required(List.of("type", "title", "status", "detail", "instance", "correlationId"))
                .addProperty("type", text("What kind of problem it is"))
                .addProperty("title", text("The same in words"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("What is wrong here, and how to mend it"))
                .addProperty("instance", text("The path that was asked"))
                .addProperty("correlationId", text("Tells operators which lines of the log belong to it"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .description("What cannot be taken, and why")
                                .items(OASFactory.createSchema()
                                        .addType(Schema.SchemaType.OBJECT)
                                        .addProperty("field", text("Where it stands"))
                                        .addProperty("message", text("What is wrong with it"))))
                .addProperty(
                        "missing",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .description("What a refused move lacks")
                                .items(OASFactory.createSchema()
                                        .addType(Schema.SchemaType.OBJECT)
                                        .addProperty("kind", text("What kind of thing it is"))
                                        .addProperty("key", text("Which of them"))
                                        .addProperty("message", text("What to do about it"))))
                .example(Map.of(
                        "type", "urn:dealflow:problem:bad-parameter",
                        "title", "Bad parameter",
                        "status", 400,
                        "detail", "A parameter is out of bounds",
                        "instance", "/pipelines",
                        "correlationId", "5d0f6e0e-6f3e-4f9c-9d3a-0d9f6b9b6a51",
                        "errors", List.of(Map.of("field", "limit", "message", "must be at most 500"))));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
