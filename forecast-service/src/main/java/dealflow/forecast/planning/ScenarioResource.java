package dealflow.forecast.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.answer.QuestionParameters;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.notice.Notice;
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
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What if. */
@Tag(name = "Planning", description = "What must begin, what a window brings, and what if")
@Path("/forecasts/{pipeline}/scenarios")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class ScenarioResource {

    private final KnownPipelines pipelines;
    private final Forecasts forecasts;

    ScenarioResource(KnownPipelines pipelines, Forecasts forecasts) {
        this.pipelines = pipelines;
        this.forecasts = forecasts;
    }

    /** What was supposed, and what it does: {@code scenario} beside {@code base}; {@code reason} says why these are null. */
    public record ScenarioAnswer(
            String pipeline,
            @Schema(ref = "Measure") String measure,
            String currency,
            Instant asOf,
            @Nullable Instant dataFreshAsOf,
            Scenario supposed,
            List<ScenarioPeriod> periods,
            List<ScenarioPeriod> cumulative,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason)
            implements Tabular {

        @Override
        public List<?> rows() {
            return periods;
        }
    }

    public record ScenarioPeriod(
            String period,
            LocalDate from,
            LocalDate to,
            @Nullable Figures.Dist base,
            @Nullable Figures.Dist scenario,
            @Nullable @Schema(ref = "Decimal") String difference) {

        private static List<ScenarioPeriod> of(
                List<Forecast.Period> base, List<Forecast.Period> scenario, boolean told) {
            return IntStream.range(0, base.size())
                    .mapToObj(i -> {
                        var one = base.get(i).total();
                        var other = scenario.get(i).total();
                        return new ScenarioPeriod(
                                base.get(i).name(),
                                base.get(i).from(),
                                base.get(i).to(),
                                told ? Figures.dist(one) : null,
                                told ? Figures.dist(other) : null,
                                told ? Figures.amount(other.expected() - one.expected()) : null);
                    })
                    .toList();
        }
    }

    @GET
    @Operation(
            operationId = "getScenario",
            summary = "The forecast if things were otherwise",
            description =
                    "Inflow, hazard of winning, time that deals take and amounts as factors (1 changes nothing), payment "
                            + "terms in days; the answer stands beside the base. Nothing is kept, so it is a GET. Of fewer than ten "
                            + "open deals nothing is said to be expected, and reason says so.")
    @APIResponse(responseCode = "200", description = "Base and scenario")
    public ScenarioAnswer scenario(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam QuestionParameters parameters,
            @Parameter(
                            description = "Factor of the number of deals that begin",
                            schema =
                                    @Schema(
                                            type = SchemaType.NUMBER,
                                            format = "double",
                                            minimum = "0.01",
                                            maximum = "100",
                                            defaultValue = "1"))
                    @QueryParam("inflow")
                    String inflow,
            @Parameter(
                            description = "Factor of the hazard of winning",
                            schema =
                                    @Schema(
                                            type = SchemaType.NUMBER,
                                            format = "double",
                                            minimum = "0.01",
                                            maximum = "100",
                                            defaultValue = "1"))
                    @QueryParam("winRate")
                    String winRate,
            @Parameter(
                            description = "Factor of the time that deals take",
                            schema =
                                    @Schema(
                                            type = SchemaType.NUMBER,
                                            format = "double",
                                            minimum = "0.01",
                                            maximum = "100",
                                            defaultValue = "1"))
                    @QueryParam("cycle")
                    String cycle,
            @Parameter(
                            description = "Factor of the amounts",
                            schema =
                                    @Schema(
                                            type = SchemaType.NUMBER,
                                            format = "double",
                                            minimum = "0.01",
                                            maximum = "100",
                                            defaultValue = "1"))
                    @QueryParam("amounts")
                    String amounts,
            @Parameter(
                            description = "Days by which orders to come are paid later; earlier if below 0",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            format = "int32",
                                            minimum = "-365",
                                            maximum = "365",
                                            defaultValue = "0"))
                    @QueryParam("termsDays")
                    String termsDays,
            @Parameter(description = Parameters.AS_OF, schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("asOf")
                    String asOf) {
        var scenario = new Scenario(
                Parameters.factor("inflow", inflow),
                Parameters.factor("winRate", winRate),
                Parameters.factor("cycle", cycle),
                Parameters.factor("amounts", amounts),
                Parameters.days("termsDays", termsDays));
        var question = parameters.question(pipelines.today(key, asOf), null);
        var known = pipelines.at(key, asOf);
        var reason = forecasts.disclosure(known, question.measure()).reason(question.scope());
        var base = forecasts.forecast(known, question);
        var other = scenario.forecast(known, question);
        return new ScenarioAnswer(
                key,
                parameters.measure,
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                scenario,
                ScenarioPeriod.of(base.periods(), other.periods(), reason == null),
                ScenarioPeriod.of(base.cumulative(), other.cumulative(), reason == null),
                reason);
    }
}
