package dealflow.deal.http;

import dealflow.deal.Exports;
import dealflow.edge.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    @Inject
    Exports exports;

    @GET
    @Path("deals")
    @Produces("application/x-ndjson")
    @Operation(
            summary = "Export deals",
            description =
                    "One deal with its whole history a line, in the order in which the deals were recorded: export, "
                            + "wipe and import give the same deals and history, under new ids. Each line is the deal as it is "
                            + "when the line is read. A deal without an externalId gets its id as one.")
    @APIResponse(
            responseCode = "200",
            description = "The lines, streamed; an answer cut short ends without the last chunk",
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            schema = @Schema(implementation = String.class),
                            example = LINE))
    public StreamingOutput deals(@BeanParam DealQuery query) {
        return out -> {
            var filter = query.filter();
            do {
                var page = exports.page(filter);
                for (var line : page.lines()) {
                    out.write(line);
                    out.write('\n');
                }
                filter = page.last() == null ? null : filter.after(page.last());
            } while (filter != null);
        };
    }
}
