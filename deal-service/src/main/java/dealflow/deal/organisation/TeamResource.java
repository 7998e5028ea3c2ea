package dealflow.deal.organisation;

import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamState;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.Page;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.access.Roles;
import dealflow.edge.limit.Bounds;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/teams")
@Tag(name = "Teams", description = "Which team is a part of which, since when, and who manages it")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
public class TeamResource {

    private static final String NORTH =
            """
            {"names":{"en":"North","zh":"北方团队"},"parent":null,"managers":["mia@example.com"],"from":"2026-01-01"}""";

    @Inject
    TeamDefinitions definitions;

    @Inject
    CompanyTeams teams;

    @Inject
    SecurityIdentity caller;

    /**
     * A team as it is on one day.
     *
     * @param key what deals of the team have as team
     * @param from since when it has been so
     * @param parent the team that it is a part of; null for none
     * @param managers names of people, as their tokens name them
     */
    @Schema(requiredProperties = {"key", "version", "from", "names", "managers"})
    public record Team(
            String key,
            int version,
            LocalDate from,
            Map<String, String> names,
            @Nullable String parent,
            List<String> managers) {

        static Optional<Team> of(TeamDefinition team, LocalDate day) {
            return team.on(day)
                    .map(state -> new Team(
                            team.key(), team.version(), state.from(), state.names(), state.parent(), state.managers()));
        }
    }

    /**
     * What a team is from a day on.
     *
     * @param version the version that it was made of; may be left out
     * @param names by language; the key unless given
     * @param parent the key of the team that it is a part of; null, or left out, for none
     * @param managers the names of at most 20 people, as their tokens name them; with the role of a manager they see all of the team
     * @param from the first day, in UTC; today unless given
     */
    public record NewTeam(
            String key,
            Integer version,
            Map<String, String> names,
            String parent,
            List<String> managers,
            LocalDate from) {

        TeamState state(LocalDate today) {
            if (managers != null && managers.contains(null)) {
                throw new InvalidFieldException("managers", "must have a name in each place");
            }
            return new TeamState(from == null ? today : from, names, parent, managers);
        }
    }

    @GET
    @Operation(
            operationId = "listTeams",
            summary = "The company's teams",
            description =
                    "Those that are defined on a day, by key, each with the team that it is a part of. A team that no definition "
                            + "knows may have deals all the same: it is a part of none.")
    public Page<Team> list(
            @QueryParam("on")
                    @Parameter(
                            description = "The day, in UTC, in the years 1900 to 2200; today unless given",
                            example = "2026-03-01")
                    LocalDate on) {
        if (on != null && !Bounds.hold(on)) {
            throw new InvalidFieldException("on", Bounds.YEARS);
        }
        var day = on == null ? teams.day() : on;
        return new Page<>(
                definitions.all().stream()
                        .flatMap(team -> Team.of(team, day).stream())
                        .toList(),
                null);
    }

    @GET
    @Path("{team}")
    @Operation(
            operationId = "getTeam",
            summary = "One of the company's teams",
            description = "What it was, is and will be, by day; the ETag names its version, for If-Match.")
    @APIResponse(
            responseCode = "200",
            description = "The team with its dated states",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TeamDefinition.class)))
    public Response get(String team) {
        return tagged(definitions.get(team));
    }

    @PUT
    @Path("{team}")
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "putTeam",
            summary = "Define or change a team",
            description =
                    "Makes the team if there is none of that key, else a new version of it: what it is from a day on, until the day of "
                            + "the next state that it has already. A state of the same day is replaced. What it was before stays, so that "
                            + "past days are answered as they were. Refused where on any day a team would be a part of itself, or more than "
                            + "12 teams would stand one below another. At most 1,000 teams.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewTeam.class),
                            example = NORTH))
    @APIResponse(
            responseCode = "200",
            description = "The team at its new version",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TeamDefinition.class)))
    public Response put(String team, @HeaderParam("If-Match") String ifMatch, NewTeam definition) {
        Bodies.required(definition);
        if (definition.key() != null && !definition.key().equals(team)) {
            throw new InvalidFieldException("key", "must stay what it is");
        }
        var expected = Bodies.version(ifMatch);
        var put = definitions.put(
                team,
                definition.state(teams.day()),
                expected == null && definition.version() != null ? Long.valueOf(definition.version()) : expected,
                caller.getPrincipal().getName());
        teams.refresh();
        return tagged(put);
    }

    private static Response tagged(TeamDefinition team) {
        return Response.ok(team).tag(String.valueOf(team.version())).build();
    }
}
