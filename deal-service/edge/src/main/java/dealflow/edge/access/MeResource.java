package dealflow.edge.access;

import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access", description = "Who asks, and what that one may see")
@Authenticated
public class MeResource {

    @Inject
    Sights sights;

    /** Which deals somebody may see. */
    public enum Seen {
        ALL,
        TEAMS,
        OWN,
        NONE
    }

    /** Who asks, as the services read the token. */
    public record Me(
            @Schema(
                            required = true,
                            examples = "li.wei@example.com",
                            description = "The name under which this one owns deals")
                    String name,
            @Schema(
                            required = true,
                            examples = "[\"sales-rep\"]",
                            description = "Roles and, of a service account, its scopes")
                    List<String> roles,
            @Schema(
                            required = true,
                            examples = "[\"europe\"]",
                            description = "Those that the token names and, of a manager, those that it manages")
                    List<String> teams,
            @Schema(
                            required = true,
                            examples = "[\"north\"]",
                            description = "All below them today (GET /teams of the deal service)")
                    List<String> teamsBelow,
            @Schema(required = true, description = "Whose deals this one may see") Seen sees) {}

    @GET
    @Operation(
            operationId = "getMe",
            summary = "Who asks",
            description =
                    "The caller as this service reads its token and the company's teams of today: for an application to know what it may offer.")
    @APIResponse(responseCode = "200", description = "The caller")
    public Me me() {
        var caller = sights.caller();
        return new Me(
                caller.name(),
                caller.roles().stream().sorted().toList(),
                caller.teams().stream().sorted().toList(),
                caller.teamsWithBelow().stream()
                        .filter(team -> !caller.teams().contains(team))
                        .sorted()
                        .toList(),
                seen(caller.sight()));
    }

    private static Seen seen(Sight sight) {
        if (sight instanceof Sight.Some some) {
            return some.teams().isEmpty() ? Seen.OWN : Seen.TEAMS;
        }
        return sight instanceof Sight.Everything ? Seen.ALL : Seen.NONE;
    }
}
