package dealflow.deal.move;

import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.event.Confirmation;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.DealProblems;
import dealflow.deal.idempotency.Idempotent;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Missing;
import dealflow.deal.refusal.MoveRefusedException;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals/transitions")
@Tag(name = "Moves")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class BulkMoveResource {

    /** 207, Multi-Status. */
    static final int STATUS = 207;

    private static final int MOST = 500;
    private static final String EXAMPLE =
            """
            {"moves":[{"deal":"019cac2a-9dc0-7d4b-9a35-5b0e6f7c2d11","to":"lost","reason":"price"},\
            {"deal":"019cac2a-9dc0-7d4b-9a35-5b0e6f7c2d12","version":7,"to":"opportunity","confirmation":\
            {"confirmedBy":"Kari Berg","signal":"INQUIRY","channel":"email"}}]}""";
    private static final String ANSWER =
            """
            {"moved":1,"refused":1,"items":[{"deal":"019cac2a-9dc0-7d4b-9a35-5b0e6f7c2d11","status":422,"version":null,"result":null,\
            "detail":"The move to 'risk-assessment' is refused: one thing is missing","field":null,"missing":[{"kind":"CHECKLIST",\
            "key":"solution-accepted","message":"tick 'solution-accepted'"}]}]}""";

    @Inject
    Moves moves;

    @Inject
    SecurityIdentity caller;

    @Inject
    RoutingContext routing;

    /** Many moves. */
    @Schema(requiredProperties = {"moves"})
    public record NewMoves(List<OneMove> moves) {}

    /**
     * One of them.
     *
     * @param version the version that the deal must be at, as its ETag says; left out, any
     */
    @Schema(requiredProperties = {"deal", "to"})
    public record OneMove(
            UUID deal,
            Long version,
            String to,
            Instant occurredAt,
            Confirmation confirmation,
            String reason,
            String note,
            String override) {

        Moves.Order order() {
            return new Moves.Order(deal, version, new Move(to, occurredAt, confirmation, reason, note, override));
        }
    }

    /** What became of all. */
    @Schema(requiredProperties = {"items"})
    public record MovesMade(long moved, long refused, List<MoveMade> items) {}

    /**
     * What became of one.
     *
     * @param status what the move alone would have been answered
     * @param version of the deal after the move; null if refused
     * @param field the field that cannot be taken; null for other refusals
     */
    @Schema(requiredProperties = {"deal", "missing"})
    public record MoveMade(
            UUID deal,
            int status,
            @Nullable Long version,
            @Nullable DealSnapshot result,
            @Nullable String detail,
            @Nullable String field,
            List<Missing> missing) {}

    @POST
    @Idempotent
    @Operation(
            operationId = "moveDeals",
            summary = "Move many deals",
            description =
                    "Up to 500 moves by the same rules as single ones, in the order given, in one transaction. Each "
                            + "is made or refused for itself, and 'items' says in the same order what became of it.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewMoves.class),
                            example = EXAMPLE))
    @APIResponse(
            responseCode = "207",
            description = "A result for each",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MovesMade.class),
                            example = ANSWER))
    public Response moveAll(NewMoves request) {
        Bodies.required(request);
        if (request.moves() == null
                || request.moves().isEmpty()
                || request.moves().size() > MOST) {
            throw new InvalidFieldException("moves", "are required: 1 to %d of them".formatted(MOST));
        }
        for (var i = 0; i < request.moves().size(); i++) {
            var move = request.moves().get(i);
            if (move == null || move.deal() == null) {
                throw new InvalidFieldException("moves[%d].deal".formatted(i), "is required");
            }
            MoveResource.mayOverride(caller, routing, move.override());
        }
        var items = moves
                .moveAll(
                        request.moves().stream().map(OneMove::order).toList(),
                        caller.getPrincipal().getName())
                .stream()
                .map(BulkMoveResource::made)
                .toList();
        var moved = items.stream().filter(item -> item.version() != null).count();
        return Response.status(STATUS)
                .entity(new MovesMade(moved, items.size() - moved, items))
                .build();
    }

    private static MoveMade made(Moves.Outcome outcome) {
        if (outcome.moved() != null) {
            var moved = outcome.moved();
            return new MoveMade(outcome.deal(), 200, moved.version(), moved.deal(), null, null, List.of());
        }
        return refused(outcome.deal(), outcome.refusal());
    }

    static MoveMade refused(UUID deal, RuntimeException refusal) {
        return new MoveMade(
                deal,
                DealProblems.status(refusal),
                null,
                null,
                refusal.getMessage(),
                refusal instanceof InvalidFieldException invalid ? invalid.field() : null,
                refusal instanceof MoveRefusedException refused ? refused.missing() : List.of());
    }
}
