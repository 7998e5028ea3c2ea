package dealflow.funnel.breakdown;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.funnel.load.Costly;
import dealflow.funnel.question.QuestionParameters;
import dealflow.funnel.question.Questions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/funnels/{pipeline}/breakdown")
@Tag(name = "Funnels")
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
@Costly
@Sums
public class BreakdownResource {

    @Inject
    Questions questions;

    @GET
    @Operation(
            operationId = "getBreakdown",
            summary = "A funnel by group",
            description =
                    "The cohort of the window by owner, team, product, source, region, one of the company's own fields or lostReason, each deal where it belongs at asOf: "
                            + "a deal of several products in each of them, with that part of its amount. Teams stand for those below them (hasBelow): "
                            + "by=team gives the topmost, with team=X those right below X, and X for its own deals. It says "
                            + "who wins, and who loses deals where, against the team (owners) or the whole (others). Rates are raw and shrunk toward the "
                            + "parent's (beta-binomial); 'difference' and 'note' say what is more than noise.")
    public BreakdownAnswer breakdown(
            @BeanParam QuestionParameters parameters,
            @Parameter(
                            description = "What the deals of a group have in common",
                            schema = @Schema(ref = "BreakdownDimension"))
                    @QueryParam("by")
                    @NotNull
                    String by) {
        var question = parameters.of(questions);
        if (by.equals("lostReason")) {
            return LossBreakdown.of(question);
        }
        var minimum = questions.minimum();
        var report = new BreakdownReport(question, parameters.grouping(by), minimum);
        return questions.showDeals(question)
                ? report.answer()
                : report.answer().withheldBy(questions.discretion(question), minimum, report.ofFew());
    }
}
