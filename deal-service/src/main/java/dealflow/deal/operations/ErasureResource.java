package dealflow.deal.operations;

import dealflow.deal.http.Bodies;
import dealflow.deal.idempotency.Idempotent;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/erasures")
@Tag(name = "Erasures", description = "A person's right to be forgotten")
@RolesAllowed(Roles.OPS)
public class ErasureResource {

    @Inject
    Erasures erasures;

    @Inject
    SecurityIdentity caller;

    /**
     * Whose name is to go.
     *
     * @param name in any spelling: capitals, widths, accents and spaces make no difference
     * @param dryRun true to be told what would change, and change nothing
     */
    @Schema(requiredProperties = {"name"})
    public record NewErasure(String name, boolean dryRun) {}

    @POST
    @Idempotent(timeoutSeconds = 600)
    @Operation(
            operationId = "erasePerson",
            summary = "Erase a person's name",
            description =
                    "Replaces it everywhere by one pseudonym: in deals, their history and future events, whether it "
                            + "is a salesperson's, a customer's or stands in a note. No deal and no sum is lost, and nothing leads "
                            + "back. With 'dryRun' it is told what would change, and nothing does: a name that is a word, too, is "
                            + "taken out wherever the word stands. The README tells what operators do about what is on Kafka "
                            + "already, and in the forecast service.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewErasure.class),
                            example = "{\"name\":\"Kari Berg\"}"))
    @APIResponse(
            responseCode = "200",
            description = "Erased",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Erasures.Erased.class)))
    public Response erase(NewErasure erasure) {
        Bodies.required(erasure);
        var actor = caller.getPrincipal().getName();
        return Response.ok(
                        erasure.dryRun()
                                ? erasures.dryRun(erasure.name(), actor)
                                : erasures.erase(erasure.name(), actor))
                .build();
    }
}
