package dealflow.forecast.http;

import dealflow.contract.Pipeline;
import dealflow.edge.Roles;
import dealflow.forecast.BacktestJob;
import dealflow.forecast.Backtests;
import dealflow.forecast.Histories;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How good the forecasts have been. */
@Path("/forecasts/{pipeline}")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accuracy", description = "The service's own track record")
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class AccuracyResource {

    private final Backtests backtests;
    private final Histories histories;

    AccuracyResource(Backtests backtests, Histories histories) {
        this.backtests = backtests;
        this.histories = histories;
    }

    @GET
    @Path("/accuracy")
    @Operation(
            operationId = "forecastAccuracy",
            summary = "How good forecasts have been, by how far they looked ahead",
            description =
                    "From the latest backtest: the same question asked at the beginning of up to 24 past periods, from what was "
                            + "known then. wape is the sum of absolute errors over the sum of what came, bias the signed one, "
                            + "coverage the share that p10 to p90 held. Beside it the simpler methods; verdict and better say "
                            + "where one of them has erred less. When no backtest of the last day is there, one is begun.")
    @APIResponse(responseCode = "200", description = "The track record")
    public AccuracyAnswer accuracy(
            @PathParam("pipeline") String key,
            @Parameter(description = "bookings") @QueryParam("measure") @DefaultValue("bookings") String measure,
            @Parameter(description = "week, month, quarter or year") @QueryParam("interval") @DefaultValue("month")
                    String interval,
            @Parameter(description = "Only this many periods ahead; all unless given") @QueryParam("horizon")
                    String horizon) {
        Parameters.bookings(measure);
        var length = Parameters.interval(interval);
        var ahead = horizon == null ? null : Integer.valueOf(Parameters.number("horizon", horizon, 1, 12));
        var job = backtests.latest(pipeline(key), length);
        return AccuracyAnswer.of(key, length, Instant.now(), backtests.freshAsOf(), job, ahead);
    }

    @POST
    @Path("/backtests")
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "orderBacktest",
            summary = "Backtest the forecasts",
            description = "Asks the past the question of today. One at a time: a job waits for those before it.")
    @APIResponse(
            responseCode = "202",
            description = "The backtest, to be watched at Location",
            content = @Content(schema = @Schema(implementation = AccuracyAnswer.class)))
    public Response order(
            @PathParam("pipeline") String key,
            @Parameter(description = "week, month, quarter or year") @QueryParam("interval") @DefaultValue("month")
                    String interval,
            @Parameter(description = "How many periods each forecast looks ahead, 1 to 12")
                    @QueryParam("horizons")
                    @DefaultValue("4")
                    String horizons,
            @Parameter(description = "The same key again answers with the same backtest")
                    @HeaderParam("Idempotency-Key")
                    String idempotencyKey,
            @Context SecurityContext caller) {
        var length = Parameters.interval(interval);
        var job = backtests.order(
                pipeline(key),
                length,
                Parameters.number("horizons", horizons, 1, 12),
                caller.getUserPrincipal().getName(),
                idempotencyKey);
        return Response.accepted(answer(job))
                .location(URI.create("/forecasts/%s/backtests/%s".formatted(key, job.id())))
                .build();
    }

    @GET
    @Path("/backtests/{id}")
    @Operation(
            operationId = "getBacktest",
            summary = "How far a backtest is, and what it found",
            description =
                    "processed of total origins are done; status is RUNNING, DONE or FAILED, and then problem says why.")
    @APIResponse(responseCode = "200", description = "The backtest")
    public AccuracyAnswer find(@PathParam("pipeline") String key, @PathParam("id") UUID id) {
        return answer(backtests.find(pipeline(key), id).orElseThrow(() -> new UnknownBacktestException(id)));
    }

    private AccuracyAnswer answer(BacktestJob job) {
        return AccuracyAnswer.of(job.pipeline(), job.interval(), job.requestedAt(), backtests.freshAsOf(), job, null);
    }

    private Pipeline pipeline(String key) {
        return histories.pipeline(key).orElseThrow(() -> new UnknownPipelineException(key));
    }
}
