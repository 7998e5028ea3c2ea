package dealflow.funnel.stay;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.funnel.load.Costly;
import dealflow.funnel.question.QuestionParameters;
import dealflow.funnel.question.Questions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/funnels/{pipeline}/durations")
@Tag(name = "Funnels")
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
@Costly
@Sums
public class DurationsResource {

    @Inject
    Questions questions;

    @GET
    @Operation(
            operationId = "getDurations",
            summary = "How long it takes",
            description =
                    "The cohort's time in a stage, or without one from the entry until a deal leaves the funnel: median, p75 and p90, the "
                            + "Kaplan-Meier curve with Greenwood's standard error, and a histogram. Open stays are censored, not left out.")
    public DurationsAnswer durations(
            @BeanParam QuestionParameters parameters,
            @Parameter(description = "The stage; without it the time in the whole funnel") @QueryParam("stage")
                    String stage) {
        var question = parameters.of(questions);
        var answer = DurationsAnswer.of(question, stage, questions.minimum());
        return questions.showDeals(question) ? answer : answer.withheldBy(questions.discretion(question));
    }
}
