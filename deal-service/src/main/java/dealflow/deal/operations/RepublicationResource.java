package dealflow.deal.operations;

import dealflow.deal.idempotency.Idempotent;
import dealflow.deal.outbox.Republication;
import dealflow.edge.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/republications")
@Tag(name = "Operations")
@RolesAllowed(Roles.OPS)
public class RepublicationResource {

    @Inject
    Republication republication;

    /** @param events how many are to be published again */
    public record Ordered(long events) {}

    /** @param waiting how many are not published yet, or are to be published again */
    public record Waiting(long waiting) {}

    @POST
    @Idempotent(timeoutSeconds = 1800)
    @Operation(
            operationId = "republishEvents",
            summary = "Publish every event again",
            description =
                    "For a topic that was lost. Goes on in the background; consumers of the contract leave out what they"
                            + " have. Events recorded meanwhile follow after these.")
    @APIResponse(
            responseCode = "202",
            description = "Ordered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Ordered.class),
                            example = "{\"events\":120000}"))
    public Response order() {
        return Response.accepted(new Ordered(republication.order())).build();
    }

    @GET
    @Operation(
            operationId = "countWaitingEvents",
            summary = "Find how many events wait to be published",
            description = "After an order it falls to the few that come in meanwhile. Counted up to a million.")
    @APIResponse(
            responseCode = "200",
            description = "How many",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Waiting.class),
                            example = "{\"waiting\":88000}"))
    public Waiting waiting() {
        return new Waiting(republication.waiting());
    }
}
