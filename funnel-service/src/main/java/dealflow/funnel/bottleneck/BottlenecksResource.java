package dealflow.funnel.bottleneck;

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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/funnels/{pipeline}/bottlenecks")
@Tag(name = "Funnels")
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
@Costly
@Sums
public class BottlenecksResource {

    @Inject
    Questions questions;

    @GET
    @Operation(
            operationId = "getBottlenecks",
            summary = "Where the funnel has become less steep",
            description =
                    "The steps of the window's cohort in which fewer deals move on than in the base period (baseFrom, baseTo; without them the "
                            + "period of the same length before the window), or with 'by' than in the other groups, by more than chance, and what that "
                            + "costs in amount. The answer names the test and the correction for many comparisons.")
    public BottlenecksAnswer bottlenecks(
            @BeanParam QuestionParameters parameters,
            @Parameter(
                            description = "Where the base period begins; comes together with 'baseTo'",
                            schema = @Schema(ref = "Moment"))
                    @QueryParam("baseFrom")
                    String baseFrom,
            @Parameter(description = "Where the base period ends, itself excluded", schema = @Schema(ref = "Moment"))
                    @QueryParam("baseTo")
                    String baseTo,
            @Parameter(
                            description =
                                    "Compare the groups of deals that have this in common; without it the window with the base period",
                            schema = @Schema(ref = "Dimension"))
                    @QueryParam("by")
                    String by) {
        var minimum = questions.minimum();
        return by == null
                ? BottleneckReport.againstBase(
                        parameters.of(questions), parameters.base(questions, baseFrom, baseTo), minimum)
                : BottleneckReport.amongGroups(parameters.of(questions), parameters.grouping(by), minimum);
    }
}
