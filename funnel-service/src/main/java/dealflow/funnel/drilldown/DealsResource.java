package dealflow.funnel.drilldown;

import dealflow.edge.access.Roles;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.query.OrNone;
import dealflow.funnel.load.Costly;
import dealflow.funnel.question.QuestionParameters;
import dealflow.funnel.question.Questions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/funnels/{pipeline}/deals")
@Tag(name = "Funnels")
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
@Costly
public class DealsResource {

    @Inject
    Questions questions;

    @GET
    @Operation(
            operationId = "listFunnelDeals",
            summary = "The deals in a number",
            description =
                    "Every number of every answer, taken apart: as many items as it counts, of the same amount in all. The answers' links give the "
                            + "address. A deal that was counted more than once, for each of its moves, is in the list as often; "
                            + "flow.repriced counts nothing and lists each change.")
    public DealsAnswer deals(
            @BeanParam QuestionParameters parameters,
            @QueryParam("cell")
                    @DefaultValue("entered")
                    @Parameter(description = "Which number", schema = @Schema(ref = "Cell"))
                    String cell,
            @QueryParam("stage")
                    @OrNone
                    @Parameter(description = "Only in this stage, which a step needs; empty for all together")
                    String stage,
            @QueryParam("toStage") @Parameter(description = "Of a transition: where it led") String toStage,
            @QueryParam("reason") @OrNone @Parameter(description = "Of a loss; empty for those without") String reason,
            @QueryParam("horizon")
                    @Parameter(
                            description = "Of a step: the time in which it counts, such as P30D",
                            schema = @Schema(type = SchemaType.STRING, format = "duration"))
                    String horizon,
            @QueryParam("atLeast")
                    @Parameter(
                            description = "Of stays and cycles: only those that last so long, such as P7D or PT90M",
                            schema = @Schema(type = SchemaType.STRING, format = "duration"))
                    String atLeast,
            @QueryParam("below")
                    @Parameter(
                            description = "Of stays and cycles: only those that are shorter",
                            schema = @Schema(type = SchemaType.STRING, format = "duration"))
                    String below,
            @Parameter(description = "How many at most") @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500)
                    int limit,
            @QueryParam("cursor") @Parameter(description = "The 'next' of the page before") String cursor) {
        var question = parameters.of(questions);
        var chosen = new Cell.Asked(cell, stage, toStage, parameters.reason(reason), horizon, atLeast, below);
        return DealsAnswer.of(question, Cell.of(question, chosen), questions.minimum(), limit, cursor);
    }
}
