package dealflow.forecast.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.answer.Tabular;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.answer.Entries;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.http.DisclosureRights;
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

/** The question of the manual: what we begin in early February, how much of it is paid by the end of June? */
@Tag(name = "Planning", description = "What must begin, what a window brings, and what if")
@Path("/forecasts/{pipeline}/cohort")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class CohortResource {

    private final KnownPipelines pipelines;

    private final Forecasts forecasts;
    private final DisclosureRights told;

    CohortResource(KnownPipelines pipelines, Forecasts forecasts, DisclosureRights told) {
        this.pipelines = pipelines;
        this.forecasts = forecasts;
        this.told = told;
    }

    /**
     * Amounts are decimal strings in {@code currency}; {@code toEnter} deals are still expected to enter.
     *
     * @param reason why nothing is said to be expected; null where it is
     */
    public record CohortAnswer(
            String pipeline,
            @Schema(ref = "Measure") String measure,
            String currency,
            Instant asOf,
            @Nullable Instant dataFreshAsOf,
            LocalDate enteredFrom,
            LocalDate enteredTo,
            LocalDate until,
            @Nullable Figures.Closed entered,
            @Nullable Double toEnter,
            Figures.Closed closed,
            @Nullable Integer openDeals,
            @Nullable Figures.Dist open,
            @Nullable @JsonProperty("new") Figures.Dist fresh,
            @Nullable Figures.Dist total,
            List<Notice> warnings,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason)
            implements Tabular {

        @Override
        public List<?> rows() {
            return List.of(this);
        }
    }

    @GET
    @Operation(
            operationId = "getCohort",
            summary = "What begins in a window, and what it brings by a date",
            description =
                    "Deals that enter the funnel from enteredFrom until before enteredTo, and what they bring before "
                            + "until, in four parts: closed already, from those still open, from those not yet begun, "
                            + "and in total. entered and closed are facts: a deal without amount counts with 0.00, and "
                            + "warnings tells how many there are. Of fewer than ten open deals only what is "
                            + "closed is told, and reason says so.")
    @APIResponse(responseCode = "200", description = "The cohort")
    public CohortAnswer cohort(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam ScopeParameters filters,
            @Parameter(
                            required = true,
                            description = "The first day of entry",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("enteredFrom")
                    String from,
            @Parameter(
                            required = true,
                            description = "The first day after",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("enteredTo")
                    String to,
            @Parameter(
                            required = true,
                            description = "The first day that does not count",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("until")
                    String until,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(description = Parameters.AS_OF, schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("asOf")
                    String asOf) {
        var entries = new Entries(
                Parameters.needed("enteredFrom", from),
                Parameters.needed("enteredTo", to),
                Parameters.needed("until", until));
        if (!entries.to().isAfter(entries.from())) {
            throw new InvalidParameterException("enteredTo", "must be after enteredFrom");
        }
        if (!entries.until().isAfter(entries.from())) {
            throw new InvalidParameterException("until", "must be after enteredFrom");
        }
        var asked = Parameters.measure(measure);
        var today = pipelines.today(key, asOf);
        Parameters.inSight("enteredTo", entries.to(), today);
        Parameters.inSight("until", entries.until(), today);
        var known = pipelines.at(key, asOf);
        var scope = filters.scope();
        var reason = forecasts.disclosure(known, asked).reason(scope, entries);
        var open = reason == null || told.deals(scope);
        var cohort = Cohort.of(known, scope, asked, entries);
        return new CohortAnswer(
                key,
                measure,
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                entries.from(),
                entries.to(),
                entries.until(),
                open ? Figures.closed(cohort.entered()) : null,
                reason == null ? Figures.rounded(cohort.toEnter()) : null,
                Figures.closed(cohort.closed()),
                open ? cohort.openDeals() : null,
                reason == null ? Figures.dist(cohort.open()) : null,
                reason == null ? Figures.dist(cohort.fresh()) : null,
                reason == null ? Figures.dist(cohort.total()) : null,
                cohort.warnings(),
                reason);
    }
}
