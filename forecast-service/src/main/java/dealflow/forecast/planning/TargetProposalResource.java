package dealflow.forecast.planning;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.fiscal.Periods;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.ScopeParameters;
import dealflow.forecast.load.ForecastConfig;
import dealflow.forecast.load.InTime;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import dealflow.forecast.target.Metric;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A target, divided among the people of a team or of all. */
@Tag(name = "Targets", description = "What is aimed at")
@Path("/targets/{pipeline}/proposal")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.MANAGER, Roles.OPS})
@Sums
public class TargetProposalResource {

    private static final int MOST_DEALS = 1_000_000;

    private final KnownPipelines pipelines;
    private final Periods periods;
    private final ForecastConfig config;

    TargetProposalResource(KnownPipelines pipelines, Periods periods, ForecastConfig config) {
        this.pipelines = pipelines;
        this.periods = periods;
        this.config = config;
    }

    @GET
    @Operation(
            operationId = "getTargetProposal",
            summary = "A target, divided among people",
            description =
                    "Each person's part of an amount, a number of deals won or of deals entered, by what the person brought in the former periods of the "
                            + "same kind, drawn toward the equal part as far as differences may be chance (gamma-Poisson). Who began in these periods is "
                            + "held against the time since; who is new, and everybody where all brought too few, has the equal part. Parts are rounded, and "
                            + "add up to the whole. Nothing is changed: PUT /targets/{pipeline} does that.")
    @APIResponse(responseCode = "200", description = "The proposal")
    public TargetProposalAnswer propose(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam ScopeParameters scope,
            @Parameter(required = true, description = "A year, quarter, month or week", example = "2026-03")
                    @QueryParam("period")
                    String period,
            @Parameter(
                            required = true,
                            description =
                                    "What is to be divided: an amount in the pipeline's currency, or a number of deals",
                            example = "120000",
                            schema = @Schema(ref = "Decimal"))
                    @QueryParam("total")
                    String total,
            @Parameter(
                            description =
                                    "What the total counts: `amount` is money, `won` deals that are won, `entered` deals that enter the funnel",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"amount", "won", "entered"},
                                            defaultValue = "amount"))
                    @QueryParam("metric")
                    @DefaultValue("amount")
                    String metric,
            @Parameter(
                            description = "How many former periods it stands on",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "12",
                                            defaultValue = "4"))
                    @QueryParam("formerPeriods")
                    @DefaultValue("4")
                    String formerPeriods,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(description = Parameters.AS_OF, schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("asOf")
                    String asOf) {
        var named = periods.checked("period", period);
        var asked = Parameters.measure(measure);
        var counted = Parameters.choice(Metric.class, "metric", metric);
        if (counted != Metric.AMOUNT && asked != Measure.BOOKINGS) {
            throw new InvalidParameterException("measure", "must be bookings for a number of deals");
        }
        var whole = whole(counted, total);
        var count = Parameters.number("formerPeriods", formerPeriods, 1, 12);
        var who = scope.scope();
        var today = pipelines.today(key, asOf);
        Parameters.inSight("period", named.to(), today);
        var known = pipelines.at(key, asOf);
        var former = FormerPeriods.before(named, today, count);
        var people = former.of(known, asked, counted, who, who.team());
        var proposal = TargetProposal.of(
                people,
                whole,
                counted == Metric.AMOUNT ? Apportionment.unit(whole, people.size()) : BigDecimal.ONE,
                config.minimumSample());
        return TargetProposalAnswer.of(
                known,
                asked,
                counted,
                named.name(),
                whole,
                former,
                proposal,
                proposal.equal() ? few(proposal.orders()) : null,
                who.team() != null);
    }

    /** Parts of money are told to the cent, and add up to what is. */
    private static BigDecimal whole(Metric metric, String total) {
        return metric == Metric.AMOUNT
                ? Parameters.exactAmount("total", total)
                : BigDecimal.valueOf(Parameters.number("total", total, 0, MOST_DEALS));
    }

    private Notice few(int orders) {
        return new Notice(
                NoticeCode.FEW_FORMERLY,
                "equal parts: %d orders or entries in the former periods, %d are wanted"
                        .formatted(orders, config.minimumSample()),
                NoticeValues.ofCount(orders, config.minimumSample()));
    }
}
