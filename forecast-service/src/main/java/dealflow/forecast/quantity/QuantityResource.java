package dealflow.forecast.quantity;

import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.forecast.answer.Disclosure;
import dealflow.forecast.answer.Forecasts;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.answer.PeriodParameters;
import dealflow.forecast.http.DisclosureRights;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much of each product, by when: for those who buy, make and ship it. */
@Tag(name = "Forecasts", description = "What is booked and paid by period; no number is about one deal")
@Path("/forecasts/{pipeline}/quantities")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class QuantityResource {

    private final Forecasts forecasts;
    private final Quantities quantities;
    private final KnownPipelines pipelines;
    private final DisclosureRights told;

    QuantityResource(Forecasts forecasts, Quantities quantities, KnownPipelines pipelines, DisclosureRights told) {
        this.forecasts = forecasts;
        this.quantities = quantities;
        this.pipelines = pipelines;
        this.told = told;
    }

    @GET
    @Operation(
            operationId = "getQuantityForecast",
            summary = "Quantities of products by period",
            description =
                    "How much of each product, in each unit, was ordered in a period, and how much open deals and those not yet "
                            + "begun will order. It stands on the lines of deals: without lines a deal is in none of these numbers, and "
                            + "dealsWithoutQuantity tells how many open ones are. Quantities in different units are never added up. When deals "
                            + "are won is what it is for bookings; how much a won one orders by what was quoted is "
                            + "learned from the product's own orders (realisedToQuoted). Of fewer than ten open deals, and where these could be worked "
                            + "out as a difference, only what was ordered is told.")
    @APIResponse(responseCode = "200", description = "The products that these deals are about, by name and unit")
    public QuantityAnswer quantities(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam PeriodParameters parameters,
            @Parameter(description = Parameters.AS_OF, schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("asOf")
                    String asOf) {
        var question = parameters.question(pipelines.today(key, asOf), Measure.BOOKINGS, null);
        var known = pipelines.at(key, asOf);
        var disclosure = forecasts.disclosure(known, Measure.BOOKINGS);
        var deals = told.deals(question.scope());
        return QuantityAnswer.of(
                known, quantities.of(known, question, disclosure), without(known, question, deals, disclosure), deals);
    }

    /** So few that they are single deals are not told to whoever may not see these. */
    private Integer without(InformationSet known, Question question, boolean deals, Disclosure disclosure) {
        var without = quantities.withoutQuantity(known, question);
        return deals || disclosure.reason(question.scope()) == null && !disclosure.isSmall(without) ? without : null;
    }
}
