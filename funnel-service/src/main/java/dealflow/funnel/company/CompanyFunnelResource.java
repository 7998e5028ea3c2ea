package dealflow.funnel.company;

import dealflow.consumer.company.Conversion;
import dealflow.consumer.company.Conversions;
import dealflow.consumer.company.Conversions.Wanted;
import dealflow.consumer.company.SeveralPipelines;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.problem.Problem;
import dealflow.funnel.company.CompanyFunnelAnswer.PipelineFunnel;
import dealflow.funnel.company.CompanyFunnelAnswer.StagePhase;
import dealflow.funnel.load.Costly;
import dealflow.funnel.question.Question;
import dealflow.funnel.question.Questions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/company/funnel")
@Tag(name = "Company", description = "Several pipelines as one, in one currency")
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
@Costly
public class CompanyFunnelResource {

    @Inject
    Questions questions;

    @Inject
    Conversions conversions;

    @Inject
    Problem problem;

    @GET
    @Sums
    @Operation(
            operationId = "getCompanyFunnel",
            summary = "The funnel of several pipelines",
            description =
                    "Pipelines of different stages, by the phases in which customers buy, which each stage names as its buyingPhase: the deals whose first entry lies in [from, to), "
                            + "how far they have come by asOf, and what is in each phase at asOf. A phase is reached with a stage of it or of a later one. The whole is "
                            + "the sum of the pipelines, and where something of one may not be told, that of the whole is not told either. Amounts are converted at the rate that "
                            + "holds on the day of asOf, also of what happened before: rate says which. A currency without a rate is a problem (422) whose missing[] says which one; "
                            + "set it with PUT /exchange-rates/{currency}/{base}/{date} of the deal service. A pipeline whose stages do not say their phases is one, too.")
    public CompanyFunnelAnswer funnel(@BeanParam CompanyParameters parameters) {
        var pipelines = SeveralPipelines.of(parameters.pipelines(), questions.pipelines());
        var currency = SeveralPipelines.currency(parameters.currency(), pipelines);
        var times = parameters.times(Instant.now());
        var filter = parameters.filter();
        var asked = pipelines.stream()
                .map(pipeline -> questions.question(pipeline.key(), times, filter))
                .toList();
        var rates = conversions.to(
                currency, asked.stream().map(CompanyFunnelResource::wanted).toList());
        var counts = IntStream.range(0, asked.size())
                .mapToObj(i -> PhaseCounts.of(asked.get(i), rates.get(i)))
                .toList();
        var parts = new ArrayList<PipelineFunnel>();
        for (var i = 0; i < asked.size(); i++) {
            parts.add(part(asked.get(i), rates.get(i), told(asked.get(i), counts.get(i))));
        }
        var whole = counts.stream()
                .reduce(PhaseCounts::plus)
                .orElseThrow()
                .funnel(questions.minimum())
                .beside(parts.stream().map(PipelineFunnel::funnel).toList());
        return new CompanyFunnelAnswer(currency, latest(asked), asked.get(0).dataFreshAsOf(), whole, parts);
    }

    private static Instant latest(List<Question> asked) {
        return asked.stream().map(Question::asOf).max(Instant::compareTo).orElseThrow();
    }

    private static Wanted wanted(Question question) {
        var pipeline = question.pipeline();
        return new Wanted(
                pipeline.key(),
                pipeline.currency(),
                question.asOf().atZone(pipeline.timeZone()).toLocalDate());
    }

    private PhaseFunnel told(Question question, PhaseCounts counts) {
        var funnel = counts.funnel(questions.minimum());
        return questions.showDeals(question) ? funnel : funnel.withheldBy(questions.discretion(question));
    }

    private static PipelineFunnel part(Question question, Conversion rate, PhaseFunnel funnel) {
        var phases = new Phases(question.pipeline());
        return new PipelineFunnel(
                question.pipeline().key(),
                question.from(),
                question.to(),
                question.asOf(),
                question.pipeline().timeZone(),
                rate,
                IntStream.range(0, phases.rows())
                        .mapToObj(row -> new StagePhase(phases.stage(row), phases.of(row)))
                        .toList(),
                funnel,
                Map.of("funnel", "/funnels/" + question.pipeline().key()));
    }

    @ServerExceptionMapper
    Response unknownPhase(UnknownPhaseException e) {
        return problem.of(
                422,
                "Buying phase missing",
                e.getMessage(),
                Map.of("missing", List.of(new MissingPhase("BUYING_PHASE", e.key(), e.getMessage()))));
    }

    private record MissingPhase(String kind, String key, String message) {}
}
