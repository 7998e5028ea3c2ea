package dealflow.edge.audit;

import dealflow.edge.access.Roles;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit", description = "Who asked this service for what")
@RolesAllowed(Roles.OPS)
public class AuditResource {

    @Inject
    Audit audit;

    /** Entries, the latest first; {@code next} is the cursor of the page after. */
    @Schema(requiredProperties = {"items"})
    public record AuditPage(List<AuditEntry> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listAudit",
            summary = "Who read or changed what",
            description =
                    "Every request of somebody with a valid token, also a refused one; the latest first. Entries are "
                            + "never changed, and come within a second.")
    @APIResponse(responseCode = "200", description = "A page of entries")
    public AuditPage entries(
            @Parameter(description = "Only of this person or service account", example = "li.wei@example.com")
                    @QueryParam("actor")
                    String actor,
            @Parameter(description = "Only of this path and those below it", example = "/deals") @QueryParam("path")
                    String path,
            @Parameter(description = "Not before this instant", example = "2026-03-01T00:00:00Z") @QueryParam("from")
                    Instant from,
            @Parameter(description = "Before this instant", example = "2026-04-01T00:00:00Z") @QueryParam("to")
                    Instant to,
            @Parameter(description = "The 'next' of the page before", example = "4711") @QueryParam("cursor") @Min(1)
                    Long cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        var items = audit.entries(actor, path, from, to, cursor, limit);
        return new AuditPage(
                items,
                items.size() < limit
                        ? null
                        : String.valueOf(items.get(limit - 1).id()));
    }
}
