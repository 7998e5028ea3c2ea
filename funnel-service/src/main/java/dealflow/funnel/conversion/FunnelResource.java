package dealflow.funnel.conversion;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.funnel.load.Costly;
import dealflow.funnel.question.Question;
import dealflow.funnel.question.QuestionParameters;
import dealflow.funnel.question.Questions;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/funnels")
@Tag(name = "Funnels", description = "Statistics of populations of deals; no number is about one deal")
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
@Costly
@Sums
public class FunnelResource {

    @Inject
    Questions questions;

    /** How deals of a window are chosen: by their entry, or by the stays that ended in it. */
    enum Basis {
        COHORT,
        PERIOD
    }

    /** A pipeline that has a funnel here. */
    public record KnownFunnel(String key, int version, String currency, String timeZone) {}

    /** All of them. */
    public record KnownFunnels(List<KnownFunnel> items, @Nullable String next) {}

    @GET
    @Operation(operationId = "listFunnels", summary = "The funnels", description = "The pipelines that are known here.")
    public KnownFunnels list() {
        return new KnownFunnels(
                questions.pipelines().stream()
                        .map(pipeline -> new KnownFunnel(
                                pipeline.key(),
                                pipeline.version(),
                                pipeline.currency(),
                                pipeline.timeZone().getId()))
                        .toList(),
                null);
    }

    @GET
    @Path("{pipeline}")
    @Operation(
            operationId = "getFunnel",
            summary = "A funnel",
            description = "On cohort basis: the deals whose first entry lies in [from, to), how far they have come by "
                    + "asOf, and what is in each stage at asOf. On period basis: the stays that ended in the window, by "
                    + "how. The win rate is of the deals decided in the window. Dates begin in the pipeline's time zone; "
                    + "without a window it is the year up to asOf, and asOf is now. With baseFrom and baseTo the same of "
                    + "a base period stands beside it.")
    public FunnelAnswer funnel(
            @BeanParam QuestionParameters parameters,
            @Parameter(
                            description =
                                    "How the deals of the window are chosen: by their entry, or by the stays that ended in it",
                            schema = @Schema(ref = "Basis"))
                    @QueryParam("basis")
                    @DefaultValue("cohort")
                    String basis,
            @Parameter(
                            description = "Where the base period begins; comes together with 'baseTo'",
                            schema = @Schema(ref = "Moment"))
                    @QueryParam("baseFrom")
                    String baseFrom,
            @Parameter(description = "Where the base period ends, itself excluded", schema = @Schema(ref = "Moment"))
                    @QueryParam("baseTo")
                    String baseTo) {
        var chosen = QuestionParameters.choice("basis", basis, Basis.class);
        var question = parameters.of(questions);
        if (baseFrom == null && baseTo == null) {
            return answer(question, chosen);
        }
        var base = parameters.base(questions, baseFrom, baseTo);
        return answer(question, chosen).beside(answer(base, chosen));
    }

    private FunnelAnswer answer(Question question, Basis basis) {
        var funnel = new FunnelReport(question, questions.minimum());
        var answer = basis == Basis.COHORT ? funnel.onCohortBasis() : funnel.onPeriodBasis();
        return questions.showDeals(question) ? answer : answer.withheldBy(questions.discretion(question));
    }
}
