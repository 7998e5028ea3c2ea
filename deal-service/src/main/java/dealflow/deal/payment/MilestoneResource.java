package dealflow.deal.payment;

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

@Path("/deals/{id}/milestones/{milestone}")
@Tag(name = "Payments")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class MilestoneResource {

    @Inject
    Payments payments;

    @Inject
    SecurityIdentity caller;

    /** When it was reached. */
    @Schema(requiredProperties = {"reachedOn"})
    public record NewMilestone(LocalDate reachedOn) {}

    @PUT
    @Operation(
            operationId = "recordMilestone",
            summary = "Record a milestone",
            description =
                    "That a milestone of the deal's payment terms has been reached, such as BILL_OF_LADING, which makes "
                            + "its instalment due. ORDER is never recorded: the win is it.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewMilestone.class),
                            example = "{\"reachedOn\":\"2026-05-03\"}"))
    @APIResponse(
            responseCode = "200",
            description = "The deal after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response reach(UUID id, String milestone, @HeaderParam("If-Match") String ifMatch, NewMilestone reached) {
        Bodies.required(reached);
        return Answers.of(payments.reach(id, Bodies.version(ifMatch), milestone, reached.reachedOn(), actor()));
    }

    @DELETE
    @Operation(
            operationId = "takeBackMilestone",
            summary = "Take a milestone back",
            description = "For one that was recorded by mistake.")
    @APIResponse(
            responseCode = "200",
            description = "The deal after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response takeBack(UUID id, String milestone, @HeaderParam("If-Match") String ifMatch) {
        return Answers.of(payments.takeBack(id, Bodies.version(ifMatch), milestone, actor()));
    }

    private String actor() {
        return caller.getPrincipal().getName();
    }
}
