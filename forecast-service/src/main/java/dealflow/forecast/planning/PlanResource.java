package dealflow.forecast.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.answer.Tabular;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.ScopeParameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.notice.Notice;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What must enter the funnel, and by when, to reach a target. */
@Tag(name = "Planning", description = "What must begin, what a window brings, and what if")
@Path("/forecasts/{pipeline}/plan")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class PlanResource {

    private static final int MOST_YEARS = 3;

    private final KnownPipelines pipelines;

    private final Forecasts forecasts;

    PlanResource(KnownPipelines pipelines, Forecasts forecasts) {
        this.pipelines = pipelines;
        this.forecasts = forecasts;
    }

    /**
     * Amounts are decimal strings in {@code currency}.
     *
     * @param missing what deals not yet begun must bring
     * @param atPresentInflow what they bring if as many begin as lately
     * @param inflowFactor how many times that many must begin; null if no number could bring it in time
     * @param reason why nothing is said to be expected, nor planned from it; null where it is
     * @param latestEntry from here on deals bring less than half of what they will ever bring before the date
     */
    public record PlanAnswer(
            String pipeline,
            @Schema(ref = "Measure") String measure,
            String currency,
            Instant asOf,
            @Nullable Instant dataFreshAsOf,
            LocalDate from,
            LocalDate by,
            @Schema(ref = "Decimal") String target,
            Figures.Closed closed,
            @Nullable @Schema(ref = "Decimal") String open,
            @Nullable @Schema(ref = "Decimal") String missing,
            @Nullable @Schema(ref = "Decimal") String atPresentInflow,
            @Nullable Double inflowFactor,
            @Nullable LocalDate latestEntry,
            List<PlannedEntry> entries,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason)
            implements Tabular {

        @Override
        public List<?> rows() {
            return entries;
        }
    }

    /** Deals that enter from one day until before another, and what one of them brings in time, in the mean of all. */
    public record PlannedEntry(
            LocalDate from,
            LocalDate to,
            Double expectedDeals,
            @Nullable Double neededDeals,
            @Schema(ref = "Decimal") String bringsEach,
            Double inTime) {

        private static PlannedEntry of(Plan.Entry entry) {
            return new PlannedEntry(
                    entry.from(),
                    entry.to(),
                    Figures.rounded(entry.expected()),
                    Figures.rounded(entry.needed()),
                    Figures.amount(entry.brings()),
                    Figures.rounded(entry.ripe()));
        }
    }

    @GET
    @Operation(
            operationId = "getPlan",
            summary = "What must enter the funnel to reach a target",
            description =
                    "What came since from, what the open deals are expected to bring before by, what is missing of the "
                            + "target, and how many deals must enter in each month to bring it in time. Of fewer than ten open deals only what is "
                            + "closed is told, and reason says so.")
    @APIResponse(responseCode = "200", description = "The plan")
    public PlanAnswer plan(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam ScopeParameters scope,
            @Parameter(
                            required = true,
                            description = "An amount in the pipeline's currency, from 0 on",
                            example = "120000.00",
                            schema = @Schema(ref = "Decimal"))
                    @QueryParam("target")
                    String target,
            @Parameter(
                            required = true,
                            description = "The first day that does not count",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("by")
                    String by,
            @Parameter(
                            description = "The first day that counts; unless given, that of asOf",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("from")
                    String from,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(description = Parameters.AS_OF, schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("asOf")
                    String asOf) {
        var amount = Parameters.amount("target", target);
        var end = Parameters.needed("by", by);
        var first = Parameters.date("from", from);
        var asked = Parameters.measure(measure);
        var today = pipelines.today(key, asOf);
        var start = first == null ? today : first;
        if (!end.isAfter(today) || end.isAfter(today.plusYears(MOST_YEARS))) {
            throw new InvalidParameterException("by", "must be after asOf, and at most %d years".formatted(MOST_YEARS));
        }
        if (!end.isAfter(start)) {
            throw new InvalidParameterException("from", "must be before by");
        }
        var known = pipelines.at(key, asOf);
        var reason = forecasts.disclosure(known, asked).reason(scope.scope());
        var told = reason == null;
        var plan = Plan.of(known, scope.scope(), asked, amount, start, end);
        return new PlanAnswer(
                key,
                measure,
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                start,
                end,
                Figures.amount(plan.target()),
                Figures.closed(plan.closed()),
                told ? Figures.amount(plan.open()) : null,
                told ? Figures.amount(plan.missing()) : null,
                told ? Figures.amount(plan.fresh()) : null,
                told ? Figures.rounded(plan.factor()) : null,
                told ? plan.latestEntry() : null,
                told ? plan.entries().stream().map(PlannedEntry::of).toList() : List.of(),
                reason);
    }
}
