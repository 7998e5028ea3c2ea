package dealflow.forecast.attainment;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.fiscal.Periods;
import dealflow.forecast.http.DisclosureRights;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.ScopeParameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.measure.Question;
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

/** Who is where against the target. */
@Tag(name = "Targets", description = "What is aimed at")
@Path("/forecasts/{pipeline}/attainment/{period}")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class AttainmentResource {

    private final KnownPipelines pipelines;
    private final Attainments attainments;
    private final Periods periods;
    private final DisclosureRights told;

    AttainmentResource(KnownPipelines pipelines, Attainments attainments, Periods periods, DisclosureRights told) {
        this.told = told;
        this.periods = periods;
        this.pipelines = pipelines;
        this.attainments = attainments;
    }

    @GET
    @Operation(
            operationId = "getAttainment",
            summary = "Who is where against the target",
            description =
                    "Of one period: the target, what is closed and what is expected, the chance of the target (of all deals together, never of few), and the pace: "
                            + "the share that the twelve periods before had closed when as much of them was over, with the range in which the next one's would lie. With by "
                            + "also for each group; ranks are told only where people have come farther apart than chance explains. A team without a target "
                            + "of its own has the sum of those of the teams and people below it, as the whole pipeline has: targetOf says which it is, "
                            + "and sumBelow whether they add up to one that was set. won and entered tell the same of how many deals are won, and how many enter the funnel.")
    @APIResponse(responseCode = "200", description = "How far the period has come")
    public AttainmentAnswer attainment(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = "A year, quarter, month or week", example = "2026-03") @PathParam("period")
                    String period,
            @BeanParam ScopeParameters scope,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(
                            description = "Also for each group of deals that have this in common",
                            schema = @Schema(ref = "Grouping"))
                    @QueryParam("by")
                    String by,
            @Parameter(description = Parameters.AS_OF, schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("asOf")
                    String asOf) {
        var named = periods.checked("period", period);
        var question = new Question(
                scope.scope(), Parameters.measure(measure), named.interval(), named.from(), 1, scope.grouping(by));
        Parameters.inSight("period", named.to(), pipelines.today(key, asOf));
        var known = pipelines.at(key, asOf);
        return AttainmentAnswer.of(
                known, question, named, attainments.of(known, named, question), told.deals(question.scope()));
    }
}
