package dealflow.forecast.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dealflow.edge.Roles;
import dealflow.forecast.Cohort;
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
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The question of the manual: what we begin in early February, how much of it is paid by the end of June? */
@Path("/forecasts/{pipeline}/cohort")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class CohortResource {

    private final KnownPipelines pipelines;

    CohortResource(KnownPipelines pipelines) {
        this.pipelines = pipelines;
    }

    /** Amounts are decimal strings in {@code currency}; {@code toEnter} deals are still expected to enter. */
    public record CohortAnswer(
            String pipeline,
            String measure,
            String currency,
            Instant asOf,
            Instant dataFreshAsOf,
            LocalDate enteredFrom,
            LocalDate enteredTo,
            LocalDate until,
            Figures.Closed entered,
            Double toEnter,
            Figures.Closed closed,
            int openDeals,
            Figures.Dist open,
            @JsonProperty("new") Figures.Dist fresh,
            Figures.Dist total) {}

    @GET
    @Operation(
            operationId = "forecastCohort",
            summary = "What begins in a window, and what it brings by a date",
            description =
                    "Deals that enter the funnel from enteredFrom until before enteredTo, and what they bring before "
                            + "until, in four parts: closed already, from those still open, from those not yet begun, "
                            + "and in total.")
    @APIResponse(responseCode = "200", description = "The cohort")
    public CohortAnswer cohort(
            @PathParam("pipeline") String key,
            @BeanParam ScopeParameters filters,
            @Parameter(required = true, description = "The first day of entry") @QueryParam("enteredFrom") String from,
            @Parameter(required = true, description = "The first day after") @QueryParam("enteredTo") String to,
            @Parameter(required = true, description = "The first day that does not count") @QueryParam("until")
                    String until,
            @QueryParam("measure") @DefaultValue("bookings") String measure,
            @QueryParam("asOf") String asOf) {
        var entries = new Cohort.Entries(
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
        var known = pipelines.at(key, asOf);
        var cohort = Cohort.of(known, filters.scope(), asked, entries);
        return new CohortAnswer(
                key,
                measure,
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                entries.from(),
                entries.to(),
                entries.until(),
                Figures.closed(cohort.entered()),
                Figures.rounded(cohort.toEnter()),
                Figures.closed(cohort.closed()),
                cohort.openDeals(),
                Figures.dist(cohort.open()),
                Figures.dist(cohort.fresh()),
                Figures.dist(cohort.total()));
    }
}
