package dealflow.deal.field;

import dealflow.contract.field.FieldChoice;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.field.FieldGate;
import dealflow.contract.field.FieldRules;
import dealflow.contract.field.FieldType;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.Page;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/fields")
@Tag(name = "Fields", description = "Fields that the company adds to its deals")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
public class FieldResource {

    private static final String INCOTERM =
            """
            {"names":{"en":"Incoterm","zh":"贸易术语"},"type":"ONE_OF","choices":[\
            {"key":"FOB","names":{"en":"FOB: free on board","zh":"FOB 船上交货"}},\
            {"key":"CIF","names":{"en":"CIF: cost, insurance and freight","zh":"CIF 成本加保险费加运费"}}],"dimension":true}""";

    @Inject
    FieldDefinitions fields;

    @Inject
    SecurityIdentity caller;

    /**
     * A field, or its next version.
     *
     * @param version the version that it was made of; may be left out
     * @param names by language; the key unless given
     * @param type stays what it is
     * @param choices of ONE_OF and SEVERAL_OF only; one that was there stays, and may be retired
     * @param rules min and max of NUMBER, DATE and MONEY, pattern and longest of TEXT
     * @param requiredFrom in each pipeline the stage that a deal enters, or passes, only with a value
     * @param dimension whether deals are filtered and grouped by it: of ONE_OF, SEVERAL_OF, BOOLEAN, NUMBER and DATE
     * @param personal whether its values may be about a person; never of a dimension
     * @param retired whether it is given to no deal any more
     */
    @Schema(requiredProperties = {"type"})
    public record NewField(
            String key,
            Integer version,
            Map<String, String> names,
            FieldType type,
            List<NewChoice> choices,
            FieldRules rules,
            List<FieldGate> requiredFrom,
            Boolean dimension,
            Boolean personal,
            Boolean retired) {

        FieldDefinition draft(String ofKey) {
            if (choices != null && choices.contains(null)) {
                throw new InvalidFieldException("choices", "must have a choice in each place");
            }
            if (requiredFrom != null && requiredFrom.contains(null)) {
                throw new InvalidFieldException("requiredFrom", "must have a pipeline and a stage in each place");
            }
            return new FieldDefinition(
                    ofKey,
                    1,
                    names,
                    type,
                    choices == null
                            ? null
                            : choices.stream().map(NewChoice::choice).toList(),
                    rules,
                    requiredFrom,
                    Boolean.TRUE.equals(dimension),
                    Boolean.TRUE.equals(personal),
                    Boolean.TRUE.equals(retired));
        }
    }

    /**
     * One of a field's values.
     *
     * @param names by language; the key unless given
     */
    @Schema(requiredProperties = {"key"})
    public record NewChoice(String key, Map<String, String> names, Boolean retired) {

        FieldChoice choice() {
            return new FieldChoice(key, names, Boolean.TRUE.equals(retired));
        }
    }

    @GET
    @Operation(
            operationId = "listFields",
            summary = "The company's own fields",
            description = "The current definition of each, by key, retired ones too.")
    public Page<FieldDefinition> list() {
        return new Page<>(fields.refreshed().all(), null);
    }

    @GET
    @Path("{field}")
    @Operation(
            operationId = "getField",
            summary = "One of the company's own fields",
            description = "Its current definition; the ETag names its version, for If-Match.")
    @APIResponse(
            responseCode = "200",
            description = "The definition",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FieldDefinition.class)))
    public Response get(String field) {
        return tagged(fields.get(field));
    }

    @PUT
    @Path("{field}")
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "putField",
            summary = "Define or change a field",
            description =
                    "Makes the field if there is none of that key, else a new version of its whole definition; send what GET answered "
                            + "with your changes. Type and choices stay, since deals have values of them: what is not wanted any more is retired. "
                            + "Rules hold for what is written from then on. At most 50 fields that are not retired.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewField.class),
                            example = INCOTERM))
    @APIResponse(
            responseCode = "200",
            description = "The field at its new version",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FieldDefinition.class)))
    public Response put(String field, @HeaderParam("If-Match") String ifMatch, NewField definition) {
        Bodies.required(definition);
        if (definition.key() != null && !definition.key().equals(field)) {
            throw new InvalidFieldException("key", "must stay what it is");
        }
        var expected = Bodies.version(ifMatch);
        return tagged(fields.put(
                definition.draft(field),
                expected == null && definition.version() != null ? Long.valueOf(definition.version()) : expected,
                caller.getPrincipal().getName()));
    }

    private static Response tagged(FieldDefinition definition) {
        return Response.ok(definition).tag(String.valueOf(definition.version())).build();
    }
}
