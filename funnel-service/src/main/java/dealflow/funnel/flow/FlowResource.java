package dealflow.funnel.flow;

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

@Path("/funnels/{pipeline}/flow")
@Tag(name = "Funnels")
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
@Costly
@Sums
public class FlowResource {

    @Inject
    Questions questions;

    @GET
    @Operation(
            operationId = "getFlow",
            summary = "What flowed in and out",
            description = "Per interval and stage, in number and amount, every term of the balance opening + in + "
                    + "reopened + forwardIn + backwardIn + transferredIn − forwardOut − backwardOut − won − lost − "
                    + "returned − transferredOut + repriced = closing. Intervals end with weeks (Sunday), months or "
                    + "quarters in the pipeline's time zone.")
    public FlowAnswer flow(
            @BeanParam QuestionParameters parameters,
            @Parameter(description = "How long the parts of the window are", schema = @Schema(ref = "Interval"))
                    @QueryParam("interval")
                    @DefaultValue("month")
                    String interval,
            @Parameter(
                            description = "Also apart for each group of deals that have this in common",
                            schema = @Schema(ref = "Dimension"))
                    @QueryParam("by")
                    String by) {
        var question = parameters.of(questions);
        var chosen = QuestionParameters.choice("interval", interval, Interval.class);
        var grouping = parameters.grouping(by);
        var answer = FlowAnswer.of(question, chosen, grouping);
        return questions.showDeals(question) ? answer : answer.withheldFrom(question, grouping, questions.minimum());
    }
}
