package dealflow.deal.exports;

import dealflow.deal.feed.Feed;
import dealflow.deal.feed.FeedCursor;
import dealflow.deal.filter.DealOrder;
import dealflow.deal.filter.DealQuery;
import dealflow.deal.imports.ImportedDeal;
import dealflow.deal.register.DealList;
import dealflow.edge.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/exports")
@Tag(name = "Exports", description = "Deals with their whole history, in the form that imports take")
@RolesAllowed({Roles.OPS, Roles.INTEGRATOR})
public class ExportResource {

    private static final String LINE =
            """
            {"externalId":"173688","pipeline":"export","title":"Solar lamps","owner":"li.wei@example.com",\
            "amount":{"amount":"48000.00","currency":"USD"},"reportingAmount":{"amount":"48000.00","currency":"USD"},\
            "history":[{"to":"lead","at":"2026-03-02T09:30:00Z","owner":"li.wei@example.com","origin":"api",\
            "actor":"li.wei@example.com"}]}""";

    private static final int DEALS = 500;

    @Inject
    Exports exports;

    @Inject
    DealList deals;

    @Inject
    Feed feed;

    @GET
    @Path("deals")
    @Produces("application/x-ndjson")
    @Operation(
            operationId = "exportDeals",
            summary = "Export deals",
            description =
                    "One deal with its whole history a line, in the order in which the deals were recorded: export,"
                            + " wipe and import give the same deals and history, under new ids. Each line is the deal as"
                            + " it is when the line is read. A deal without an externalId gets its id as one. With"
                            + " 'position=true' each line says which deal's events it tells up to which sequence, and from"
                            + " where to read the feed on; imports read past that. With"
                            + " 'Accept: text/csv' the deals as they are now, for a spreadsheet; 'bom=true' makes that"
                            + " read it as UTF-8.")
    @APIResponse(
            responseCode = "200",
            description = "The lines, streamed; an answer cut short ends without the last chunk",
            content = {
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = ImportedDeal.class),
                        example = LINE),
                @Content(
                        mediaType = DealCsv.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = DealCsv.EXAMPLE)
            })
    public StreamingOutput deals(
            @BeanParam DealQuery query,
            @Parameter(description = "Whether a table begins with a byte order mark, which Excel needs to see UTF-8")
                    @QueryParam("bom")
                    @DefaultValue("false")
                    boolean bom,
            @Parameter(
                            description =
                                    "Whether each line says where it stands in the events: the deal's id, its last event, and the cursor for GET /events")
                    @QueryParam("position")
                    @DefaultValue("false")
                    boolean position) {
        var filter = query.filter();
        return out -> {
            // Before any deal is read, so that no event falls between the lines and the feed.
            var cursor = position ? FeedCursor.of(feed.last()) : null;
            UUID after = null;
            do {
                var page = exports.page(filter, after, cursor);
                for (var line : page.lines()) {
                    out.write(line);
                    out.write('\n');
                }
                after = page.last();
            } while (after != null);
        };
    }

    @GET
    @Path("deals")
    // Only for those who ask for it.
    @Produces(DealCsv.TYPE + ";qs=0.5")
    @Operation(hidden = true)
    public Response csv(@BeanParam DealQuery query, @QueryParam("bom") @DefaultValue("false") boolean bom) {
        var filter = query.filter();
        StreamingOutput rows = out -> {
            try (var csv = new DealCsv(out, bom)) {
                DealOrder.Place after = null;
                do {
                    var page = deals.page(filter, DealOrder.RECORDED, after, DEALS);
                    for (var deal : page.deals()) {
                        csv.write(deal);
                    }
                    after = page.last();
                } while (after != null);
            }
        };
        // Not the type that it was chosen by, which says how much this is wanted.
        return Response.ok(rows, DealCsv.UTF_8).build();
    }
}
