package dealflow.forecast.projection;

import dealflow.edge.access.Roles;
import dealflow.edge.erasure.PersonalColumn.Found;
import dealflow.edge.erasure.PersonalName;
import dealflow.edge.query.InvalidParameterException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/erasures")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Erasures", description = "A person's right to be forgotten")
@RolesAllowed(Roles.OPS)
public class ErasureResource {

    private final Erasures erasures;

    ErasureResource(Erasures erasures) {
        this.erasures = erasures;
    }

    /**
     * Whose name is to go.
     *
     * @param name in any spelling: capitals, widths, accents and spaces make no difference
     * @param pseudonym the one that the deal service gave; needed unless it is a dry run
     * @param dryRun true to be told what would change, and change nothing
     */
    @Schema(requiredProperties = "name")
    public record NewErasure(String name, String pseudonym, boolean dryRun) {}

    /**
     * What became of it.
     *
     * @param pseudonym null for a dry run
     * @param columns where the name stood, and in how many rows
     */
    public record Erased(@Nullable String pseudonym, List<Found> columns) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "eraseFromForecasts",
            summary = "Erase a person's name",
            description =
                    "Replaces it by the pseudonym that the deal service's POST /erasures gave, in targets, calls, "
                            + "snapshots, backtests and events that wait to be published; the same again changes nothing. What is known from events follows with "
                            + "the next rebuild.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewErasure.class),
                            example = "{\"name\":\"Kari Berg\",\"pseudonym\":\"erased-5d0f6e0e\"}"))
    @APIResponse(
            responseCode = "200",
            description = "Erased",
            content = @Content(schema = @Schema(implementation = Erased.class)))
    public Erased erase(NewErasure erasure) {
        if (erasure == null) {
            throw new InvalidParameterException("name", "is needed");
        }
        if (!erasure.dryRun() && !PersonalName.isPseudonym(erasure.pseudonym())) {
            throw new InvalidParameterException(
                    "pseudonym", "must be the one that the deal service's erasure answered, such as erased-5d0f6e0e");
        }
        var columns = erasures.erase(person(erasure), erasure.dryRun());
        return new Erased(erasure.dryRun() ? null : erasure.pseudonym(), columns);
    }

    private static PersonalName person(NewErasure erasure) {
        try {
            return PersonalName.of(erasure.name(), erasure.dryRun() ? "erased" : erasure.pseudonym());
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("name", e.getMessage());
        }
    }
}
