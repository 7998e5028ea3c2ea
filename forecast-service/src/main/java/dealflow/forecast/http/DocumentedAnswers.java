package dealflow.forecast.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Documents what every operation may answer: the errors, and an example from {@code openapi/<operationId>.json}. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentedAnswers implements OASFilter {

    private static final Map<String, String> ERRORS = Map.of(
            "400", "A parameter does not exist or does not fit; errors[] says which",
            "401", "No valid access token",
            "403", "The token's roles do not allow this",
            "404", "There is nothing of this key",
            "429", "More requests than one client may send; Retry-After says when to come again",
            "500", "The service failed");

    @Override
    public void filterOpenAPI(OpenAPI openApi) {
        openApi.getComponents().addSchema("Problem", problem());
        openApi.getPaths().getPathItems().values().forEach(path -> path.getOperations()
                .forEach((method, operation) -> {
                    ERRORS.forEach((code, text) -> add(operation.getResponses(), code, text));
                    var answers = operation.getResponses();
                    Stream.of("200", "201", "202")
                            .map(answers::getAPIResponse)
                            .filter(Objects::nonNull)
                            .forEach(answer -> answer.getContent()
                                    .getMediaType("application/json")
                                    .setExample(example(operation.getOperationId())));
                }));
    }

    private static Object example(String operationId) {
        var path = "openapi/" + operationId + ".json";
        try (var json = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            return new ObjectMapper().readValue(Objects.requireNonNull(json, path), Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
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
                .example(Map.of(
                        "type", "urn:dealflow:problem:bad-parameter",
                        "title", "Bad parameter",
                        "status", 400,
                        "detail", "periods: must be a whole number from 1 to 60",
                        "instance", "/forecasts/loans",
                        "correlationId", "5d0f6e0e-6f3e-4f9c-9d3a-0d9f6b9b6a51",
                        "errors",
                                List.of(Map.of("field", "periods", "message", "must be a whole number from 1 to 60"))));
    }
}
