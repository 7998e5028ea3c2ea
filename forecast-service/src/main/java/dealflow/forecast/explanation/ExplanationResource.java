package dealflow.forecast.explanation;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.answer.ForecastAnswer;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.answer.PeriodParameters;
import dealflow.forecast.history.Label;
import dealflow.forecast.http.DisclosureRights;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.measure.Measure;
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

/** Where a forecast comes from. */
@Tag(name = "Forecasts", description = "What is booked and paid by period; no number is about one deal")
@Path("/forecasts/{pipeline}/explanation")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class ExplanationResource {

    private final KnownPipelines pipelines;

    private final Forecasts forecasts;
    private final DisclosureRights rights;

    ExplanationResource(KnownPipelines pipelines, Forecasts forecasts, DisclosureRights rights) {
        this.forecasts = forecasts;
        this.rights = rights;
        this.pipelines = pipelines;
    }

    @GET
    @Operation(
            operationId = "explainForecast",
            summary = "Where the expected bookings come from, and the curves behind them",
            description =
                    "The expected amount of each period by stage, days in the stage and team, with by=owner also by owner; "
                            + "the parts of each division add up to the whole. Teams are those of a forecast by team: on the day of asOf, each with those below it. curves has, per stage and days in it, the daily hazards of moving on, winning "
                            + "and losing, and the sample that each rests on. All of it is about populations of deals: what fewer than ten "
                            + "open ones are expected to bring is null, or the part is left out.")
    @APIResponse(responseCode = "200", description = "The explanation")
    public ExplanationAnswer explain(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam PeriodParameters period,
            @Parameter(
                            description = "Only bookings are explained",
                            schema = @Schema(type = SchemaType.STRING, enumeration = "bookings"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(
                            description = "owner, to see owners apart",
                            schema = @Schema(type = SchemaType.STRING, enumeration = "owner"))
                    @QueryParam("by")
                    String by,
            @Parameter(description = Parameters.AS_OF, schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("asOf")
                    String asOf) {
        Parameters.bookings(measure);
        var question = period.question(pipelines.today(key, asOf), Measure.BOOKINGS, by);
        if (by != null && question.by() != Label.OWNER) {
            throw new InvalidParameterException("by", "must be owner here");
        }
        var known = pipelines.at(key, asOf);
        var disclosure = forecasts.disclosure(known, question.measure());
        var telling = new ForecastAnswer.Telling(disclosure.reason(question.scope()), rights.deals(question.scope()));
        return ExplanationAnswer.of(known, question, period.grouping("team"), disclosure, telling, by != null);
    }
}
