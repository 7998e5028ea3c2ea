package dealflow.deal.filter;

import dealflow.deal.http.Bodies;
import dealflow.deal.http.Page;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sights;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/views")
@Tag(name = "Views", description = "Filters of deals that people keep under a name, and may share")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class ViewResource {

    private static final String BIG =
            """
            {"names":{"en":"Big ones in the north","zh":"北方大单"},"filter":{"status":["OPEN"],"team":["north"],\
            "amount":["50000.."]},"sharedWith":"ALL"}""";

    @Inject
    Views views;

    @Inject
    Sights sights;

    /**
     * What a view shows.
     *
     * @param names by language; the key unless given
     * @param filter the parameters of the deal list, each with its values as texts; an empty text stands for what has none
     * @param sharedWith who may use it beside its owner; nobody unless given
     */
    @Schema(requiredProperties = {"filter"})
    public record NewView(Map<String, String> names, Map<String, List<String>> filter, SavedView.Sharing sharedWith) {}

    @GET
    @Operation(
            operationId = "listViews",
            summary = "Views",
            description = "The caller's own and those that are shared with it, by key.")
    public Page<SavedView> list(
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        return Page.of(views.list(sights.caller(), Page.after(cursor, key -> key), limit + 1), limit, SavedView::key);
    }

    @GET
    @Path("{view}")
    @Operation(
            operationId = "getView",
            summary = "One view",
            description = "404 for one that is not shared with the caller. The ETag names its version, for If-Match.")
    @APIResponse(
            responseCode = "200",
            description = "The view",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SavedView.class)))
    public Response get(String view) {
        return tagged(views.get(view, sights.caller()));
    }

    @PUT
    @Path("{view}")
    @Operation(
            operationId = "putView",
            summary = "Keep a view",
            description =
                    "Or change one's own. Its filter has the parameters of the deal list, and what the list would refuse is refused "
                            + "here. 'view=KEY' then asks for these deals: in lists, totals and exports, and of the events. It shows nobody "
                            + "a deal that is not the reader's to see. 409 where the key is of somebody else's view.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewView.class),
                            example = BIG))
    @APIResponse(
            responseCode = "200",
            description = "The view as it is kept",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SavedView.class)))
    public Response put(String view, @HeaderParam("If-Match") String ifMatch, NewView kept) {
        Bodies.required(kept);
        return tagged(views.put(
                view, kept.names(), kept.filter(), kept.sharedWith(), Bodies.version(ifMatch), sights.caller()));
    }

    @DELETE
    @Path("{view}")
    @Operation(
            operationId = "deleteView",
            summary = "Delete a view",
            description =
                    "One's own; operations may delete anybody's. 409 while webhooks follow it, with their ids: they would be sent "
                            + "everything, or nothing.")
    public void delete(String view, @HeaderParam("If-Match") String ifMatch) {
        views.delete(view, Bodies.version(ifMatch), sights.caller());
    }

    private static Response tagged(SavedView.Versioned view) {
        return Response.ok(view.view()).tag(String.valueOf(view.version())).build();
    }
}
