package dealflow.consumer;

import dealflow.contract.projection.ParkedDeals;
import dealflow.edge.access.Roles;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The deals that wait because one of their events could not be applied. */
@Path("/parked-deals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Parked deals", description = "Deals that wait because one of their events could not be applied")
@RolesAllowed(Roles.OPS)
public class ParkedDealResource {

    private final ParkedDeals parked;

    ParkedDealResource(ParkedDeals parked) {
        this.parked = parked;
    }

    /** A page of them; {@code next} is the cursor of the next page. */
    public record ParkedPage(List<ParkedDeals.ParkedDeal> items, @Nullable String next) {}

    /** What a retry has left. */
    public record Retried(int stillParked) {}

    @GET
    @Operation(
            operationId = "listParkedDeals",
            summary = "The parked deals",
            description = "By id, each with the reason of its first parked event.")
    @APIResponse(responseCode = "200", description = "Parked deals with the reason of each")
    public ParkedPage list(
            @Parameter(description = "Where to go on: 'next' of the page before")
                    @QueryParam("cursor")
                    @DefaultValue("")
                    String cursor,
            @Parameter(description = "How many a page has at most")
                    @QueryParam("limit")
                    @DefaultValue("50")
                    @Min(1)
                    @Max(500)
                    int limit)
            throws SQLException {
        var deals = parked.list(ParkedCursor.dealOf(cursor), limit);
        return new ParkedPage(
                deals,
                deals.size() < limit
                        ? null
                        : ParkedCursor.of(deals.get(limit - 1).dealId()));
    }

    @POST
    @Path("{deal}/retry")
    @Operation(
            operationId = "retryParkedDeal",
            summary = "Retry a parked deal",
            description = "Applies its events in order, as far as that goes.")
    @APIResponse(responseCode = "200", description = "How many of its events are still parked")
    public Retried retry(@Parameter(description = "The id of the parked deal") @RestPath String deal)
            throws SQLException {
        return new Retried(parked.retry(deal));
    }
}
