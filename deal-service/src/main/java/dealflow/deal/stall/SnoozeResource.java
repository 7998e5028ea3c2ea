package dealflow.deal.stall;

import dealflow.contract.deal.DealSnapshot;
import dealflow.deal.http.Answers;
import dealflow.deal.http.Bodies;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals/{id}/snooze")
@Tag(name = "Stalled deals", description = "Deals that stay in a stage for longer than it allows")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class SnoozeResource {

    @Inject
    StalledDeals stalledDeals;

    @Inject
    SecurityIdentity caller;

    /** Until when, and why. */
    @Schema(requiredProperties = {"until", "reason"})
    public record NewSnooze(LocalDate until, String reason) {}

    @PUT
    @Operation(
            operationId = "snoozeDeal",
            summary = "Snooze a deal",
            description =
                    "It is not stalled before that day, in whatever stage, for a reason that the customer gave. The "
                            + "event dealflow.deal.stalled.v1 comes once per stay, and not while it is snoozed.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewSnooze.class),
                            example = "{\"until\":\"2027-05-04\",\"reason\":\"Their plant is closed until 4 May\"}"))
    @APIResponse(
            responseCode = "200",
            description = "The deal after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response snooze(UUID id, @HeaderParam("If-Match") String ifMatch, NewSnooze snooze) {
        Bodies.required(snooze);
        return Answers.of(stalledDeals.snooze(id, Bodies.version(ifMatch), snooze.until(), snooze.reason(), actor()));
    }

    @DELETE
    @Operation(
            operationId = "wakeDeal",
            summary = "Lift a snooze",
            description = "Nothing changes where there is none.")
    @APIResponse(
            responseCode = "200",
            description = "The deal after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response wake(UUID id, @HeaderParam("If-Match") String ifMatch) {
        return Answers.of(stalledDeals.wake(id, Bodies.version(ifMatch), actor()));
    }

    private String actor() {
        return caller.getPrincipal().getName();
    }
}
