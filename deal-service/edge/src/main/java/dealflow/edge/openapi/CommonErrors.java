package dealflow.edge.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * The errors that every operation may answer with: told once, in {@code components/responses}, where operations refer to them. An
 * operation that describes one in its own words keeps it.
 */
final class CommonErrors {

    /** An error's status, its name in the document, and what it says. */
    private record Error(String status, String name, String description) {}

    private static final List<Error> ALWAYS = List.of(
            new Error(
                    "400",
                    "InvalidRequest",
                    "The request is malformed: JSON, a field that does not exist, or a parameter; errors[] says which"),
            new Error("401", "Unauthorized", "No valid access token"),
            new Error("403", "Forbidden", "The token's roles do not allow this"),
            new Error("404", "NotFound", "There is no such thing, or not for you"),
            new Error("406", "NotAcceptable", "The operation cannot answer in the type that Accept asks for"),
            new Error(
                    "422",
                    "InvalidValue",
                    "A value cannot be taken (errors[]), or something is missing for a move (missing[])"),
            new Error(
                    "429",
                    "TooManyRequests",
                    "More requests than one client may send; Retry-After says when to come again"),
            new Error("500", "InternalError", "The service failed; nothing was changed"),
            new Error(
                    "503",
                    "Unavailable",
                    "It cannot be answered now, or not in time; Retry-After says when to come again"));
    private static final List<Error> OF_WRITING = List.of(
            new Error("408", "TooSlow", "The body comes in too slowly"),
            new Error("409", "Conflict", "It does not fit what is there now"),
            new Error("412", "ChangedMeanwhile", "If-Match names a version that is no longer current"),
            new Error("413", "BodyTooLarge", "The body is too large"),
            new Error("415", "UnsupportedMediaType", "The Content-Type is not taken here"));

    /** What the framework writes where nobody has described an error. */
    private static final Set<String> NOT_DESCRIBED = Set.of("Bad Request", "Not Authorized", "Not Allowed");

    private CommonErrors() {}

    static void define(Components components) {
        components.addSchema("Problem", problem());
        components.addSchema(
                "FieldError",
                part("What cannot be taken, and why", "field", "message")
                        .addProperty("field", text("Where it stands"))
                        .addProperty("message", text("What is wrong with it")));
        components.addSchema(
                "MissingThing",
                part("What a refused move lacks", "kind", "message")
                        .addProperty("kind", text("What kind of thing it is"))
                        .addProperty("key", text("Which of them"))
                        .addProperty("message", text("What to do about it")));
        Stream.of(ALWAYS, OF_WRITING)
                .flatMap(List::stream)
                .forEach(error -> components.addResponse(
                        error.name(),
                        inFull(OASFactory.createAPIResponse().description(error.description()), error.status())));
    }

    static void add(PathItem.HttpMethod method, Operation operation) {
        ALWAYS.forEach(error -> add(operation, error));
        if (method != PathItem.HttpMethod.GET) {
            OF_WRITING.forEach(error -> add(operation, error));
        }
    }

    private static void add(Operation operation, Error error) {
        var own = operation.getResponses().getAPIResponse(error.status());
        if (own == null || NOT_DESCRIBED.contains(own.getDescription())) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            error.status(), OASFactory.createAPIResponse().ref(error.name()));
        } else {
            inFull(own, error.status());
        }
    }

    private static APIResponse inFull(APIResponse answer, String status) {
        if (answer.getContent() == null) {
            answer.setContent(content());
        }
        CommonHeaders.add(status, answer);
        return answer;
    }

    private static Content content() {
        return OASFactory.createContent()
                .addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Problem")));
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
                .addProperty("errors", list("FieldError"))
                .addProperty("missing", list("MissingThing"))
                .example(inOrder(Map.of(
                        "type", "urn:dealflow:problem:bad-parameter",
                        "title", "Bad parameter",
                        "status", 400,
                        "detail", "A parameter is out of bounds",
                        "instance", "/pipelines",
                        "correlationId", "5d0f6e0e-6f3e-4f9c-9d3a-0d9f6b9b6a51",
                        "errors", List.of(inOrder(Map.of("field", "limit", "message", "must be at most 500"))))));
    }

    /** The same sources give the same document: a map as such has another order in each build. */
    private static Map<String, Object> inOrder(Map<String, Object> fields) {
        return new TreeMap<>(fields);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static Schema part(String description, String... required) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description(description)
                .required(List.of(required));
    }

    private static Schema list(String part) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref(part));
    }
}
