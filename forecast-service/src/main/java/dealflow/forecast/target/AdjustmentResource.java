package dealflow.forecast.target;

import dealflow.contract.payment.Money;
import dealflow.edge.access.Roles;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.history.PipelineDirectory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.Periods;
import dealflow.forecast.refusal.UnknownPipelineException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a manager thinks that a period brings; the forecast shows it beside its own number. */
@Tag(name = "Targets", description = "What is aimed at, and what people say of a period")
@Path("/forecasts/{pipeline}/adjustments/{period}")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MANAGER, Roles.OPS})
public class AdjustmentResource {

    private static final int REASON = 2000;
    private static final int LABEL = 200;

    private final Adjustments adjustments;
    private final PipelineDirectory pipelines;

    AdjustmentResource(Adjustments adjustments, PipelineDirectory pipelines) {
        this.adjustments = adjustments;
        this.pipelines = pipelines;
    }

    /** What it brings in all, and why. */
    @Schema(requiredProperties = {"amount", "reason"})
    public record NewAdjustment(Money amount, String reason) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putAdjustment",
            summary = "Say what a period will bring",
            description =
                    "The caller's own view, with a reason; the same again changes nothing. It never changes the computed "
                            + "number, and other managers' views stay.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewAdjustment.class),
                            example =
                                    "{\"amount\":{\"amount\":\"52000.00\",\"currency\":\"EUR\"},\"reason\":\"The frame order is late\"}"))
    @APIResponse(responseCode = "204", description = "It stands beside the forecast")
    public void put(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = "A year, quarter, month or week", example = "2026-03") @PathParam("period")
                    String period,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(description = "What this team brings; without owner and team the whole pipeline")
                    @QueryParam("team")
                    String team,
            @Parameter(description = "What this person brings") @QueryParam("owner") String owner,
            @Context SecurityContext caller,
            NewAdjustment view) {
        Periods.checked("period", period);
        var currency = pipelines
                .pipeline(key)
                .orElseThrow(() -> new UnknownPipelineException(key))
                .currency();
        if (view == null || view.amount() == null || view.amount().amount() == null) {
            throw new InvalidParameterException("amount", "is needed");
        }
        if (!currency.equals(view.amount().currency())) {
            throw new InvalidParameterException("amount.currency", "must be the pipeline's, " + currency);
        }
        if (!Parameters.isAmount(view.amount().amount().abs())) {
            throw new InvalidParameterException(
                    "amount", "must be below %s, and of at most 4 decimals".formatted(Parameters.TOO_MUCH));
        }
        if (view.reason() == null || view.reason().isBlank()) {
            throw new InvalidParameterException("reason", "is needed: say why the computed number will not come");
        }
        Parameters.atMost("reason", view.reason(), REASON);
        Parameters.atMost("team", team, LABEL);
        Parameters.atMost("owner", owner, LABEL);
        var author = caller.getUserPrincipal().getName();
        adjustments.put(
                key,
                Parameters.measure(measure),
                new Scope(owner, team, null, null, null),
                new Adjustments.Adjustment(period, view.amount().amount(), view.reason(), author, null));
    }

    @DELETE
    @Operation(
            operationId = "deleteAdjustment",
            summary = "Take the own view back",
            description = "Of the caller only; nothing happens where there is none.")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = "A year, quarter, month or week", example = "2026-03") @PathParam("period")
                    String period,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(description = "What this team brings; without owner and team the whole pipeline")
                    @QueryParam("team")
                    String team,
            @Parameter(description = "What this person brings") @QueryParam("owner") String owner,
            @Context SecurityContext caller) {
        adjustments.remove(
                key,
                Parameters.measure(measure),
                new Scope(owner, team, null, null, null),
                period,
                caller.getUserPrincipal().getName());
    }
}
