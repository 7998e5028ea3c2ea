package dealflow.deal.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Documents the errors that every operation may answer, so that no operation repeats them. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    private static final Map<String, String> ERRORS = Map.of(
            "400", "The request is malformed: JSON, a field that does not exist, or a parameter",
            "401", "No valid access token",
            "403", "The token's roles do not allow this",
            "404", "There is no such thing, or not for you",
            "422", "A value cannot be taken (errors[]), or something is missing for a move (missing[])",
            "429", "More requests than one client may send; Retry-After says when to come again",
            "500", "The service failed");
    private static final Map<String, String> WRITE_ERRORS = Map.of(
            "409", "It does not fit what is there now",
            "412", "If-Match names a version that is no longer current",
            "413", "The body is too large",
            "415", "The Content-Type is not taken here");

    @Override
    public void filterOpenAPI(OpenAPI openApi) {
        openApi.getComponents().addSchema("Problem", problem());
        openApi.getPaths().getPathItems().values().forEach(path -> path.getOperations()
                .forEach((method, operation) -> {
                    ERRORS.forEach((code, text) -> add(operation.getResponses(), code, text));
                    if (!method.name().equals("GET")) {
                        WRITE_ERRORS.forEach((code, text) -> add(operation.getResponses(), code, text));
                    }
                }));
    }

    private static void add(APIResponses responses, String code, String description) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
        responses.addAPIResponse(code, response);
    }

    private static Schema problem() {
        var text = List.of(Schema.SchemaType.STRING);
        return OASFactory.createSchema()
                .description("An error (RFC 9457)")
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("type", OASFactory.createSchema().type(text))
                .addProperty("title", OASFactory.createSchema().type(text))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", OASFactory.createSchema().type(text))
                .addProperty("instance", OASFactory.createSchema().type(text))
                .addProperty("correlationId", OASFactory.createSchema().type(text))
                .addProperty("errors", OASFactory.createSchema().addType(Schema.SchemaType.ARRAY))
                .addProperty("missing", OASFactory.createSchema().addType(Schema.SchemaType.ARRAY))
                .example(Map.of(
                        "type", "urn:dealflow:problem:invalid-value",
                        "title", "Invalid value",
                        "status", 422,
                        "detail", "amount.amount: must not be negative",
                        "instance", "/deals",
                        "correlationId", "5d0f6e0e-6f3e-4f9c-9d3a-0d9f6b9b6a51",
                        "errors", List.of(Map.of("field", "amount.amount", "message", "must not be negative"))));
    }
}
