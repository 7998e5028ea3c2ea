package dealflow.consumer;

import dealflow.contract.lifecycle.Rebuild;
import dealflow.contract.lifecycle.Rebuilds;
import dealflow.edge.access.Roles;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Fills the tables anew from the first event, while the ones there are go on answering. */
@Path("/rebuilds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rebuilds", description = "Jobs that fill the tables anew from the first event")
@RolesAllowed(Roles.OPS)
public class RebuildResource {

    private static final int LATEST = 50;

    private final Rebuilds rebuilds;

    RebuildResource(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    /** The latest rebuilds. */
    public record RebuildPage(List<Rebuild> items, @Nullable String next) {}

    @POST
    @Operation(
            operationId = "orderRebuild",
            summary = "Rebuild the tables",
            description =
                    "Fills new tables from the first event. The ones there are go on answering until the new ones "
                            + "have caught up, and take their place at once. One at a time: 409 while another one runs.")
    @APIResponse(
            responseCode = "202",
            description = "The rebuild, to be watched at Location",
            content = @Content(schema = @Schema(implementation = Rebuild.class)))
    @APIResponse(
            responseCode = "409",
            description = "Another rebuild is running",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Response order(
            @Parameter(description = "The same key again answers with the same rebuild") @HeaderParam("Idempotency-Key")
                    String key,
            @Context SecurityContext caller)
            throws SQLException {
        var rebuild =
                rebuilds.order(caller.getUserPrincipal().getName(), key).orElseThrow(RebuildRunningException::new);
        return Response.accepted(rebuild)
                .location(URI.create("/rebuilds/" + rebuild.id()))
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getRebuild",
            summary = "How far a rebuild is",
            description =
                    "processed of total messages are read; status is RUNNING, DONE or FAILED, then problem says why.")
    @APIResponse(
            responseCode = "200",
            description = "The rebuild",
            content = @Content(schema = @Schema(implementation = Rebuild.class)))
    public Rebuild find(@Parameter(description = "The id of the rebuild") @PathParam("id") UUID id)
            throws SQLException {
        return rebuilds.find(id).orElseThrow(() -> new UnknownRebuildException(id));
    }

    @GET
    @Operation(
            operationId = "listRebuilds",
            summary = "The latest rebuilds",
            description = "The newest first, at most 50.")
    @APIResponse(responseCode = "200", description = "The latest rebuilds")
    public RebuildPage latest() throws SQLException {
        return new RebuildPage(rebuilds.latest(LATEST), null);
    }
}
