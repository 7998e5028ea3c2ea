package dealflow.forecast.drilldown;

import dealflow.edge.access.Roles;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.fiscal.Periods;
import dealflow.forecast.http.PageParameters;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.ScopeParameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.measure.DealPart;
import dealflow.forecast.measure.Measure;
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
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is closed, open or owed, deal by deal. For those who may see the deals. */
@Tag(name = "Forecasts", description = "What is booked and paid by period; no number is about one deal")
@Path("/forecasts/{pipeline}/deals")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class ForecastDealsResource {

    private final ForecastDeals deals;
    private final KnownPipelines pipelines;
    private final Periods periods;

    ForecastDealsResource(ForecastDeals deals, KnownPipelines pipelines, Periods periods) {
        this.deals = deals;
        this.pipelines = pipelines;
        this.periods = periods;
    }

    @GET
    @Operation(
            operationId = "listForecastDeals",
            summary = "The deals behind a forecast's number",
            description =
                    "What is closed in a period, open, or owed, deal by deal in the order of their ids: count and amount of all pages are those of the forecast with the same "
                            + "filters as of the same moment; what is owed is of receipts. How likely each is, is told of no deal.")
    @APIResponse(responseCode = "200", description = "A page of deals")
    public ForecastDealsAnswer deals(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam ScopeParameters scope,
            @Parameter(description = "Which of the numbers", schema = @Schema(ref = "DealPart"))
                    @QueryParam("part")
                    @DefaultValue("open")
                    String part,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(
                            description =
                                    "In which year, quarter, month or week they closed; the month of asOf unless given. Only with part=closed",
                            example = "2026-03")
                    @QueryParam("period")
                    String period,
            @Parameter(description = Parameters.AS_OF, schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("asOf")
                    String asOf,
            @BeanParam PageParameters paging) {
        var most = paging.limit();
        var after = paging.after();
        var wanted = Parameters.part(part);
        var asked = Parameters.measure(measure);
        var measured = wanted == DealPart.OWED ? Measure.RECEIPTS : asked;
        if (wanted != DealPart.CLOSED && period != null) {
            throw new InvalidParameterException("period", "can be asked for with part=closed only");
        }
        var named = wanted == DealPart.CLOSED ? period(key, period, asOf) : null;
        var known = pipelines.at(key, asOf);
        return ForecastDealsAnswer.of(
                known, measured, wanted, named, deals.of(known, measured, wanted, named, scope.scope()), after, most);
    }

    private NamedPeriod period(String key, String name, String asOf) {
        var today = pipelines.today(key, asOf);
        var period = periods.checked("period", name == null ? Interval.MONTH.name(today) : name);
        Parameters.inSight("period", period.to(), LocalDate.from(today));
        return period;
    }
}
