package dealflow.forecast.accuracy;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.TableParameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.refusal.UnknownBacktestException;
import dealflow.forecast.snapshot.Snapshots;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How good the forecasts have been. */
@Path("/forecasts/{pipeline}")
@Blocking
@InTime
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accuracy", description = "The service's own track record")
@RolesAllowed({Roles.VIEWER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class AccuracyResource {

    private static final int MOST_YEARS = 10;
    private static final int KEY = 200;

    private final Backtests backtests;
    private final Snapshots snapshots;
    private final KnownPipelines pipelines;

    AccuracyResource(Backtests backtests, Snapshots snapshots, KnownPipelines pipelines) {
        this.backtests = backtests;
        this.snapshots = snapshots;
        this.pipelines = pipelines;
    }

    @GET
    @Path("/accuracy")
    @Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
    @Operation(
            operationId = "getAccuracy",
            summary = "How good forecasts have been, by how far they looked ahead",
            description =
                    "From the latest backtest of bookings or receipts, each of which has its own: the same question asked at the "
                            + "beginning of up to 24 past periods, from what was known then. wape is the sum of absolute errors over the sum of what came, bias the signed one, "
                            + "coverage the share that p10 to p90 held. Beside it the simpler methods; verdict and better say "
                            + "where one of them has erred less. given is the same of the daily snapshots, by weeks or months: how "
                            + "the forecasts came out that were given. When no backtest of the last day is there, one is begun.")
    @APIResponse(responseCode = "200", description = "The track record")
    public AccuracyAnswer accuracy(
            @BeanParam TableParameters table,
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(description = Parameters.INTERVAL, schema = @Schema(ref = "CalendarInterval"))
                    @QueryParam("interval")
                    @DefaultValue("month")
                    String interval,
            @Parameter(
                            description = "Only this many periods ahead; all unless given",
                            schema =
                                    @Schema(type = SchemaType.INTEGER, format = "int32", minimum = "1", maximum = "12"))
                    @QueryParam("horizon")
                    String horizon) {
        var measured = Parameters.measure(measure);
        var length = Parameters.interval(interval);
        var ahead = horizon == null ? null : Integer.valueOf(Parameters.number("horizon", horizon, 1, 12));
        var known = pipelines.at(key, null);
        var job = backtests.latest(known.pipeline(), measured, length);
        var given = SnapshotAccuracy.of(snapshots, known, measured).record(measured, length);
        return AccuracyAnswer.of(known.asOf(), backtests.freshAsOf(), job, given, ahead);
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
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(description = Parameters.INTERVAL, schema = @Schema(ref = "CalendarInterval"))
                    @QueryParam("interval")
                    @DefaultValue("month")
                    String interval,
            @Parameter(
                            description = "How many periods each forecast looks ahead; of years at most 10",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            format = "int32",
                                            minimum = "1",
                                            maximum = "12",
                                            defaultValue = "4"))
                    @QueryParam("horizons")
                    @DefaultValue("4")
                    String horizons,
            @Parameter(description = "The same key again answers with the same backtest")
                    @HeaderParam("Idempotency-Key")
                    String idempotencyKey,
            @Context SecurityContext caller) {
        var length = Parameters.interval(interval);
        Parameters.atMost("Idempotency-Key", idempotencyKey, KEY);
        var job = backtests.order(
                pipelines.exists(key),
                Parameters.measure(measure),
                length,
                Parameters.number("horizons", horizons, 1, length == Interval.YEAR ? MOST_YEARS : 12),
                caller.getUserPrincipal().getName(),
                idempotencyKey);
        return Response.accepted(AccuracyAnswer.of(backtests.freshAsOf(), job))
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
    public AccuracyAnswer find(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = "The id of the backtest") @PathParam("id") UUID id) {
        var job = backtests.find(pipelines.exists(key), id).orElseThrow(() -> new UnknownBacktestException(id));
        return AccuracyAnswer.of(backtests.freshAsOf(), job);
    }
}
