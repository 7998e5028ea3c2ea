package dealflow.deal.approval;

import dealflow.deal.http.Bodies;
import dealflow.deal.http.Page;
import dealflow.deal.idempotency.Idempotent;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/approvals")
@Tag(
        name = "Approvals",
        description = "Concessions beyond a limit and moves that lack something, decided by somebody else")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class ApprovalResource {

    private static final String DECISION = """
            {"approved":true,"reason":"Prepayment is worth it"}""";

    @Inject
    Approvals approvals;

    @Inject
    SecurityIdentity caller;

    /**
     * A decision.
     *
     * @param until how long an approval holds; left out, two weeks
     */
    @Schema(requiredProperties = {"approved", "reason"})
    public record NewDecision(Boolean approved, String reason, Instant until) {}

    @GET
    @Operation(
            operationId = "listApprovals",
            summary = "Approvals asked for",
            description =
                    "Of the deals that the caller may see, oldest first; with status=OPEN those that wait for a decision.")
    public Page<Approval> list(
            @Parameter(description = "Only those that stand so", example = "OPEN") @QueryParam("status")
                    Approval.Status status,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        return Page.of(approvals.list(status, Page.after(cursor, UUID::fromString), limit + 1), limit, Approval::id);
    }

    @POST
    @Idempotent
    @Path("{id}/decision")
    @RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS})
    @Operation(
            operationId = "decideApproval",
            summary = "Approve or reject",
            description =
                    "Somebody else than who asked, in one of the roles that the approval names (403 otherwise), with a reason. "
                            + "An approval holds until its end, once, and for the deal's amount, payment terms and stage as they were: "
                            + "when one of these changes it is VOID.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewDecision.class),
                            example = DECISION))
    @APIResponse(
            responseCode = "200",
            description = "The approval as it stands now",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Approval.class)))
    public Response decide(UUID id, NewDecision decision) {
        Bodies.required(decision);
        if (decision.approved() == null) {
            throw new InvalidFieldException("approved", "is required: true or false");
        }
        var decider = new Approvals.Decider(caller.getPrincipal().getName(), caller.getRoles());
        return Response.ok(approvals.decide(id, decision.approved(), decision.reason(), decision.until(), decider))
                .build();
    }
}
