package dealflow.forecast.projection;

import dealflow.contract.projection.ParkedDeals;
import dealflow.edge.access.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The deals that wait because one of their events could not be applied. */
@Path("/parked-deals")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPS)
public class ParkedDealResource {

    private static final int PAGE = 50;

    private final ParkedDeals parked;

    ParkedDealResource(ParkedDeals parked) {
        this.parked = parked;
    }

    public record Page(List<ParkedDeals.ParkedDeal> items, String next) {}

    public record Retried(int stillParked) {}

    @GET
    @Operation(
            operationId = "listParkedDeals",
            summary = "Parked deals",
            description = "By id, 50 at a time; pass next as cursor for more.")
    @APIResponse(responseCode = "200", description = "Parked deals with the reason of each")
    public Page list(@QueryParam("cursor") String cursor) throws SQLException {
        var items = parked.list(cursor == null ? "" : cursor, PAGE);
        return new Page(items, items.size() < PAGE ? null : items.get(PAGE - 1).dealId());
    }

    @POST
    @Path("/{deal}/retry")
    @Operation(
            operationId = "retryParkedDeal",
            summary = "Try a parked deal again",
            description = "Applies its events in order, as far as it goes.")
    @APIResponse(responseCode = "200", description = "How many of its events are still parked")
    public Retried retry(@PathParam("deal") String deal) throws SQLException {
        return new Retried(parked.retry(deal));
    }
}
