package dealflow.deal.versioning;

import dealflow.deal.ExchangeRates;
import dealflow.deal.ExchangeRates.DatedRate;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.Page;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/exchange-rates")
@Tag(name = "Pipelines")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
public class ExchangeRateResource {

    private static final int MOST = 500;

    @Inject
    ExchangeRates rates;

    /** What one unit of a currency is worth in another. */
    @Schema(requiredProperties = {"rate"})
    public record Rate(BigDecimal rate) {}

    /** Many rates. */
    @Schema(requiredProperties = {"items"})
    public record NewRates(List<ExchangeRate> items) {}

    /** A rate that holds from a day until the day of the next. */
    @Schema(requiredProperties = {"currency", "base", "validFrom", "rate"})
    public record ExchangeRate(String currency, String base, LocalDate validFrom, BigDecimal rate) {

        static ExchangeRate of(DatedRate rate) {
            return new ExchangeRate(rate.currency(), rate.base(), rate.validFrom(), rate.rate());
        }

        DatedRate dated() {
            return new DatedRate(currency, base, validFrom, rate);
        }

        private String key() {
            return currency + " " + base + " " + validFrom;
        }
    }

    @GET
    @Operation(
            operationId = "listExchangeRates",
            summary = "The exchange rates",
            description = "By currencies and day; each holds until the day of the next.")
    public Page<ExchangeRate> list(
            @Parameter(description = "Only of this currency", example = "CHF") @QueryParam("currency") String currency,
            @Parameter(description = "Only to this currency", example = "USD") @QueryParam("base") String base,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        var after = Page.after(cursor, ExchangeRateResource::place);
        var found = rates.list(currency, base, after, limit + 1).stream()
                .map(ExchangeRate::of)
                .toList();
        return Page.of(found, limit, ExchangeRate::key);
    }

    private static DatedRate place(String key) {
        var parts = key.split(" ");
        if (parts.length != 3) {
            throw new IllegalArgumentException(key);
        }
        try {
            return new DatedRate(parts[0], parts[1], LocalDate.parse(parts[2]), null);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @GET
    @Path("{currency}/{base}/{date}")
    @Operation(
            operationId = "getExchangeRate",
            summary = "The exchange rate of a day",
            description = "The one that holds on that day: 'validFrom' says since when. 404 where none is known.")
    public ExchangeRate get(String currency, String base, LocalDate date) {
        return ExchangeRate.of(rates.on(currency, base, date));
    }

    @PUT
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "setExchangeRates",
            summary = "Set many exchange rates",
            description = "Up to 500, all or none. Others stay as they are, and so does what was reported before.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewRates.class),
                            example =
                                    "{\"items\":[{\"currency\":\"CHF\",\"base\":\"USD\",\"validFrom\":\"2026-03-01\",\"rate\":1.13}]}"))
    public void setAll(NewRates request) {
        Bodies.required(request);
        if (request.items() == null
                || request.items().isEmpty()
                || request.items().size() > MOST) {
            throw new InvalidFieldException("items", "are required: 1 to %d of them".formatted(MOST));
        }
        for (var i = 0; i < request.items().size(); i++) {
            if (request.items().get(i) == null) {
                throw new InvalidFieldException("items[%d]".formatted(i), "is required");
            }
        }
        rates.setAll(request.items().stream().map(ExchangeRate::dated).toList());
    }

    @PUT
    @Path("{currency}/{base}/{date}")
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "setExchangeRate",
            summary = "Set an exchange rate",
            description =
                    "One unit of currency is worth rate units of base, from that day on (at most a year from now) "
                            + "until the day of the next rate, however long that is: keep them up to date. What was reported before "
                            + "stays as it was.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Rate.class),
                            example = "{\"rate\": 0.92}"))
    public void setRate(String currency, String base, LocalDate date, Rate rate) {
        Bodies.required(rate);
        rates.set(currency, base, date, rate.rate());
    }
}
