package dealflow.deal.move;

import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.event.Confirmation;
import dealflow.deal.approval.Approval;
import dealflow.deal.http.Answers;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.Page;
import dealflow.deal.idempotency.Idempotent;
import dealflow.edge.access.Roles;
import dealflow.edge.audit.AuditFilter;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals/{id}/transitions")
@Tag(name = "Moves", description = "From stage to stage, as the customer confirms each")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class MoveResource {

    private static final String MOVE =
            """
            {"to":"customer-recognition","confirmation":{"confirmedBy":"Kari Berg","signal":"SAMPLE_REQUEST",\
            "channel":"email","reference":"mail 2026-03-02"}}""";

    private static final String WANTED =
            """
            {"to":"needs-confirmed","why":"The fair is next week; the budget is told there"}""";

    @Inject
    Moves moves;

    @Inject
    SecurityIdentity caller;

    @Inject
    RoutingContext routing;

    /**
     * A move to another stage.
     *
     * @param to a stage's key, the won stage's key, {@code won} or {@code lost}
     * @param occurredAt when it happened; left out, now
     * @param override why it is to be made although something is missing
     */
    @Schema(requiredProperties = {"to"})
    public record NewMove(
            String to, Instant occurredAt, Confirmation confirmation, String reason, String note, String override) {

        Move move() {
            return new Move(to, occurredAt, confirmation, reason, note, override);
        }
    }

    @GET
    @Operation(
            operationId = "listPossibleMoves",
            summary = "Possible moves",
            description = "Every move from where the deal stands, and what each still lacks before the customer's "
                    + "confirmation is given.")
    public Page<MoveRules.Possible> possibleMoves(UUID id) {
        return new Page<>(moves.possible(id), null);
    }

    @POST
    @Idempotent
    @Operation(
            operationId = "moveDeal",
            summary = "Move a deal",
            description = "Forward with the customer's confirmation; backward, out, lost or reopened with a reason. "
                    + "422 with missing[] says what a refused move lacks. Sales operations may override with a reason, "
                    + "which stays on record.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewMove.class),
                            example = MOVE))
    @APIResponse(
            responseCode = "200",
            description = "The deal after the move",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response move(UUID id, @HeaderParam("If-Match") String ifMatch, NewMove move) {
        Bodies.required(move);
        mayOverride(caller, routing, move.override());
        return Answers.of(moves.move(
                id, Bodies.version(ifMatch), move.move(), caller.getPrincipal().getName()));
    }

    /**
     * What somebody else is asked for.
     *
     * @param to where the deal is to go
     * @param why although it lacks something
     */
    @Schema(requiredProperties = {"to", "why"})
    public record ApprovalWanted(String to, String why) {}

    @POST
    @Idempotent
    @Path("approvals")
    @Operation(
            operationId = "openMoveApproval",
            summary = "Ask for a move that lacks something",
            description =
                    "Opens an approval of what the deal lacks for that stage (its qualification, checklist items, stages that are "
                            + "skipped), which sales operations decide. Once it is approved, the move passes, with the customer's "
                            + "confirmation as always. 422 if nothing is missing that could be approved, 409 if it is asked already.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ApprovalWanted.class),
                            example = WANTED))
    @APIResponse(
            responseCode = "201",
            description = "Asked",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Approval.class)))
    public Response askForApproval(UUID id, ApprovalWanted wanted) {
        Bodies.required(wanted);
        return Response.status(201)
                .entity(moves.askForApproval(
                        id, wanted.to(), wanted.why(), caller.getPrincipal().getName()))
                .build();
    }

    /** Whoever overrides answers for the process. */
    static void mayOverride(SecurityIdentity caller, RoutingContext request, String override) {
        if (override != null && !caller.hasRole(Roles.OPS)) {
            throw new ForbiddenException();
        }
        if (override != null) {
            AuditFilter.overrides(request);
        }
    }
}
