package dealflow.funnel.conversion;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.funnel.load.Costly;
import dealflow.funnel.question.Interval;
import dealflow.funnel.question.QuestionParameters;
import dealflow.funnel.question.Questions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/funnels/{pipeline}/trend")
@Tag(name = "Funnels")
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
@Costly
@Sums
public class TrendResource {

    @Inject
    Questions questions;

    @GET
    @Operation(
            operationId = "getTrend",
            summary = "A number over time",
            description =
                    "One number per interval of the window, all as known at asOf: entered, won, lost, capacity (at the end of each), winRate, "
                            + "winRateByAmount, conversion (of those that entered, to the stage or to winning), cycle (or the time in the stage), velocity.")
    public TrendAnswer trend(
            @BeanParam QuestionParameters parameters,
            @Parameter(description = "Which number", schema = @Schema(ref = "Metric"))
                    @QueryParam("metric")
                    @DefaultValue("winRate")
                    String metric,
            @Parameter(
                            description =
                                    "The stage, of conversion, capacity and cycle; without it winning, or all of the funnel")
                    @QueryParam("stage")
                    String stage,
            @Parameter(description = "How long the parts of the window are", schema = @Schema(ref = "Interval"))
                    @QueryParam("interval")
                    @DefaultValue("month")
                    String interval) {
        var question = parameters.of(questions);
        var chosen = QuestionParameters.choice("metric", metric, TrendAnswer.Metric.class);
        var answer = TrendAnswer.of(
                question,
                chosen,
                stage,
                QuestionParameters.choice("interval", interval, Interval.class),
                questions.minimum());
        return questions.showDeals(question) ? answer : answer.withheldFrom(question, chosen, questions.minimum());
    }
}
