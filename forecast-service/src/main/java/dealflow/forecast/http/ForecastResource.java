package dealflow.forecast.http;

import dealflow.forecast.Forecasts;
import dealflow.forecast.Histories;
import dealflow.forecast.Scope;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** How much, by when. */
@Path("/forecasts")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class ForecastResource {

    private final Forecasts forecasts;
    private final Histories histories;

    ForecastResource(Forecasts forecasts, Histories histories) {
        this.forecasts = forecasts;
        this.histories = histories;
    }

    @GET
    @Operation(
            operationId = "listForecasts",
            summary = "The pipelines that can be forecast",
            description = "Keys of all pipelines known so far.")
    @APIResponse(responseCode = "200", description = "The pipelines' keys")
    public Pipelines pipelines() {
        return new Pipelines(histories.pipelines(), null);
    }

    public record Pipelines(List<String> items, String next) {}

    @GET
    @Path("/{pipeline}")
    @Operation(
            operationId = "forecastBookings",
            summary = "Bookings by period",
            description =
                    "What is closed, what the open deals will bring, and what deals not yet begun will bring, from "
                            + "what was known as of a moment. The probabilities behind it belong to populations of deals.")
    @APIResponse(responseCode = "200", description = "The forecast")
    public ForecastAnswer forecast(
            @PathParam("pipeline") String key,
            @QueryParam("measure") @DefaultValue("bookings") String measure,
            @QueryParam("interval") @DefaultValue("month") String interval,
            @QueryParam("from") String from,
            @QueryParam("periods") @DefaultValue("6") String periods,
            @QueryParam("asOf") String asOf,
            @QueryParam("owner") String owner,
            @QueryParam("team") String team,
            @QueryParam("product") String product,
            @QueryParam("source") String source,
            @QueryParam("region") String region) {
        Parameters.bookings(measure);
        var moment = Parameters.asOf(asOf);
        var length = Parameters.interval(interval);
        var count = Parameters.periods(periods);
        var first = Parameters.date("from", from);
        var pipeline = histories.pipeline(key).orElseThrow(() -> new UnknownPipelineException(key));
        var scope = new Scope(owner, team, product, source, region);
        var known = forecasts.known(pipeline, moment);
        return ForecastAnswer.of(known, forecasts.bookings(known, scope, length, first, count));
    }
}
