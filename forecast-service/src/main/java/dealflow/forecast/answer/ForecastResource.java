package dealflow.forecast.answer;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.forecast.answer.ForecastAnswer.Telling;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.PipelineDirectory;
import dealflow.forecast.history.TeamGroups;
import dealflow.forecast.http.DisclosureRights;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.target.Calls;
import dealflow.forecast.target.TargetTree;
import dealflow.forecast.target.TargetTrees;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much, by when. */
@Tag(name = "Forecasts", description = "What is booked and paid by period; no number is about one deal")
@Path("/forecasts")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class ForecastResource {

    private final Forecasts forecasts;
    private final PipelineDirectory histories;
    private final KnownPipelines pipelines;
    private final TargetTrees targets;
    private final Calls calls;
    private final DisclosureRights told;

    ForecastResource(
            Forecasts forecasts,
            PipelineDirectory histories,
            KnownPipelines pipelines,
            TargetTrees targets,
            Calls calls,
            DisclosureRights told) {
        this.told = told;
        this.forecasts = forecasts;
        this.histories = histories;
        this.pipelines = pipelines;
        this.targets = targets;
        this.calls = calls;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listForecasts",
            summary = "The pipelines that can be forecast",
            description =
                    "Keys of all pipelines known so far, and up to when what was published is known. A forecast of very "
                            + "many deals may be of a little earlier, and says so.")
    @APIResponse(responseCode = "200", description = "The pipelines' keys")
    public ForecastPipelines pipelines() {
        // Before the keys: they may be fresher than this says, never older.
        var fresh = histories.freshAsOf();
        return new ForecastPipelines(fresh, histories.pipelines(), null);
    }

    public record ForecastPipelines(@Nullable Instant dataFreshAsOf, List<String> items, @Nullable String next) {}

    private List<ForecastAnswer.ForecastGroup> groups(
            InformationSet known, Question question, boolean deals, TargetTree list) {
        var reasons = forecasts.disclosure(known, question.measure()).reasons(question.scope(), question.by());
        return forecasts.groups(known, question).stream()
                .map(group -> ForecastAnswer.group(
                        group,
                        TeamGroups.hasBelow(question.by(), group.group()),
                        question.about(new Grouping.Group(group.group())),
                        new Telling(reasons.get(new Grouping.Group(group.group())), deals),
                        list))
                .toList();
    }

    @GET
    @Path("/{pipeline}")
    @Operation(
            operationId = "getForecast",
            summary = "Bookings or receipts by period",
            description =
                    "What is closed, what the open deals will bring, and what deals not yet begun will bring, from "
                            + "what was known as of a moment. closed is what is known: an order without amount counts "
                            + "with 0.00. warnings tells how many these are, and of amounts so large that only a part of "
                            + "them counts for deals not yet begun. Receipts of open deals include what won deals still owe. "
                            + "With by, also the same for each group; the groups add up to the whole: a deal of several products is in the group of each with "
                            + "that part of its amount. The probabilities "
                            + "behind it belong to populations of deals: of fewer than ten open ones, and where these could be "
                            + "worked out as a difference, only what is closed is told, and reason says why the rest is null.")
    @APIResponse(responseCode = "200", description = "The forecast")
    public ForecastAnswer forecast(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam QuestionParameters parameters,
            @Parameter(
                            description = "Also for each group of deals that have this in common",
                            schema = @Schema(ref = "Grouping"))
                    @QueryParam("by")
                    String by,
            @Parameter(description = Parameters.AS_OF, schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("asOf")
                    String asOf) {
        var question = parameters.question(pipelines.today(key, asOf), by);
        var known = pipelines.at(key, asOf);
        var told = new Telling(
                forecasts.disclosure(known, question.measure()).reason(question.scope()),
                this.told.deals(question.scope()));
        var list = targets.of(known);
        return ForecastAnswer.of(
                known,
                question,
                forecasts.forecast(known, question),
                told,
                question.by() == null ? null : groups(known, question, told.deals(), list),
                forecasts.overlap(known, question),
                list,
                calls.latest(key, question.measure(), question.scope()));
    }
}
