package dealflow.forecast.fiscal;

import dealflow.edge.access.Roles;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.calendar.FiscalCalendar;
import dealflow.forecast.calendar.Interval;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** When the company's year begins, and how it is divided. */
@Tag(name = "Targets", description = "What is aimed at")
@Path("/fiscal-year")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class FiscalYearResource {

    private static final int MONTHS = 12;

    private final FiscalYears fiscalYears;

    FiscalYearResource(FiscalYears fiscalYears) {
        this.fiscalYears = fiscalYears;
    }

    /**
     * A company's own year.
     *
     * @param firstMonth in which it begins; a year of weeks begins on the Monday next to the first of it
     * @param pattern what a quarter's three periods are: months, or weeks
     * @param yearName whether a year is called by the calendar year in which it begins or ends
     */
    @Schema(requiredProperties = {"firstMonth", "pattern", "yearName"})
    public record FiscalYearChange(
            @Schema(minimum = "1", maximum = "12") Integer firstMonth,
            FiscalCalendar.Pattern pattern,
            FiscalCalendar.YearName yearName) {}

    /**
     * The company's own year, and the periods that today is in.
     *
     * @param current the year, quarter and period of today (UTC)
     * @param changedBy null while nobody has said anything: then it is the calendar's year
     */
    public record FiscalYearAnswer(
            @Schema(minimum = "1", maximum = "12") int firstMonth,
            FiscalCalendar.Pattern pattern,
            FiscalCalendar.YearName yearName,
            List<FiscalPeriod> current,
            @Nullable String changedBy,
            @Nullable Instant changedAt) {}

    /** @param to the first day after */
    public record FiscalPeriod(String name, LocalDate from, LocalDate to) {}

    @GET
    @Operation(
            operationId = "getFiscalYear",
            summary = "The company's own year",
            description =
                    "When it begins and how it is divided: by it FY2027, FY2027-Q1 and FY2027-P03 are read wherever a period is named, and forecasts have the intervals "
                            + "fiscalYear, fiscalQuarter and fiscalPeriod.")
    @APIResponse(
            responseCode = "200",
            description = "The year as it is now",
            content = @Content(schema = @Schema(implementation = FiscalYearAnswer.class)))
    public FiscalYearAnswer get() {
        var said = fiscalYears.said();
        var calendar = said.calendar();
        return new FiscalYearAnswer(
                calendar.firstMonth(),
                calendar.pattern(),
                calendar.yearName(),
                Stream.of(calendar.years(), calendar.quarters(), calendar.periods())
                        .map(FiscalYearResource::current)
                        .toList(),
                said.changedBy(),
                said.changedAt());
    }

    private static FiscalPeriod current(Interval interval) {
        var from = interval.startOf(LocalDate.now(ZoneOffset.UTC));
        return new FiscalPeriod(interval.name(from), from, interval.plus(from, 1));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "putFiscalYear",
            summary = "Say when the company's year begins",
            description =
                    "For all pipelines. Targets and calls that name a fiscal period are read by the year as it is from then on.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FiscalYearChange.class),
                            example = "{\"firstMonth\":4,\"pattern\":\"MONTHS\",\"yearName\":\"ENDS\"}"))
    @APIResponse(
            responseCode = "200",
            description = "The year as it is now",
            content = @Content(schema = @Schema(implementation = FiscalYearAnswer.class)))
    public FiscalYearAnswer put(@Context SecurityContext caller, FiscalYearChange change) {
        if (change == null || change.firstMonth() == null || change.firstMonth() < 1 || change.firstMonth() > MONTHS) {
            throw new InvalidParameterException("firstMonth", "must be a month from 1 to 12");
        }
        if (change.pattern() == null) {
            throw new InvalidParameterException("pattern", "is needed: " + List.of(FiscalCalendar.Pattern.values()));
        }
        if (change.yearName() == null) {
            throw new InvalidParameterException("yearName", "is needed: " + List.of(FiscalCalendar.YearName.values()));
        }
        fiscalYears.say(
                new FiscalCalendar(change.firstMonth(), change.pattern(), change.yearName()),
                caller.getUserPrincipal().getName());
        return get();
    }
}
