package dealflow.forecast.company;

import dealflow.consumer.company.Conversion;
import dealflow.consumer.company.Conversions;
import dealflow.consumer.company.Conversions.Wanted;
import dealflow.consumer.company.SeveralPipelines;
import dealflow.contract.pipeline.Pipeline;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.company.CompanyForecastAnswer.CompanyModel;
import dealflow.forecast.company.CompanyForecastAnswer.Part;
import dealflow.forecast.company.CompanyForecastAnswer.PipelineForecast;
import dealflow.forecast.company.CompanyForecasts.Together;
import dealflow.forecast.history.PipelineDirectory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.http.DisclosureRights;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much, by when, of several pipelines. */
@Tag(name = "Company", description = "Several pipelines as one, in one currency")
@Path("/company/forecast")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class CompanyForecastResource {

    private final Forecasts forecasts;
    private final PipelineDirectory directory;
    private final Conversions conversions;
    private final DisclosureRights told;
    private final CompanyAims aims;

    CompanyForecastResource(
            Forecasts forecasts,
            PipelineDirectory directory,
            Conversions conversions,
            DisclosureRights told,
            CompanyAims aims) {
        this.aims = aims;
        this.forecasts = forecasts;
        this.directory = directory;
        this.conversions = conversions;
        this.told = told;
    }

    @GET
    @Sums
    @Operation(
            operationId = "getCompanyForecast",
            summary = "Bookings or receipts of several pipelines by period",
            description =
                    "What is closed, what the open deals will bring, and what deals not yet begun will bring, of all the pipelines together and of each. What came and "
                            + "what is expected of the whole is the sum of its parts; p10, p50 and p90 are drawn together: the swings that the pipelines have in common are learned from "
                            + "the errors of their past forecasts (model.commonDrift), so that these percentiles are neither the sums of the parts' nor those of independent ones. "
                            + "Amounts are converted at the rate that holds on the day of asOf, also of what happened before: rate says which. A currency without a rate is a problem "
                            + "(422) whose missing[] says which one; set it with PUT /exchange-rates/{currency}/{base}/{date} of the deal service. Where nothing may be said to be "
                            + "expected of one of the pipelines, as too few of its deals are open, nothing is of all together: reason says so, and that of each pipeline which to leave out.")
    @APIResponse(responseCode = "200", description = "The forecast")
    public CompanyForecastAnswer forecast(
            @BeanParam CompanyParameters parameters,
            @Parameter(
                            description = Parameters.AS_OF + ". The exchange rates are those of its day",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("asOf")
                    String asOf) {
        var moment = Parameters.asOf("asOf", asOf);
        var pipelines = SeveralPipelines.of(
                parameters.pipelines(),
                directory.pipelines().stream()
                        .map(key -> directory.pipeline(key).orElse(null))
                        .filter(Objects::nonNull)
                        .toList());
        var currency = SeveralPipelines.currency(parameters.currency(), pipelines);
        var rates = conversions.to(
                currency,
                pipelines.stream()
                        .map(pipeline -> new Wanted(
                                pipeline.key(),
                                pipeline.currency(),
                                moment.atZone(pipeline.timeZone()).toLocalDate()))
                        .toList());
        var question = parameters.question(today(pipelines, moment), null);
        var known = pipelines.stream()
                .map(pipeline -> forecasts.known(pipeline, moment))
                .toList();
        var parts = new ArrayList<Part>();
        for (var i = 0; i < known.size(); i++) {
            parts.add(part(known.get(i), question, rates.get(i)));
        }
        // One without any deal has nothing that could be told, and takes nothing off the others.
        var there = IntStream.range(0, known.size())
                .filter(i -> hasDeals(known.get(i), question.scope()))
                .boxed()
                .toList();
        var some = there.isEmpty() ? IntStream.range(0, known.size()).boxed().toList() : there;
        return answer(
                currency,
                moment,
                question,
                some.stream().map(known::get).toList(),
                some.stream().map(rates::get).toList(),
                some.stream().map(parts::get).toList(),
                IntStream.range(0, parts.size())
                        .filter(i -> !some.contains(i))
                        .mapToObj(i -> parts.get(i).wanted())
                        .toList(),
                parts.stream().map(Part::forecast).toList());
    }

    private static boolean hasDeals(InformationSet known, Scope scope) {
        return known.model().history().lives().stream().anyMatch(deal -> scope.includes(deal.labels()));
    }

    /** Where it is still yesterday in one of the time zones, nothing of that day is left out. */
    private LocalDate today(List<Pipeline> pipelines, Instant moment) {
        return pipelines.stream()
                .map(pipeline -> forecasts.today(pipeline, moment))
                .min(LocalDate::compareTo)
                .orElseThrow();
    }

    private Part part(InformationSet known, Question question, Conversion rate) {
        var wanted = aims.of(known, question, rate);
        var forecast = CompanyForecastAnswer.part(
                known.pipeline().key(),
                forecasts.forecast(known, question),
                wanted,
                rate,
                forecasts.disclosure(known, question.measure()).reason(question.scope()),
                told.deals(question.scope()));
        return new Part(forecast, wanted);
    }

    private CompanyForecastAnswer answer(
            String currency,
            Instant moment,
            Question question,
            List<InformationSet> known,
            List<Conversion> rates,
            List<Part> parts,
            List<List<CompanyAims.Wanted>> before,
            List<PipelineForecast> all) {
        var silent = parts.stream()
                .map(Part::forecast)
                .filter(part -> part.reason() != null)
                .toList();
        var open = known.stream()
                .mapToInt(each -> forecasts.forecast(each, question).openDeals())
                .sum();
        var together = silent.isEmpty() ? CompanyForecasts.together(known, question, rates) : null;
        var count = question.periods();
        var sums = together == null ? null : together.distributions();
        return new CompanyForecastAnswer(
                question.measure().name().toLowerCase(Locale.ROOT),
                currency,
                moment,
                freshAsOf(known),
                model(together),
                CompanyForecastAnswer.sums(
                        parts,
                        before,
                        false,
                        sums == null ? null : sums.subList(0, count),
                        Forecast.isPopulation(open)),
                CompanyForecastAnswer.sums(
                        parts,
                        before,
                        true,
                        sums == null ? null : sums.subList(count, 2 * count),
                        Forecast.isPopulation(open)),
                all,
                silent.isEmpty() ? null : reason(silent));
    }

    private static CompanyModel model(Together together) {
        return together == null
                ? new CompanyModel(null, null)
                : new CompanyModel(
                        Figures.rounded(together.common().correlation()),
                        together.common().cases());
    }

    /** All of them are known up to then. */
    private static Instant freshAsOf(List<InformationSet> known) {
        var fresh = known.stream().map(InformationSet::freshAsOf).toList();
        return fresh.contains(null)
                ? null
                : fresh.stream().min(Instant::compareTo).orElseThrow();
    }

    private static Notice reason(List<PipelineForecast> silent) {
        return new Notice(
                NoticeCode.PIPELINES_NOT_TOLD,
                "nothing is expected of all together, as of these pipelines nothing may be said to be: %s; ask without them"
                        .formatted(
                                silent.stream().map(PipelineForecast::pipeline).collect(Collectors.joining(", "))),
                NoticeValues.ofCount(silent.size()));
    }
}
