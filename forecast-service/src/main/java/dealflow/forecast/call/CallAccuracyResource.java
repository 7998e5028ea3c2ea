package dealflow.forecast.call;

import dealflow.consumer.Teams;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.fiscal.FiscalYears;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.TableParameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.target.Calls;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How good calls have been. */
@Tag(name = "Calls", description = "What people commit to, beside what is computed")
@Path("/forecasts/{pipeline}/call-accuracy")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class CallAccuracyResource {

    private static final int YEARS = 2;

    private final KnownPipelines pipelines;
    private final Calls calls;
    private final FiscalYears fiscalYears;
    private final Teams teams;

    CallAccuracyResource(KnownPipelines pipelines, Calls calls, FiscalYears fiscalYears, Teams teams) {
        this.teams = teams;
        this.fiscalYears = fiscalYears;
        this.pipelines = pipelines;
        this.calls = calls;
    }

    @GET
    @Operation(
            operationId = "getCallAccuracy",
            summary = "How good calls have been",
            description =
                    "Of two years, by author, scored like forecasts, beside what was computed when the calls were made and beside the period before. One call "
                            + "counts of each author, scope and period that is over: the last one made before the period's second half.")
    @APIResponse(responseCode = "200", description = "A row for each author")
    public CallAccuracyAnswer accuracy(
            @BeanParam TableParameters table,
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(description = CallParameters.OF_TEAM) @QueryParam("team") String team,
            @Parameter(description = CallParameters.OF_OWNER) @QueryParam("owner") String owner,
            @Parameter(
                            description = "Calls about each team or person below, in place of those about all of it",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"owner", "team"}))
                    @QueryParam("by")
                    String by) {
        var asked = Parameters.measure(measure);
        var scope = CallParameters.scope(owner, team, teams.at(null));
        var below = by == null ? null : CallParameters.below(by, scope, teams.at(null));
        var known = pipelines.at(key, null);
        var own = calls.since(key, asked, known.today().minusYears(YEARS)).stream()
                .filter(call ->
                        below == null ? Reports.isAbout(call, scope) : Reports.group(call, scope, below) != null)
                .toList();
        var scores = CallScores.of(own, fiscalYears.current(), known.pipeline().timeZone(), known.today(), call -> {
            var revenue =
                    known.measured(asked, CallParameters.scope(call.owner(), call.team(), teams.at(call.madeAt())));
            return period -> revenue.closed(
                            (int) period.from().toEpochDay(), (int) period.to().toEpochDay())
                    .amount();
        });
        return new CallAccuracyAnswer(
                key,
                measure,
                known.asOf(),
                known.freshAsOf(),
                scores.stream().map(CallAccuracyAnswer.CallerAccuracy::of).toList(),
                null);
    }
}
