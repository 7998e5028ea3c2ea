package dealflow.deal.person;

import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.deal.Person;
import dealflow.deal.http.Answers;
import dealflow.deal.http.Bodies;
import dealflow.deal.http.Page;
import dealflow.edge.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/deals/{id}/people")
@Tag(name = "People", description = "Who takes part in the customer's decision")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class PeopleResource {

    private static final String DECIDER =
            "{\"name\":\"Kari Berg\",\"role\":\"DECIDER\",\"stance\":\"FOR\",\"evidence\":\"asked for the samples herself\"}";

    @Inject
    People people;

    @Inject
    SecurityIdentity caller;

    /**
     * What is known of a person.
     *
     * @param stance UNKNOWN unless given
     * @param evidence what tells us so
     * @param contact one way to reach the person; best left out where the deal does not need it
     */
    @Schema(requiredProperties = {"name", "role"})
    public record NewPerson(
            String name, Person.BuyingRole role, Person.Stance stance, String evidence, String contact) {}

    @GET
    @Operation(
            operationId = "listPeople",
            summary = "A deal's people",
            description =
                    "Those on the customer's side, with what part each has in the decision and when it last confirmed a stage.")
    public Page<Person> list(UUID id) {
        return new Page<>(people.of(id), null);
    }

    @PUT
    @Path("{person}")
    @Operation(
            operationId = "putPerson",
            summary = "Record a person",
            description =
                    "Under an id that is unique in the deal, such as p1 (no name: it stays where a name is erased). Confirmations name "
                            + "the person by it. At most 50 people a deal.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewPerson.class),
                            example = DECIDER))
    @APIResponse(
            responseCode = "200",
            description = "The deal after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response put(UUID id, String person, @HeaderParam("If-Match") String ifMatch, NewPerson known) {
        Bodies.required(known);
        var whole =
                new Person(person, known.name(), known.role(), known.stance(), known.evidence(), known.contact(), null);
        return Answers.of(people.put(id, Bodies.version(ifMatch), whole, actor()));
    }

    @DELETE
    @Path("{person}")
    @Operation(
            operationId = "deletePerson",
            summary = "Take a person out",
            description = "What the person confirmed stays in the history. No error where there is none.")
    @APIResponse(
            responseCode = "200",
            description = "The deal after the change",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DealSnapshot.class)))
    public Response remove(UUID id, String person, @HeaderParam("If-Match") String ifMatch) {
        return Answers.of(people.remove(id, Bodies.version(ifMatch), person, actor()));
    }

    private String actor() {
        return caller.getPrincipal().getName();
    }
}
